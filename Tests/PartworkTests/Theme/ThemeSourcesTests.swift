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
      #expect(theme.templates.map(\.name) == ["byline", "post"])
      #expect(theme.templates.map(\.isPartial) == [true, false])
      #expect(theme.assets.map(\.name) == ["style.css"])
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
}
