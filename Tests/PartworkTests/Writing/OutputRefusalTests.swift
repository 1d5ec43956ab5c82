import PartworkSupport
import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct OutputRefusalTests {
  @Test func `nothing is written when paths clash`() async throws {
    try await withOutput { site in
      try await site.build(["a.html": "old"])
      let found = await site.refusal(["a.html": "new", "../b.html": "b"])
      #expect(found.map(\.location) == [SourceLocation("content/../b.html")])
      #expect(try site.found == Folder(["a.html": "old"]))
    }
  }

  @Test func `a foreign file is not overwritten, but one with the same bytes is adopted`() async throws {
    try await withOutput { site in
      try await site.build(["index.html": "1"])
      try site.put("mine", at: "public/about.html")
      try site.put("same", at: "public/same.html")
      let texts = ["index.html": "2", "about.html": "ours", "same.html": "same"]
      #expect(
        await site.refusal(texts) == [
          Diagnostic(
            .error,
            "Partwork did not write `public/about.html`, and a file from `content/about.html` would overwrite it",
            at: SourceLocation("public/about.html"), hint: "move it into `content/` to keep it, or delete it")
        ])
      #expect(try site.found == Folder(["index.html": "1", "about.html": "mine", "same.html": "same"]))
      try site.remove("public/about.html")
      #expect(try await site.build(texts) == WriteReport(written: ["about.html", "index.html"], unchanged: 1))
    }
  }

  @Test func `a foreign folder is not used as an output folder`() async throws {
    try await withOutput { site in
      try site.put("mine", at: "public/index.html")
      try site.put("mine", at: "public/robots.txt")
      try site.put("", at: "public/.nojekyll")
      let texts = ["index.html": "1", "robots.txt": "2", ".nojekyll": ""]
      #expect(
        await site.refusal(texts).map(\.message) == [
          "`public/` holds 2 files that this site would overwrite, such as `index.html`, `robots.txt`"
        ])
      #expect(try site.found == Folder(["index.html": "mine", "robots.txt": "mine", ".nojekyll": ""]))
    }
  }

  @Test func `without its manifest, a build has the same result`() async throws {
    try await withOutput { site in
      try await site.build(["index.html": "1", "posts/a/index.html": "a", "style.css": "css"])
      try site.remove(".partwork")
      let report = try await site.build(["index.html": "2", "posts/a/index.html": "b", "style.css": "css"])
      #expect(report == WriteReport(written: ["index.html", "posts/a/index.html"], unchanged: 1))
      #expect(try await site.build(["index.html": "2"]).removed == ["posts/a/index.html", "style.css"])
      #expect(try site.found == Folder(["index.html": "2"]))
      #expect(try site.folders == [])
    }
  }

  @Test(arguments: ["", "partwork manifest 1\nfile\t../keep.txt\nend\n", "partwork manifest 1\nfile\tkeep.txt\n", "x"])
  func `a damaged manifest is ignored`(text: String) async throws {
    try await withOutput { site in
      try await site.build(["index.html": "1"])
      try site.put("mine", at: "keep.txt")
      try site.put("mine", at: "public/keep.txt")
      let folder = site.site.appending(path: ".partwork").path()
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".manifest") })
      try site.put(text, at: ".partwork/\(name)")
      try await site.build(["index.html": "1", "new.html": "2"])
      #expect(try site.found == Folder(["index.html": "1", "new.html": "2", "keep.txt": "mine"]))
      #expect(try String(contentsOf: site.site.appending(path: "keep.txt"), encoding: .utf8) == "mine")
    }
  }

  @Test func `two builds into one folder do not mix`() async throws {
    try await withOutput { site in
      try await site.build(["a.html": "1"])
      let lock = try FileLock(site.output.state.lockPath, disk: Disk())
      #expect(
        await site.refusal(["a.html": "2"]) == [
          Diagnostic(
            .error, "another build or publish is using `public`", at: SourceLocation("public"),
            hint: "wait until it ends, then try again")
        ])
      extendLifetime(lock)
      #expect(try site.found == Folder(["a.html": "1"]))
    }
    try await withOutput { site in
      try await site.build(["a.html": "1"])
      try await site.build(["a.html": "2"])
    }
  }

  @Test func `nothing is built while a publish sends what is there`() async throws {
    try await withOutput { site in
      let refused = try await site.output.write(outputFiles(["a.html": "1"])) { report in
        #expect(report.written == ["a.html"])
        return await site.refusal(["a.html": "2"])
      }
      #expect(refused.map(\.message) == ["another build or publish is using `public`"])
      #expect(try site.found == Folder(["a.html": "1"]))
      try await site.build(["a.html": "2"])
    }
  }

  @Test func `output cannot be inside the site's sources`() async throws {
    try await withOutput { site in
      for path in ["content", "content/public", ".partwork/x", "public/../content/y"] {
        let output = OutputFolder(
          site.site.appending(path: path).path(), state: site.site.appending(path: ".partwork").path(), name: path,
          sources: [site.site.appending(path: "content").path()])
        await #expect(throws: WriteError.self) { try await output.write(outputFiles(["a.html": "a"])) }
      }
      let found = try Folder(reading: site.site)
      #expect(found == Folder([String: Data]()))
    }
  }

  @Test func `a copied file that cannot be read is an error at its place, and nothing changes`() async throws {
    try await withOutput { site in
      try await site.build(["a.html": "1"])
      let gone = OutputFile("gone.png", copying: "/nowhere/gone.png", at: SourceLocation("content/gone.png"))
      await #expect(
        throws: WriteError.site([
          Diagnostic(
            .error, "`content/gone.png` cannot be read: there is no such file or folder",
            at: SourceLocation("content/gone.png"), hint: "check its permissions, or delete it")
        ])
      ) { try await site.output.write(outputFiles(["a.html": "2"]) + [gone]) }
      #expect(try site.found == Folder(["a.html": "1"]))
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `an output folder that is not writable is an error`() async throws {
    try await withOutput { site in
      try await site.build(["a.html": "1", "x/b.html": "1"])
      for folder in ["public", "public/x"] {
        let path = site.site.appending(path: folder).path()
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
        #expect(await site.refusal(["c.html": "2", "x/d.html": "2"]).count == 1)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
      #expect(try site.found == Folder(["a.html": "1", "x/b.html": "1"]))
    }
  }
}
