import PartworkDiagnostics
import Foundation
import PartworkMustache
import Partwork
import TestSupport
import Testing

@Suite("Reading a theme") struct ThemeSourcesTests {
  @Test func `templates, partials and assets are distinguished, and other files are reported`() async throws {
    let folder = Folder([
      "templates/post.mustache": "p", "templates/partials/byline.mustache": "b", "templates/assets/style.css": "c",
      "templates/notes.txt": "n",
    ])
    try await withTemporaryFolder(folder) { site in
      let theme = readTheme(site: site.path(percentEncoded: false))
      let own = theme.templates.filter { $0.file.hasPrefix("templates/") }
      #expect(own.map(\.name) == ["byline", "post"])
      #expect(own.map(\.isPartial) == [true, false])
      #expect(
        theme.assets.filter { !$0.name.hasSuffix(".js") } == [AssetSource(name: "style.css", bytes: Array("c".utf8))])
      #expect(theme.diagnostics.map(\.message) == ["this file is not used"])
      #expect(theme.diagnostics.first?.location == SourceLocation("templates/notes.txt"))
    }
  }

  @Test func `a template that is not UTF-8 is an error at its first wrong byte`() async throws {
    let folder = Folder(["templates/post.mustache": Data("<p>\né".utf8) + [0xE9, 0x0A]])
    try await withTemporaryFolder(folder) { site in
      let theme = readTheme(site: site.path(percentEncoded: false))
      #expect(
        theme.diagnostics == [
          Diagnostic(
            .error, "this byte is not UTF-8", at: SourceLocation("templates/post.mustache", line: 2, column: 2),
            hint: "save the file as UTF-8")
        ])
    }
  }

  @Test(arguments: ["templates", "templates/partials", "templates/post.mustache"])
  func `a link that leads out of the site is one error`(path: String) async throws {
    try await withTemporaryFolder(Folder(["theme/post.mustache": "", "post.mustache": ""])) { outside in
      try await withTemporaryFolder(Folder(["content/site.yml": "title: A\nurl: https://example.com/\n"])) { site in
        let link = site.appending(path: path)
        try FileManager.default.createDirectory(
          at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          at: link, withDestinationURL: outside.appending(path: path.hasSuffix("mustache") ? "post.mustache" : "theme"))
        let found = await prepare(site.path(percentEncoded: false), EditionOptions(clock: .instant(0))).diagnostics
        #expect(found.filter { $0.severity == .error }.map(\.location?.file) == [path])
      }
    }
  }

  @Test(arguments: ["templates/partials", "templates/assets", "templates/assets/style.css", "templates"])
  func `a link that leads nowhere is one error, and what refers to its files is not`(path: String) async throws {
    let theme = Folder([
      "content/site.yml": "title: A\nurl: https://example.com/\n",
      "templates/post.mustache": "{{> byline}}{{#asset}}style.css{{/asset}}",
      "templates/partials/byline.mustache": "b", "templates/assets/style.css": "c",
    ])
    try await withTemporaryFolder(theme) { site in
      let link = site.appending(path: path)
      try FileManager.default.removeItem(at: link)
      try FileManager.default.createSymbolicLink(atPath: link.path(), withDestinationPath: "nowhere")
      let found = await prepare(site.path(percentEncoded: false), EditionOptions(clock: .instant(0))).diagnostics
      #expect(
        found.filter { $0.severity == .error }.map { "\($0.location?.file ?? ""): \($0.message)" } == [
          "\(path): this link points to nothing"
        ])
    }
  }

  @Test(arguments: [
    ("templates", ["content/site.yml": "title: A\nurl: https://example.com/\n"]), ("content", [:]),
    ("content", ["templates/post.mustache": "b"]),
  ])
  func `a file in place of the folder is one error`(name: String, others: [String: String]) async throws {
    try await withTemporaryFolder(Folder(others.merging([name: "a link, as some systems check it out"]) { $1 })) {
      site in
      let found = await prepare(site.path(percentEncoded: false), EditionOptions(clock: .instant(0))).diagnostics
      #expect(
        found.filter { $0.location?.file == name }.map(\.message) == ["this is a file, not a folder"])
      if name == "templates" { #expect(found.count == 1) }
    }
  }
}
