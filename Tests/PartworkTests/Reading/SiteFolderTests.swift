import PartworkSupport
import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite("Listing a site's folder") struct SiteFolderTests {
  private func list(_ site: URL) -> SiteFolder { SiteFolder("content", of: site.path(percentEncoded: false)) }

  private func link(_ path: String, in site: URL, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: site.appending(path: path).path(percentEncoded: false), withDestinationPath: target)
  }

  @Test func `files are listed by path, whatever their depth`() async throws {
    let folder = Folder(["content/b.txt": "bb", "content/a/c.txt": "", "content/a.txt": "", "templates/x": ""])
    try await withTemporaryFolder(folder) { site in
      let found = list(site)
      #expect(found.files.map(\.path) == ["content/a.txt", "content/a/c.txt", "content/b.txt"])
      #expect(found.files.last?.status.size == 2)
      #expect(found.diagnostics == [])
      #expect(found.exists)
    }
  }

  @Test func `hidden files and editors' leftovers are skipped`() async throws {
    let skipped = [".DS_Store", ".git/config", "a.md~", ".a.md.swp", "a.swp", "#a.md#", "Thumbs.db", "desktop.ini"]
    let kept = [".well-known/security.txt", ".htaccess", "#1.txt", "a.md"]
    let files = Dictionary(uniqueKeysWithValues: (skipped + kept).map { ("content/" + $0, "") })
    try await withTemporaryFolder(Folder(files)) { site in
      #expect(list(site).files.map(\.path) == kept.map { "content/" + $0 }.sorted())
      #expect(list(site).diagnostics == [])
    }
  }

  @Test func `links within the site are followed`() async throws {
    try await withTemporaryFolder(Folder(["content/a.txt": "aa", "shared/b.txt": "b"])) { site in
      try link("content/file", in: site, to: "a.txt")
      try link("content/folder", in: site, to: "../shared")
      let found = list(site)
      #expect(found.files.map(\.path) == ["content/a.txt", "content/file", "content/folder/b.txt"])
      #expect(found.files.map(\.status.size) == [2, 2, 1])
      #expect(found.diagnostics == [])
    }
  }

  @Test func `links that point outside, back or nowhere are errors`() async throws {
    try await withTemporaryFolder(Folder(["out/secret": ""])) { outside in
      let secret = outside.resolvingSymlinksInPath().path(percentEncoded: false) + "/out"
      try await withTemporaryFolder(Folder(["content/a/b.txt": ""])) { site in
        try link("content/out", in: site, to: secret)
        try link("content/file", in: site, to: secret + "/secret")
        try link("content/dead", in: site, to: "nothing")
        try link("content/loop", in: site, to: "loop")
        try link("content/a/back", in: site, to: "..")
        try link("content/a/self", in: site, to: ".")
        let found = list(site)
        #expect(found.files.map(\.path) == ["content/a/b.txt"])
        #expect(
          found.diagnostics.map { "\($0.location?.file ?? ""): \($0.message)" } == [
            "content/a/back: this link points to a folder that contains it",
            "content/a/self: this link points to a folder that contains it",
            "content/dead: this link points to nothing",
            "content/file: this link points outside the site, to `\(secret)/secret`",
            "content/loop: this link points to nothing",
            "content/out: this link points outside the site, to `\(secret)`",
          ])
        #expect(found.diagnostics.allSatisfy { $0.severity == .error && $0.hint != nil })
      }
    }
  }

  @Test(.enabled(if: isLinux, "on macOS, names that differ only in case are the same"))
  func `names that differ only in case are errors`() async throws {
    try await withTemporaryFolder(Folder(["content/a.md": "", "content/É/x": ""])) { site in
      try Folder(["content/A.md": "", "content/é/y": ""]).write(to: site)
      #expect(
        list(site).diagnostics.map { "\($0.location?.file ?? ""): \($0.message)" } == [
          "content/a.md: this name and `A.md` differ only in case",
          "content/é: this name and `É` differ only in case",
        ])
    }
  }

  @Test(.enabled(if: isLinux, "on macOS, these names are the same"), arguments: ["\u{E9}", "o\u{308}", "\u{AC00}"])
  func `names that differ only in how their letters are encoded are the same error in any order`(
    letter: String
  ) async throws {
    let names = [letter.precomposedStringWithCanonicalMapping, letter.decomposedStringWithCanonicalMapping]
    var found: [[Diagnostic]] = []
    for names in [names, names.reversed()] {
      try await withTemporaryFolder { site in
        for name in names { try Folder(["content/\(name).md": "", "content/\(name)/x.md": ""]).write(to: site) }
        found.append(list(site).diagnostics)
      }
    }
    #expect(found[0].count == 2)
    #expect(found.allSatisfy { $0.allSatisfy { $0.message.contains("differ only in how their letters are encoded") } })
    let bytes = found.map { $0.map { Array("\($0)".utf8) } }
    #expect(bytes[0] == bytes[1])
  }

  @Test(arguments: ["a\\b.txt", "a\nb.txt", "a\u{7}.txt", "a\u{9B}.txt", "a\u{2028}b.txt", "\u{2029}.txt", "\u{7F}"])
  func `names that URLs cannot have are errors`(name: String) async throws {
    try await withTemporaryFolder(Folder(["content/\(name)": ""])) { site in
      #expect(list(site).files.isEmpty)
      #expect(
        list(site).diagnostics.map(\.message) == [
          "this name contains a backslash, a control character or a line separator"
        ])
    }
  }

  @Test(.enabled(if: isLinux, "only Linux keeps names that are not UTF-8"))
  func `names that are not UTF-8 are errors`() async throws {
    try await withTemporaryFolder(Folder(["content/a.txt": ""])) { site in
      let path = Array(site.path(percentEncoded: false).utf8) + Array("/content/caf".utf8) + [0xE9, 0]
      let file = path.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { name in name.baseAddress.flatMap { fopen($0, "w") } }
      }
      if let file { fclose(file) }
      #expect(
        list(site).diagnostics == [
          Diagnostic(
            .error, "the name of `caf\u{FFFD}` is not UTF-8", at: SourceLocation("content"), hint: "rename the file")
        ])
    }
  }

  @Test func `pipes are left out with a warning`() async throws {
    try await withTemporaryFolder(Folder(["content/a.txt": ""])) { site in
      mkfifo(site.appending(path: "content/pipe").path(percentEncoded: false), 0o600)
      #expect(list(site).files.map(\.path) == ["content/a.txt"])
      #expect(
        list(site).diagnostics == [
          Diagnostic(
            .warning, "this is neither a file nor a folder, so it is left out", at: SourceLocation("content/pipe"),
            hint: "move it out of the site")
        ])
    }
  }

  @Test(arguments: ["content", "content/posts", "content/posts/trip"])
  func `a path longer than the system allows is an error`(start: String) async throws {
    try await withTemporaryFolder(Folder(["\(start)/a.txt": ""])) { site in
      let name = String(repeating: "n", count: 250)
      var folders = [open(site.appending(path: start).path(percentEncoded: false), O_RDONLY)]
      for _ in 0..<20 {
        let folder = folders[folders.count - 1]
        #expect(mkdirat(folder, name, 0o755) == 0)
        folders.append(openat(folder, name, O_RDONLY))
      }
      defer {
        for folder in folders.reversed() {
          unlinkat(folder, name, AT_REMOVEDIR)
          close(folder)
        }
      }
      let found = list(site)
      #expect(found.files.map(\.path) == ["\(start)/a.txt"])
      #expect(found.diagnostics.map(\.message) == ["this cannot be read: the path is too long for this system"])
      #expect(found.diagnostics.first?.hint == "shorten the names of its folders")
      #expect(found.diagnostics.first?.location?.file.hasPrefix("\(start)/\(name)/") == true)
    }
  }

  @Test func `names that begin with an underscore are left out of content, but not of templates`() async throws {
    let kept = ["_headers", "_redirects", "_worker.js", "posts/a_b.md", "series/_index.md"]
    let left = [
      "_drafts/secret.md", "_notes.md", "posts/_next.md", "posts/a/_old/b.jpg", "files/_headers", "__x/y.pdf",
    ]
    var folder = Folder(Dictionary(uniqueKeysWithValues: (kept + left).map { ("content/" + $0, "") }))
    folder["templates/partials/_row.mustache"] = ""
    try await withTemporaryFolder(folder) { site in
      #expect(list(site).files.map(\.path) == kept.map { "content/" + $0 }.sorted())
      #expect(list(site).diagnostics == [])
      let theme = SiteFolder("templates", of: site.path(percentEncoded: false))
      #expect(theme.files.map(\.path) == ["templates/partials/_row.mustache"])
    }
  }

  @Test func `a missing folder has no files`() async throws {
    try await withTemporaryFolder { site in
      #expect(!list(site).exists)
      #expect(list(site).files.isEmpty)
    }
  }
}

private let isLinux: Bool = {
  #if os(Linux)
    true
  #else
    false
  #endif
}()
