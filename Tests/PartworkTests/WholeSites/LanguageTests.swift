import Foundation
import PartworkDiagnostics
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

/// Sites in other languages, and posts in a language of their own.
@Suite("Languages of pages") struct LanguageTests {
  /// A site with the built-in theme.
  private func site(_ settings: String, _ files: [String: MarkedText]) async throws -> PreparedSite {
    var folder = Folder(["content/site.yml": "title: Site\nurl: https://example.com/\n\(settings)\n"])
    for (path, text) in files { folder["content/\(path)"] = text.text }
    return try await withTemporaryFolder(folder) { site in
      try await prepare(site.path(), options(now: "2026-06-01", drafts: true, future: true))
    }
  }

  private let series: [String: MarkedText] = [
    "series/s.md": seriesText("S", "parts: [a, b, {title: Later, date: 2026-12-03}]"),
    "posts/a.md": postText("A", "2026-01-01", "series: s", body: "> [!TIP]\n> Text.[^1]\n\n[^1]: Note."),
    "posts/b.md": postText("B", "2026-01-02", "series: s\nlanguage: ar\nauthor: ann", body: "> [!NOTE]\n> Text."),
    "authors/ann.md": "---\nname: Ann\n---\n",
  ]

  @Test(arguments: [
    ("de", "ltr", "Teil 1 von 3", "Angekündigt für den <time", "3. Dezember 2026"),
    ("he", "rtl", "חלק \u{2068}1\u{2069} מתוך \u{2068}3\u{2069}", "הוכרז ל־\u{2068}<time", "3 בדצמבר 2026"),
    ("ja", "ltr", "第1回（全3回）", "2026年12月3日</time>公開予定", "2026年12月3日"),
    ("fr", "ltr", "Épisode 1 sur 3", "Annoncé pour le <time", "3 décembre 2026"),
  ])
  func `pages speak the site's language`(
    language: String, direction: String, part: String, announced: String, date: String
  ) async throws {
    let site = try await site("language: \(language)", series)
    #expect(site.diagnostics == [])
    let html = try #require(site.html("/posts/a/"))
    #expect(html.contains("<html lang=\"\(language)\" dir=\"\(direction)\""))
    #expect(html.contains(part))
    #expect(html.contains(announced))
    #expect(html.contains(date))
    #expect(!html.contains("Skip to"))
  }

  @Test func `a post in a language of its own has its words and dates, and lists say so`() async throws {
    let site = try await site("", series)
    #expect(site.diagnostics == [])
    let own = try #require(site.html("/posts/b/"))
    #expect(own.contains("<html lang=\"ar\" dir=\"rtl\""))
    #expect(own.contains("الجزء"))
    #expect(own.contains("<p class=\"callout-title\">ملاحظة</p>"))
    #expect(own.contains("\"inLanguage\":\"ar\""))
    #expect(own.contains("lang=\"en\" dir=\"ltr\">A</a>"))
    let other = try #require(site.html("/posts/a/"))
    #expect(other.contains("<html lang=\"en\" dir=\"ltr\""))
    #expect(other.contains("<p class=\"callout-title\">Tip</p>"))
    #expect(other.contains("aria-label=\"Back to the text\""))
    #expect(other.contains("lang=\"ar\" dir=\"rtl\">B</"))
    let whole = try #require(site.html("/series/s/all/"))
    #expect(
      whole.contains("<p class=\"callout-title\">ملاحظة</p>") && whole.contains("<p class=\"callout-title\">Tip</p>"))
    #expect(whole.contains("<div class=\"prose e-content\" lang=\"ar\" dir=\"rtl\""))
  }

  @Test func `feeds say which language an entry is in`() async throws {
    let site = try await site("", series)
    let files = site.renderer.files
    func text(_ path: String) throws -> String {
      let file = try #require(files.first { $0.path == path })
      guard case .bytes(let bytes) = file.content else { return "" }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(try text("feed.xml").components(separatedBy: "<entry xml:lang=\"ar\">").count == 2)
    #expect(try text("feed.json").components(separatedBy: "\"language\": \"ar\"").count == 2)
  }

  @Test func `a language that is none is an error at its place`() async throws {
    try await SiteText([
      "posts/a.md": "---\ntitle: A\ndate: 2026-01-01\nlanguage: 1️⃣german\n---\n"
    ]).expect([
      "posts/a.md": [.error("`german` is not a language tag", at: 1, hint: "did you mean `de`?")]
    ])
  }

  @Test(arguments: [
    ("ar", true), ("he-IL", true), ("fa", true), ("ur", true), ("ps", true), ("yi", true), ("dv", true), ("ckb", true),
    ("az-Arab", true), ("ku", false), ("pa", false), ("pa-Arab", true), ("en", false), ("ja", false), ("uz", false),
    ("ar-Latn", false),
  ])
  func `the direction follows from the script`(tag: String, isRightToLeft: Bool) {
    #expect(LanguageTag.isRightToLeft(tag) == isRightToLeft)
  }

  /// Physical sides would be wrong in languages that are written from right to left.
  @Test func `the style sheet names no side`() throws {
    let css = String(
      decoding: try #require(BuiltInTheme.file("assets/style.css")), as: UTF8.self)
    let sides = css.matches(
      of:
        /(?m)^\s*(?:(?:margin|padding|border)-(?:left|right)[^;]*|(?:left|right):[^;]*|text-align: (?:left|right)|float:[^;]*);/
    )
    #expect(sides.map { String($0.0) } == [])
  }
}
