import Partwork
import TestSupport
import Testing

@Suite struct AssetLibraryTests {
  @Test func `all assets are in one folder, under their own names and with their own bytes`() {
    let css = "@import 'parts/base.css'; a { b: url(moon.svg) }"
    let library = library(["style.css": css, "parts/base.css": "", "moon.svg": ""])
    let folder = String(library.folderURL.dropFirst())
    #expect(folder.wholeMatch(of: /assets\/[0-9a-f]{16}\//) != nil)
    #expect(library.assets.map(\.path) == ["moon.svg", "parts/base.css", "style.css"].map { folder + $0 })
    #expect(library.assets.last?.bytes == Array(css.utf8))
  }

  @Test func `the folder changes with the bytes and the name of any asset`() {
    let files = ["style.css": "a {}", "moon.svg": ""]
    let folder = library(files).folderURL
    #expect(library(files).folderURL == folder)
    #expect(library(["style.css": "b {}", "moon.svg": ""]).folderURL != folder)
    #expect(library(["style.css": "a {}", "moon.svg": " "]).folderURL != folder)
    #expect(library(["style.css": "a {}", "sun.svg": ""]).folderURL != folder)
    #expect(library(["style.css": "a {}"]).folderURL != folder)
  }

  @Test func `a URL has the base path and is encoded`() {
    let library = library(["fonts/my font.woff2": ""], basePath: "/blog/")
    #expect(library.urls == ["fonts/my font.woff2": library.folderURL + "fonts/my%20font.woff2"])
    #expect(library.folderURL.hasPrefix("/blog/assets/"))
    #expect(library.assets.first?.path.hasSuffix("/fonts/my font.woff2") == true)
  }

  @Test func `an unknown asset in a template is an error with the nearest name`() async throws {
    try await SiteText([
      "templates/assets/style.css": "",
      "templates/home.mustache": "{{#asset}}1️⃣stlye.css{{/asset}}",
    ]).expect([
      "templates/home.mustache": [.error("`stlye.css`: unknown asset", at: 1, hint: "did you mean `style.css`?")]
    ])
  }

  private func library(_ files: [String: String], basePath: String = "/") -> AssetLibrary {
    AssetLibrary(files.map { .init(name: $0, bytes: Array($1.utf8)) }, basePath: basePath)
  }
}
