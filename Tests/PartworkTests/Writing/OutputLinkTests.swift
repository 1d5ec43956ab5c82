import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

/// Symbolic links lead to files that are not the output's, so nothing is written or removed through one.
@Suite struct OutputLinkTests {
  private func link(_ site: OutputFixture, _ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: site.site.appending(path: path).path(), withDestinationPath: site.site.appending(path: target).path())
  }

  @Test func `an output folder that is a link is an error`() async throws {
    try await withOutput { site in
      try site.put("mine", at: "elsewhere/keep.txt")
      try link(site, "public", to: "elsewhere")
      #expect(
        await site.refusal(["a.html": "a"]).map(\.message) == ["the output folder `public` is a symbolic link"])
      #expect(try Folder(reading: site.site.appending(path: "elsewhere")) == Folder(["keep.txt": "mine"]))
    }
  }

  @Test func `an output folder that is a file is an error`() async throws {
    try await withOutput { site in
      try site.put("mine", at: "public")
      #expect(await site.refusal(["a.html": "a"]).map(\.message) == ["the output folder `public` is not a folder"])
    }
  }

  @Test func `a linked folder in the output is neither written nor emptied`() async throws {
    try await withOutput { site in
      try await site.build(["posts/a.html": "a", "posts/b.html": "b"])
      try FileManager.default.moveItem(
        at: site.site.appending(path: "public/posts"), to: site.site.appending(path: "elsewhere"))
      try link(site, "public/posts", to: "elsewhere")
      #expect(
        await site.refusal(["posts/a.html": "new"]) == [
          Diagnostic(
            .error, "`public/posts` is not a folder, but files of the site would go into it",
            at: SourceLocation("public/posts"),
            hint: "delete it or move it away; Partwork does not write through symbolic links")
        ])
      try await site.build(["index.html": "1"])
      #expect(
        try Folder(reading: site.site.appending(path: "elsewhere")) == Folder(["a.html": "a", "b.html": "b"]))
    }
  }

  @Test func `a linked file in the output is an error`() async throws {
    try await withOutput { site in
      try site.put("mine", at: "elsewhere.html")
      try await site.build(["a.html": "a"])
      try site.remove("public/a.html")
      try link(site, "public/a.html", to: "elsewhere.html")
      #expect(
        await site.refusal(["a.html": "new"]).map(\.message) == [
          "`public/a.html` is a symbolic link, and a file from `content/a.html` would take its place"
        ])
      #expect(try String(contentsOf: site.site.appending(path: "elsewhere.html"), encoding: .utf8) == "mine")
    }
  }

  @Test func `a folder with other people's files is not replaced by a file`() async throws {
    try await withOutput { site in
      try await site.build(["a/b.html": "b"])
      try site.put("mine", at: "public/a/keep.txt")
      #expect(
        await site.refusal(["a": "new"]).map(\.message) == [
          "`public/a` is a folder with files that Partwork did not write, and a file from `content/a` would take its "
            + "place"
        ])
      #expect(try site.found == Folder(["a/b.html": "b", "a/keep.txt": "mine"]))
    }
  }
}
