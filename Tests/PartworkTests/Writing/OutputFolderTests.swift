import PartworkDiagnostics
import PartworkSupport
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct OutputFolderTests {
  @Test func `a build makes the output, and only that`() async throws {
    try await withOutput { site in
      let texts = ["index.html": "home", "posts/a/index.html": "a", ".nojekyll": ""]
      let report = try await site.build(texts)
      #expect(try site.found == Folder(texts))
      #expect(report == WriteReport(written: [".nojekyll", "index.html", "posts/a/index.html"]))
    }
  }

  @Test func `a file with the same bytes is not touched`() async throws {
    try await withOutput { site in
      try await site.build(["a.html": "same", "b.html": "old", "c.html": "short"])
      let before = (try site.inode("public/a.html"), try site.inode("public/b.html"))
      let report = try await site.build(["a.html": "same", "b.html": "new", "c.html": "longer"])
      #expect(report == WriteReport(written: ["b.html", "c.html"], unchanged: 1))
      #expect(try site.found == Folder(["a.html": "same", "b.html": "new", "c.html": "longer"]))
      #expect(try site.inode("public/a.html") == before.0)
      #expect(try site.inode("public/b.html") != before.1, "a changed file must be replaced, not written into")
    }
  }

  @Test func `a build with nothing to do changes nothing, not even its manifest`() async throws {
    try await withOutput { site in
      try await site.build(["a/index.html": "a"])
      var quiet = site
      quiet.disk.fault = { change in
        if case .create(let path) = change, path.hasSuffix(".lock") { return nil }
        return EIO
      }
      #expect(try await quiet.build(["a/index.html": "a"]) == WriteReport(unchanged: 1))
    }
  }

  @Test func `files are copied, and compared like others`() async throws {
    try await withOutput { site in
      let big = String(repeating: "0123456789abcdef", count: 20_000)
      try site.put(big, at: "content/big.bin")
      let files = [
        OutputFile(
          "big.bin", copying: site.site.appending(path: "content/big.bin").path(), at: .init("content/big.bin"))
      ]
      #expect(try await site.output.write(files).written == ["big.bin"])
      #expect(try site.found == Folder(["big.bin": big]))
      #expect(try await site.output.write(files).unchanged == 1)
      try site.put(String(big.dropLast()) + "!", at: "content/big.bin")
      #expect(try await site.output.write(files).written == ["big.bin"])
      try site.put(big + "!", at: "content/big.bin")
      #expect(try await site.output.write(files).written == ["big.bin"])
      #expect(try site.found == Folder(["big.bin": big + "!"]))
    }
  }

  @Test func `files that an earlier build wrote are removed, with the folders it made`() async throws {
    try await withOutput { site in
      try await site.build(["index.html": "1", "posts/a/index.html": "a", "posts/b/c/d.txt": "d"])
      #expect(try await site.build(["index.html": "1"]).removed == ["posts/a/index.html", "posts/b/c/d.txt"])
      #expect(try site.found == Folder(["index.html": "1"]))
      #expect(try site.folders == [])
    }
  }

  @Test func `files that Partwork did not write are kept, and so are folders that it did not make`() async throws {
    try await withOutput { site in
      try site.put("mine", at: "public/theirs/keep.txt")
      try await site.build(["theirs/a.html": "a", "ours/b.html": "b", "ours/more/c.html": "c"])
      try site.put("mine", at: "public/ours/keep.txt")
      try await site.build(["index.html": "1"])
      #expect(
        try site.found == Folder(["index.html": "1", "theirs/keep.txt": "mine", "ours/keep.txt": "mine"]))
      try site.remove("public/theirs/keep.txt")
      try site.remove("public/ours/keep.txt")
      try await site.build(["index.html": "1"])
      #expect(try site.folders == ["theirs"])
    }
  }

  @Test func `a stale file that is already gone, or was replaced by a folder, is ignored`() async throws {
    try await withOutput { site in
      try await site.build(["a": "1", "b": "2", "c": "3"])
      try site.remove("public/a")
      try site.remove("public/b")
      try site.put("mine", at: "public/b/keep.txt")
      #expect(try await site.build(["c": "3"]).removed == [])
      #expect(try site.found == Folder(["c": "3", "b/keep.txt": "mine"]))
    }
  }

  @Test func `a file may become a folder and a folder a file`() async throws {
    try await withOutput { site in
      let (one, other) = (["a": "1", "b/c/d": "2", "e": "3"], ["a/x/y": "1", "b": "2", "e": "3"])
      for texts in [one, other, one] {
        try await site.build(texts)
        #expect(try site.found == Folder(texts))
      }
    }
  }

  @Test func `a name may change its case`() async throws {
    try await withOutput { site in
      for texts in [["Posts/A.html": "a"], ["posts/a.html": "a"], ["posts/A.html": "a"], ["POSTS/A.html": "a"]] {
        try await site.build(texts)
        #expect(try site.found == Folder(texts))
        #expect(try site.folders.count == 1)
      }
    }
  }

  @Test func `two output folders of one site each have a manifest`() async throws {
    try await withOutput { site in
      try await site.build(["a.html": "a"])
      let other = OutputFolder(
        site.site.appending(path: "preview").path(), state: site.site.appending(path: ".partwork").path())
      _ = try await other.write(outputFiles(["b.html": "b"]))
      _ = try await other.write(outputFiles(["c.html": "c"]))
      #expect(try site.found == Folder(["a.html": "a"]))
      #expect(try Folder(reading: site.site.appending(path: "preview")) == Folder(["c.html": "c"]))
    }
  }

  @Test func `many files are written and reported in order`() async throws {
    try await withOutput { site in
      let texts = Dictionary(uniqueKeysWithValues: (0..<500).map { ("posts/\($0)/index.html", "page \($0)") })
      let report = try await site.build(texts)
      #expect(report.written == texts.keys.sorted())
      #expect(try site.found == Folder(texts))
    }
  }
}
