import PartworkSupport
import Partwork
import TestSupport
import Testing

@Suite struct AssetLibraryTests {
  @Test func `an asset's name in the output changes with its bytes`() {
    let one = library(["style.css": "a {}"])
    let other = library(["style.css": "b {}"])
    #expect(one.assets.map(\.path) == ["assets/style.a454987e33aa6c3b.css"])
    #expect(one.url("style.css") == "/assets/style.a454987e33aa6c3b.css")
    #expect(one.url("style.css") != other.url("style.css"))
  }

  @Test func `a URL carries the base path and is encoded`() throws {
    let library = library(["fonts/my font.woff2": ""], basePath: "/blog/")
    #expect(library.url("fonts/my font.woff2") == "/blog/assets/fonts/my%20font.e5776534101b1175.woff2")
    #expect(library.assets.map(\.path) == ["assets/fonts/my font.e5776534101b1175.woff2"])
    #expect(library.names == ["fonts/my font.woff2"])
  }

  @Test func `the fingerprint is before the last extension`() {
    let library = library(["a.min.js": "", "LICENSE": "", "b.c/d": ""])
    #expect(
      library.assets.map(\.path) == [
        "assets/LICENSE.e5776534101b1175", "assets/a.min.e5776534101b1175.js", "assets/b.c/d.e5776534101b1175",
      ])
  }

  @Test func `an asset that does not exist has no URL`() {
    #expect(library(["style.css": ""]).url("styles.css") == nil)
  }

  @Test(arguments: [
    ("url(moon.svg)", "url(moon.e5776534101b1175.svg)"),
    ("url( \"moon.svg\" )", "url( \"moon.e5776534101b1175.svg\" )"),
    ("url('./moon.svg#full')", "url('moon.e5776534101b1175.svg#full')"),
    ("URL(m\\6f on.svg)", "URL(moon.e5776534101b1175.svg)"),
    ("url(%6Doon.svg?#iefix)", "url(moon.e5776534101b1175.svg?#iefix)"),
    ("url(fonts/../moon.svg)", "url(moon.e5776534101b1175.svg)"),
    (
      "image-set('moon.svg' 1x, url(moon.svg) 2x)",
      "image-set('moon.e5776534101b1175.svg' 1x, url(moon.e5776534101b1175.svg) 2x)"
    ),
  ])
  func `a picture in a style sheet is found by its new name`(value: String, expected: String) {
    let library = library(["style.css": "a { b: \(value); }", "moon.svg": ""])
    #expect(library.diagnostics.isEmpty)
    #expect(library.text("style.css") == "a { b: \(expected); }")
  }

  @Test(arguments: [
    "url(https://fonts.example/a.woff2)", "url(//fonts.example/a.woff2)", "url(data:image/png;base64,AAAA)", "url(#a)",
    "url(/images/a.png)", "url()", "\"url(a.png)\"", "/* url(a.png) */ none", "my-url(a.png)", "\"\\\"url(a.png)\"",
    "image-set(\"data:,x\" type(\"image/png\"))",
  ])
  func `what is no file of the theme stays as it is`(value: String) {
    let css = "a { b: \(value); }"
    let library = library(["style.css": css])
    #expect(library.diagnostics.isEmpty)
    #expect(library.text("style.css") == css)
  }

  @Test func `style sheets in folders find each other`() throws {
    let library = library([
      "style.css": "@import 'parts/base.css' screen;\n@import url(parts/print.css);",
      "parts/base.css": "a { b: url(../images/moon.svg) }",
      "parts/print.css": "",
      "images/moon.svg": "",
    ])
    #expect(library.diagnostics.isEmpty)
    #expect(library.text("parts/base.css") == "a { b: url(../images/moon.e5776534101b1175.svg) }")
    let base = try #require(library.url("parts/base.css")?.dropFirst("/assets/".count))
    #expect(
      library.text("style.css") == "@import '\(base)' screen;\n@import url(parts/print.e5776534101b1175.css);")
  }

  @Test func `a style sheet's name changes with the pictures in it`() {
    let css = "a { b: url(moon.svg) }"
    let one = library(["style.css": css, "moon.svg": "full"])
    let other = library(["style.css": css, "moon.svg": "new"])
    #expect(one.url("style.css") != other.url("style.css"))
  }

  @Test func `an unterminated style sheet is read to its end`() {
    for css in ["url(", "url('", "@import '", "/*", "a\\", "url(a\\", "'\\", "@", "image-set('"] {
      #expect(library(["style.css": css]).text("style.css") == css)
    }
  }

  @Test func `a file that does not exist is an error at its place`() {
    let css: MarkedText = "a {\n  b: url(1️⃣mon.svg) url('2️⃣x/y.png');\n}"
    expectDiagnostics(
      library(["style.css": css.text, "moon.svg": ""]).diagnostics,
      [
        .error("`mon.svg`: no such file among the theme's assets", at: 1, hint: "did you mean `moon.svg`?"),
        .error(
          "`x/y.png`: no such file among the theme's assets", at: 2, hint: "paths are relative to the style sheet"),
      ], in: css)
  }

  @Test func `a file outside of the assets is an error`() {
    let css: MarkedText = "@import '1️⃣../../secret.css';"
    expectDiagnostics(
      library(["parts/style.css": css.text]).diagnostics,
      [
        .error(
          "`../../secret.css`: outside of the theme's assets", at: 1,
          hint: "put the file into the theme's `assets` folder")
      ], in: css)
  }

  @Test func `an asset by its place in the output is an error`() {
    let css: MarkedText = "a { b: url(1️⃣/assets/moon.svg) }"
    expectDiagnostics(
      library(["style.css": css.text, "moon.svg": ""]).diagnostics,
      [
        .error(
          "`/assets/moon.svg`: assets have other names in the output", at: 1,
          hint: "write the path of `moon.svg` relative to this file")
      ], in: css)
  }

  @Test func `style sheets that import each other are an error`() {
    let css: MarkedText = "@import '1️⃣b.css';"
    let library = library([
      "a.css": css.text, "b.css": "@import 'c.css';", "c.css": "@import 'a.css';", "user.css": "@import 'b.css';",
    ])
    expectDiagnostics(
      library.diagnostics,
      [
        .error(
          "this style sheet leads back to itself: `a.css` → `b.css` → `c.css` → `a.css`", at: 1,
          hint: "take one of these references out")
      ], in: css)
  }

  @Test func `a style sheet that imports itself is an error`() {
    let css: MarkedText = "/* é */ @import '1️⃣a.css';"
    expectDiagnostics(
      library(["a.css": css.text]).diagnostics,
      [.error("this style sheet leads back to itself: `a.css` → `a.css`", at: 1)], in: css)
  }

  @Test func `a long chain of imports is followed`() {
    let files = (0..<5000).map { ("s\($0).css", "@import 's\($0 + 1).css';") } + [("s5000.css", "")]
    let library = library(Dictionary(uniqueKeysWithValues: files))
    #expect(library.diagnostics.isEmpty)
    #expect(library.assets.count == 5001)
  }

  private func library(_ files: [String: String], basePath: String = "/") -> AssetLibrary {
    AssetLibrary(
      files.map { .init(name: $0, file: "templates/assets/\($0)", bytes: Array($1.utf8)) }, basePath: basePath)
  }
}

extension AssetLibrary {
  /// The text of an asset in the output.
  fileprivate func text(_ name: String) -> String? {
    assets.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
