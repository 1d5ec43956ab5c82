import Foundation
import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("The settings of a theme") struct ThemeSettingsTests {
  /// What a home page that is only `template` prints with these settings.
  private func home(_ template: String, _ theme: String, _ files: [String: String] = [:]) async throws -> String {
    let site = try await Self.site(theme, files.merging(["templates/home.mustache": template]) { $1 })
    #expect(site.diagnostics.filter { $0.severity == .error } == [])
    return String(
      decoding: site.renderer.render(try #require(site.context.plan.pages.first { $0.url == "/" })), as: UTF8.self)
  }

  private static func site(_ theme: String, _ files: [String: String] = [:]) async throws -> PreparedSite {
    let settings = "title: Émile writes\nurl: https://ann.dev/blog/\n" + (theme.isEmpty ? "" : "theme:\n") + theme
    let folder = Folder(files.merging(["content/site.yml": settings]) { $1 })
    return try await withTemporaryFolder(folder) { site in
      await prepare(site.path(percentEncoded: false), EditionOptions(clock: .instant(0)))
    }
  }

  private static func asset(_ name: String, of site: PreparedSite) -> String? {
    site.renderer.theme.assets.assets.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: [
    ("{{theme.accent}}", "", "#9c3d24"),
    ("{{theme.accent}}", "  accent: \"#0A7\"\n", "#00aa77"),
    ("{{#theme.home.posts}}posts{{/theme.home.posts}}{{#theme.home.series}}series{{/theme.home.series}}", "", "series"),
    ("{{#theme.home.posts}}posts{{/theme.home.posts}}", "  home: posts\n", "posts"),
    ("{{#theme.logo}}{{url}} {{alt}}{{/theme.logo}}", "  logo: {src: /a.svg, alt: A}\n", "/blog/a.svg A"),
    ("{{#theme.links}}{{label}}={{url}} {{/theme.links}}", "  links:\n    - Us: /a.svg\n", "Us=/blog/a.svg "),
    ("{{theme.footer}}", "  footer: \"*Bye* [a](/a.svg)\"\n", "<p><em>Bye</em> <a href=\"/blog/a.svg\">a</a></p>\n"),
    ("{{theme.footer}}{{#theme.logo}}x{{/theme.logo}}", "", ""),
  ])
  func `templates see the site's value, or else the theme's`(template: String, theme: String, text: String) async throws
  {
    #expect(try await home(template, theme, ["content/a.svg": "<svg/>"]) == text)
  }

  @Test(arguments: [
    ("1️⃣acent: \"#000\"", "`theme.acent`: unknown key", "did you mean `accent`?"),
    ("accent: 1️⃣red", "`red` is not a colour", "write it as `\"#9c3d24\"`, with the quotes"),
    ("accent: 1️⃣\"#+12345\"", "`#+12345` is not a colour", "write it as `\"#9c3d24\"`, with the quotes"),
    ("accent: 1️⃣\"#12345\"", "`#12345` is not a colour", "write it as `\"#9c3d24\"`, with the quotes"),
    ("home: 1️⃣serie", "`serie` is not a valid `home`", "did you mean `series`?"),
    ("textFont: 1️⃣serifs", "`serifs` is not a font", "did you mean `serif`?"),
    ("logo: 1️⃣/no.svg", "there is no page at `/no.svg`", nil),
    ("textFont: 1️⃣/no.woff2", "there is no page at `/no.woff2`", nil),
    ("links: [{A: 1️⃣/no/}]", "there is no page at `/no/`", nil),
    ("footer: \"[a](1️⃣/no/)\"", "there is no page at `/no/`", nil),
    ("links: 1️⃣5", "`theme.links` must be a map", nil),
  ])
  func `a wrong value is an error at its place`(line: String, message: String, hint: String?) async throws {
    let marked = MarkedText("  " + line)
    let found = try await Self.site(marked.text + "\n").diagnostics
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix(message) == true)
    if let hint { #expect(found.first?.hint == hint) }
    #expect(found.first?.location?.line == 4)
    #expect(found.first?.location?.column == marked.places[1]?.column)
  }

  @Test func `colours and fonts are custom properties, and light ones stay out of dark mode`() async throws {
    let site = try await Self.site(
      "  accent: \"#003399\"\n  backgroundDark: \"#000\"\n  textFont: /f.woff2\n", ["content/f.woff2": "wOF2"])
    #expect(
      Self.asset("theme-settings.css", of: site) == """
        @font-face {
          font-family: "textFont";
          src: url("/blog/f.woff2") format("woff2");
          font-weight: 100 900;
          font-display: swap;
        }
        :root {
          --text-font: "textFont", serif;
        }

        @media (prefers-color-scheme: light) {
          :root {
            --accent: #003399;
            --accent-ink: #ffffff;
          }
        }

        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #000000;
          }
        }

        """)
    #expect(try await Self.asset("theme-settings.css", of: Self.site("")) == nil)
  }

  @Test(arguments: [
    ("  accent: \"#eee\"\n", 1), ("  background: \"#1f2933\"\n", 2), ("  accentDark: \"#222\"\n", 1),
    ("  accent: \"#003399\"\n  background: \"#ffffff\"\n", 0),
  ])
  func `colours that are hard to read are a warning`(theme: String, count: Int) async throws {
    let found = try await Self.site(theme).diagnostics
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.severity == .warning && $0.message.contains("have a contrast of only") })
  }

  @Test(arguments: [("Émile writes", "É"), ("« 3 lives »", "3"), ("日記", "日"), ("&c", "C")])
  func `without an icon, the initial of the title is drawn`(title: String, initial: String) async throws {
    let folder = Folder(["content/site.yml": "title: \(title.debugDescription)\nurl: https://ann.dev/\n"])
    let site = try await withTemporaryFolder(folder) { site in
      await prepare(site.path(percentEncoded: false), EditionOptions(clock: .instant(0)))
    }
    #expect(Self.asset("icon.svg", of: site)?.contains(">\(initial)</text>") == true)
  }

  @Test(arguments: [("long", "12 March 2026"), ("short", "12 Mar 2026"), ("iso", "2026-03-12")])
  func `dates follow the setting`(style: String, text: String) async throws {
    let post = "---\ntitle: A\ndate: 2026-03-12\n---\n"
    let folder = Folder([
      "content/site.yml": "title: A\nurl: https://ann.dev/\nlanguage: en-GB\ntheme: {dates: \(style)}\n",
      "content/posts/a.md": post, "templates/post.mustache": "{{post.date.text}}",
    ])
    let html = try await withTemporaryFolder(folder) { folder in
      let site = await prepare(folder.path(percentEncoded: false), EditionOptions(clock: .instant(1_800_000_000)))
      return String(
        decoding: site.renderer.render(try #require(site.context.plan.pages.first { $0.url == "/posts/a/" })),
        as: UTF8.self)
    }
    #expect(html == text)
  }

  @Test func `a theme's own declaration adds settings, and errors in it have places`() async throws {
    let good = "settings:\n  tagline: {type: text, meaning: m, default: Hello}\n  accent: {type: text, default: mine}\n"
    #expect(
      try await home("{{theme.tagline}} {{theme.accent}} {{theme.background}}", "", ["templates/theme.yml": good])
        == "Hello mine #fbf8f1")
    let lines = [
      "a: {type: colour}", "b: {default: x}", "c-d: {type: text}", "e: {type: choice}", "styleSheet: {type: text}",
    ]
    let bad = "settings:\n" + lines.map { "  \($0)\n" }.joined()
    let found = try await Self.site("", ["templates/theme.yml": bad]).diagnostics
    #expect(found.map(\.location?.file) == Array(repeating: "templates/theme.yml", count: 5))
    #expect(found.map(\.location?.line) == [2, 3, 4, 5, 6])
    let colors = "settings:\n  a: {type: color, contrast: backgruond}\n  b: {type: color, property: accent}\n"
    let wrong = try await Self.site("", ["templates/theme.yml": colors]).diagnostics
    #expect(wrong.map(\.message) == ["there is no colour `backgruond`", "`accent` is not a custom property"])
    #expect(
      wrong.first?.hint == "did you mean `background` or `backgroundDark`?"
        || wrong.first?.hint == "did you mean `background`?")
  }

  @Test func `a theme of one's own may declare numbers and yes or no`() async throws {
    let theme = "settings:\n  many: {type: number, default: 3}\n  wide: {type: bool, default: true}\n"
    let template = "{{theme.many}}{{#theme.wide}} wide{{/theme.wide}}"
    let files = ["templates/theme.yml": theme]
    #expect(try await home(template, "", files) == "3 wide")
    #expect(try await home(template, "  many: 5\n  wide: false\n", files) == "5")
    let found = try await Self.site("  many: few\n  wide: 1\n", files).diagnostics
    #expect(found.map(\.location?.line) == [4, 5])
  }

  @Test func `a text of the writer's own is on the home page, and its links are checked`() async throws {
    let home = try await home(
      "{{text}}", "",
      ["content/home.md": "Hi, see [us](pages/us.md).\n", "content/pages/us.md": "---\ntitle: Us\n---\n"])
    #expect(home == "<p>Hi, see <a href=\"/blog/us/\">us</a>.</p>\n")
    let found = try await Self.site("", ["content/home.md": "---\nlayout: x\n---\n[us](no.md)\n"]).diagnostics
    #expect(found.map(\.message) == ["`layout`: unknown key", "there is no file `no.md`"])
  }
}
