import PartworkDiagnostics
import Foundation
import PartworkMustache
import TestSupport
import Testing

@testable import Partwork

@Suite("The built-in theme") struct BuiltInThemeTests {
  private static let site = "title: A\nurl: https://ann.dev/\n"

  private func prepared(_ files: [String: String]) async throws -> PreparedSite {
    let folder = Folder(files.merging(["content/site.yml": Self.site]) { $1 })
    return try await withTemporaryFolder(folder) { site in
      await prepare(site.path(percentEncoded: false), EditionOptions(clock: .instant(0)))
    }
  }

  @Test func `it is the theme of this repository`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../templates")
    let files = try Folder(reading: folder)
    #expect(BuiltInTheme.paths == files.paths)
    for path in files.paths { #expect(files.files[path] == BuiltInTheme.file(path).map { Data($0) }, "\(path)") }
  }

  @Test func `a site without templates uses it, and nothing is wrong`() async throws {
    let site = try await prepared([:])
    #expect(site.diagnostics == [])
    #expect(site.renderer.theme.assets.assets.map(\.name) == ["icon.svg", "reader.js", "search.js", "style.css"])
  }

  @Test(arguments: ["home.mustache", "partials/site-footer.mustache", "layout.mustache"])
  func `a file of the site replaces the one of that name`(path: String) async throws {
    let text = path == "layout.mustache" ? "MINE {{metadata}}{{$main}}{{/main}}" : "MINE"
    let site = try await prepared(["templates/\(path)": text])
    #expect(site.diagnostics == [])
    let home = try #require(site.context.plan.pages.first { $0.url == "/" })
    #expect(String(decoding: site.renderer.render(home), as: UTF8.self).contains("MINE"))
    #expect(site.themeSources.templates.filter { $0.file.hasPrefix("templates/") }.count == 1)
  }

  @Test func `assets too, and those that no template names are not published`() async throws {
    let own = try await prepared(["templates/assets/style.css": "mine", "templates/assets/more.css": "more"])
    let assets = own.renderer.theme.assets.assets
    #expect(assets.map(\.name) == ["icon.svg", "more.css", "reader.js", "search.js", "style.css"])
    #expect(assets.last.map { String(decoding: $0.bytes, as: UTF8.self) } == "mine")
    let bare = try await prepared([
      "templates/layout.mustache": "{{metadata}}{{$main}}{{/main}}",
      "templates/search.mustache": "{{<layout}}{{/layout}}",
    ])
    #expect(bare.renderer.theme.assets.assets.map(\.name) == [])
  }

  @Test func `an error says whether the file is the site's or built in`() async throws {
    let own = try await prepared(["templates/partials/bio.mustache": "{{nam}}"])
    #expect(Set(own.diagnostics.map(\.location?.file)) == ["templates/partials/bio.mustache"])
    // The built-in layout includes this partial from the `head`, where there is no post.
    let wrong = try await prepared(["templates/layout.mustache": "{{metadata}}{{$text}}{{/text}}"])
    #expect(!wrong.diagnostics.isEmpty)
    #expect(wrong.diagnostics.allSatisfy { $0.location?.file == "templates/layout.mustache" })
    let one = try await prepared([
      "templates/partials/contents.mustache": "{{$x}}{{/x}}", "templates/theme.yml": Self.taken,
    ])
    #expect(one.diagnostics.map(\.location?.file).contains("built-in templates/home.mustache"))
  }

  /// A declaration that takes a word away that the built-in home page asks for.
  private static let taken = "settings:\n  home: {type: text}\n"

  @Test func `without a site there is nothing to list or copy`() async throws {
    try await withTemporaryFolder(Folder(["templates/post.mustache": "x"])) { site in
      let path = site.path(percentEncoded: false)
      _ = #expect(throws: WriteError.self) { _ = try ThemeFiles(ofSite: path) }
    }
  }

  @Test func `files are listed, copied once and compared`() async throws {
    let folder = Folder([
      "templates/post.mustache": "mine\n", "templates/own.mustache": "x", "content/site.yml": Self.site,
    ])
    try await withTemporaryFolder(folder) { site in
      let path = site.path(percentEncoded: false)
      let list = try ThemeFiles(ofSite: path).list
      #expect(list.filter(\.isOwn).map(\.path) == ["own.mustache", "post.mustache"])
      #expect(Set(list.map(\.path)) == Set(BuiltInTheme.paths + ["own.mustache"]))

      let (written, kept) = try ThemeFiles(ofSite: path).copy(["post.mustache", "templates/partials/bio.mustache"])
      #expect(written == ["templates/partials/bio.mustache"])
      #expect(kept == ["templates/post.mustache"])
      #expect(try Folder(reading: site)["templates/post.mustache"] == "mine\n")

      let (diff, same) = try ThemeFiles(ofSite: path).differences()
      #expect(same == ["templates/partials/bio.mustache"])
      #expect(diff.hasPrefix("--- built-in templates/post.mustache\n+++ templates/post.mustache\n@@ -1,"))
      #expect(diff.hasSuffix("+mine\n"))

      #expect(throws: WriteError.self) { try ThemeFiles(ofSite: path).copy(["404.mustache", "pots.mustache"]) }
      #expect(try Folder(reading: site)["templates/404.mustache"] == nil)
    }
  }
}
