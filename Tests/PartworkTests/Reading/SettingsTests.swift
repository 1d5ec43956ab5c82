import PartworkDiagnostics
import Foundation
import PartworkMarkdown
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading site.yml") struct SettingsTests {
  private func settings(_ text: String) -> Settings { Settings.read(Array(text.utf8)).settings }
  private func diagnostics(_ text: MarkedText) -> [Diagnostic] { Settings.read(Array(text.text.utf8)).diagnostics }

  @Test func `every key is read`() {
    let text = """
      title: The Long Way
      description: Essays in parts.
      url: https://Example.com/blog/
      language: pt-BR
      timezone: America/Sao_Paulo
      navigation:
        - {label: About, url: pages/about.md}
        - Series: /series/
      callToAction: Subscribe.
      permalink: /:year/:month/:slug/
      postsPerPage: 20
      markdown:
        rawHTML: true
        smartPunctuation: false
        externalLinks: {rel: noopener, target: _blank}
      publish:
        targets:
          pages: {type: git, repository: "git@example.com:me/site.git"}
      """
    let settings = settings(text)
    #expect(diagnostics(MarkedText(text)) == [])
    #expect(settings.title.value == "The Long Way")
    #expect(settings.description == "Essays in parts.")
    #expect(settings.url.value == SiteURL(origin: "https://example.com", basePath: "/blog"))
    #expect(settings.language.value == "pt-BR")
    #expect(settings.timeZone.identifier == "America/Sao_Paulo")
    #expect(settings.navigation.map(\.label) == ["About", "Series"])
    #expect(settings.navigation.map(\.url.value) == ["pages/about.md", "/series/"])
    #expect(settings.callToAction?.text?.html() == "<p>Subscribe.</p>\n")
    #expect(settings.permalink.value.path { $0 == .slug ? "a" : "1" } == "/1/1/a/")
    #expect(settings.postsPerPage == 20)
    var markdown = MarkdownSettings()
    (markdown.rawHTML, markdown.smartPunctuation) = (true, false)
    markdown.externalLinks = ExternalLinkSettings(rel: "noopener", target: "_blank")
    markdown.keepsPlainText = true
    #expect(settings.markdown == markdown)
    #expect(settings.publish?.targets.map(\.name.value) == ["pages"])
  }

  @Test func `two lines are enough`() {
    let text = "\u{FEFF}---\ntitle: A\r\nurl: https://example.com"
    let settings = settings(text)
    #expect(diagnostics(MarkedText(text)) == [])
    #expect(settings.language.value == "en")
    #expect(settings.timeZone.secondsFromGMT() == 0)
    #expect(settings.postsPerPage == 10)
    #expect(settings.permalink.value == .standard)
    var markdown = MarkdownSettings()
    markdown.keepsPlainText = true
    #expect(settings.markdown == markdown)
    #expect(settings.publish == nil)
  }

  @Test func `a site has the writer's own keys`() async throws {
    let site = try await SiteText([
      "site.yml": """
      title: S
      url: https://example.com/
      extra:
        motto: Slowly
        issues: 12
        isPrinted: false
        shops: [{name: Corner}, {name: Harbour & Sons}]
      """,
      "templates/home.mustache":
        "{{#site}}{{#extra}}{{motto}} {{issues}} {{^isPrinted}}not {{/isPrinted}}{{#shops}}[{{name}}]{{/shops}}{{/extra}}{{/site}}",
      "templates/404.mustache": "{{site.extra.motto}}",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/") == "Slowly 12 not [Corner][Harbour &amp; Sons]")
    #expect(site.html("/404.html") == "Slowly")
    #expect(try shown(await SiteText([:]).prepared().site.settings.extra) == "{}")
  }

  @Test func `a form that this version does not know is an error`() {
    let settings = "title: A\nurl: https://example.com/\npartwork: "
    #expect(diagnostics(MarkedText(settings + "1\n")) == [])
    for form in ["2", "12"] {
      let text = MarkedText(settings + "1️⃣\(form)\n")
      expectDiagnostics(
        diagnostics(text),
        [
          .error(
            "this version of Partwork does not know sites of form \(form)", at: 1,
            hint: "update Partwork, or write `partwork: 1`")
        ], in: text)
    }
    #expect(diagnostics(MarkedText(settings + "one\n")).count == 1)
  }

  @Test func `an empty file has neither`() {
    let text: MarkedText = "1️⃣# nothing yet\n"
    expectDiagnostics(
      diagnostics(text),
      [
        .error("`title` is missing", at: 1, hint: "write `title: …`"),
        .error("`url` is missing", at: 1, hint: "write where the site will be: `url: https://example.com/`"),
      ], in: text)
  }

  @Test(arguments: ["ckb", "haw", "fil", "gsw-CH", "und", "yue-Hant-HK"])
  func `languages whose code has three letters are read`(language: String) {
    let text = "title: A\nurl: https://ann.dev/\nlanguage: \(language)\n"
    #expect(Settings.read(Array(text.utf8)).diagnostics == [])
    #expect(settings(text).language.value == language)
  }

  @Test(arguments: [
    ("1️⃣titel: A", "`titel`: unknown key", "did you mean `title`?"),
    ("1️⃣baseURL: A", "`baseURL`: unknown key", "did you mean `url`?"),
    ("1️⃣mood: A", "`mood`: unknown key", "put your own keys below `extra:`"),
    ("timezone: 1️⃣Europe/Berln", "`Europe/Berln` is not a time zone", "did you mean `Europe/Berlin`?"),
    ("timezone: 1️⃣somewhere", "`somewhere` is not a time zone", "write a name such as `Europe/Berlin`, or `UTC`"),
    ("language: 1️⃣en_GB", "`en_GB` is not a language tag", "did you mean `en-GB`?"),
    ("language: 1️⃣English, British", "`English, British` is not a language tag", nil),
    ("language: 1️⃣e", "`e` is not a language tag", nil),
    ("language: 1️⃣german", "`german` is not a language tag", "did you mean `de`?"),
    ("language: 1️⃣Deutsch", "`Deutsch` is not a language tag", "did you mean `de`?"),
    ("language: 1️⃣français", "`français` is not a language tag", "did you mean `fr`?"),
    ("language: 1️⃣日本語", "`日本語` is not a language tag", "did you mean `ja`?"),
    ("language: 1️⃣norwegian bokmål", "`norwegian bokmål` is not a language tag", "did you mean `nb`?"),
    ("language: 1️⃣portugese-BR", "`portugese-BR` is not a language tag", "did you mean `pt-BR`?"),
    ("language: 1️⃣eng", "`eng` is not a language tag", "did you mean `en`?"),
    ("language: 1️⃣zho-Hant", "`zho-Hant` is not a language tag", "did you mean `zh-Hant`?"),
    ("language: 1️⃣jp", "`jp` is not a language tag", "did you mean `ja`?"),
    ("language: 1️⃣cz-CZ", "`cz-CZ` is not a language tag", "did you mean `cs-CZ`?"),
    ("language: 1️⃣en-UK", "`en-UK` is not a language tag", "did you mean `en-GB`?"),
    ("language: 1️⃣xx", "`xx` is not a language tag", "write it as `en`, `pt-BR` or `zh-Hant`"),
    ("language: 1️⃣gibberish", "`gibberish` is not a language tag", "write it as `en`, `pt-BR` or `zh-Hant`"),
    ("language: 1️⃣x-klingon", "`x-klingon` is not a language tag", "did you mean `tlh`?"),
    ("language: 1️⃣deu-AT", "`deu-AT` is not a language tag", "did you mean `de-AT`?"),
    ("postsPerPage: 1️⃣0", "`postsPerPage` must be a whole number, 1 or more, not `0`", nil),
    ("navigation: 1️⃣/about/", "`navigation` must be a map with `label` and `url`, not text", nil),
    (
      "navigation:\n  - 1️⃣Series #2: /series/",
      "an entry in `navigation` must be a map with `label` and `url`, not text",
      "write `Label: /url/`, or `{label: Label, url: /url/}`; ` #` begins a comment, unless it is in quotes"
    ),
    (
      "navigation:\n  - A: /a/\n  - 1️⃣Letter #1 of all: /b/",
      "an entry in `navigation` must be a map with `label` and `url`, not text",
      "write `Label: /url/`, or `{label: Label, url: /url/}`; ` #` begins a comment, unless it is in quotes"
    ),
    (
      "navigation:\n  - 1️⃣C # and more: /c/ # not yet",
      "an entry in `navigation` must be a map with `label` and `url`, not text",
      "write `Label: /url/`, or `{label: Label, url: /url/}`; ` #` begins a comment, unless it is in quotes"
    ),
    ("navigation: [1️⃣{label: A}]", "`navigation.url` is missing", nil),
    ("navigation: [{About: 1️⃣}]", "`navigation.About` has no value", "write where the link goes"),
    ("markdown: 1️⃣true", "`markdown` must be a map, not `true`", nil),
    ("extra: 1️⃣[A]", "`extra` must be a map, not a list", "write `key: value` below it"),
    ("extra: 1️⃣A", "`extra` must be a map, not text", "write `key: value` below it"),
    ("markdown: {1️⃣rawHtml: true}", "`markdown.rawHtml`: unknown key", "did you mean `rawHTML`?"),
    ("markdown: {rawHTML: 1️⃣on}", "`markdown.rawHTML` must be true or false, not `on`", nil),
    ("markdown: {externalLinks: 1️⃣[a]}", "`markdown.externalLinks` must be a map, not a list", nil),
    ("title: 1️⃣[A]", "`title` must be text, not a list", nil),
    ("1️⃣title: A\ntitle: B", "`title` is given twice", nil),
    ("permalink: 1️⃣/posts/../:slug", "`/posts/../:slug` must not contain `.` or `..`", nil),
    ("permalink: 1️⃣/", "`/` gives every post the same URL", "write it as `/:slug/`"),
    ("permalink: 1️⃣/blog", "`/blog` gives every post the same URL", "write it as `/blog/:slug/`"),
    (
      "permalink: 1️⃣/:year.html", "`/:year.html` has no `:slug`, so several posts can have the same URL",
      "write it as `/posts/:slug/`"
    ),
    (
      "permalink: 1️⃣/blog/:year/", "`/blog/:year/` has no `:slug`, so several posts can have the same URL",
      "write it as `/blog/:year/:slug/`"
    ),
    (
      "permalink: 1️⃣/:series/", "`/:series/` has no `:slug`, so several posts can have the same URL",
      "write it as `/:series/:slug/`"
    ),
    (
      "permalink: 1️⃣/:year/:month/:day/",
      "`/:year/:month/:day/` has no `:slug`, so several posts can have the same URL",
      "write it as `/:year/:month/:day/:slug/`"
    ),
    (
      "permalink: 1️⃣/:category/slug/", "`/:category/slug/` has no `:slug`, so several posts can have the same URL",
      "write it as `/:category/slug/:slug/`"
    ),
    (
      "permalink: 1️⃣/blog/", "`/blog/` gives every post the same URL", "write it as `/blog/:slug/`"
    ),
    ("permalink: 1️⃣/:titel/", "`:titel` is not a permalink placeholder", nil),
  ])
  func `an error is reported at its place`(line: String, message: String, hint: String?) {
    var line = line
    if message.contains("twice") { line = "title: A\n1️⃣title: B" }
    let title = line.contains("title:") ? "" : "title: A\n"
    let text = MarkedText("\(title)url: https://example.com\n\(line)\n")
    expectDiagnostics(
      diagnostics(text).filter { !$0.message.hasSuffix("is missing") || message.hasSuffix("is missing") },
      [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test(arguments: [
    ("https://example.com", "https://example.com", ""),
    ("https://example.com/", "https://example.com", ""),
    ("HTTPS://Example.COM/Blog//", "https://example.com", "/Blog"),
    ("http://localhost:4000/a/b/", "http://localhost:4000", "/a/b"),
    ("http://[::1]:80/", "http://[::1]:80", ""),
    ("https://bücher.example/", "https://bücher.example", ""),
    ("https://example.com/caf%C3%A9/", "https://example.com", "/caf%C3%A9"),
  ])
  func `the URL of a site has an origin and a base path`(text: String, origin: String, base: String) throws {
    let url = try SiteURL(parsing: text)
    #expect(url == SiteURL(origin: origin, basePath: base))
    #expect(url.href("/a/") == base + "/a/")
    #expect(url.absolute("/a/") == origin + base + "/a/")
  }

  @Test(arguments: [
    "example.com", "/blog/", "ftp://example.com", "https://", "https:///a", "https://example.com?a=b",
    "https://example.com/#a", "https://me:secret@example.com/", "https://exa mple.com", "https://example.com:0/",
    "https://example.com:x/", "https://example.com/a b/", "https://example.com/../a/", "https://example.com/<a>/",
    "https://.com", "mailto:a@example.com",
  ])
  func `any other URL is an error`(url: String) {
    let text = MarkedText("title: A\nurl: 1️⃣\"\(url)\"\n")
    let found = diagnostics(text)
    #expect(found.count == 1)
    #expect(found.first?.location == SourceLocation("content/site.yml", line: 2, column: 6))
    #expect(found.first?.hint == "write it as `https://example.com/` or `https://example.com/blog/`")
  }
}

@Suite("Permalink patterns") struct PermalinkPatternTests {
  @Test(arguments: [
    ("/posts/:slug/", "/posts/a/"),
    ("/:slug/", "/a/"),
    ("/:year/:month/:day/:slug/", "/2026/03/12/a/"),
    ("/:series/:slug/", "/a/"),
    ("/:category/:slug/", "/c/a/"),
    ("/p-:slug-x/", "/p-a-x/"),
    ("/blog//:slug/", "/blog/a/"),
    ("/:slug", "/a/"),
    ("posts/:slug", "/posts/a/"),
    ("/:year/:month/:slug.html", "/2026/03/a.html"),
    ("/:series/:slug.html", "/a.html"),
    ("/:slug.htm", "/a.htm"),
    ("/wiki:about/", "/wiki:about/"),
    ("/10:30:slug/b:c/", "/10:30a/b:c/"),
    ("/caf%C3%A9/:slug/", "/café/a/"),
  ])
  func `placeholders are replaced, and empty segments are left out`(pattern: String, path: String) throws {
    let values: [PermalinkPattern.Placeholder: String] = [
      .slug: "a", .year: "2026", .month: "03", .day: "12", .category: "c",
    ]
    #expect(try PermalinkPattern(parsing: pattern).path { values[$0] ?? "" } == path)
  }

  @Test(arguments: [
    ("/posts/:title/", "`:title` is not a permalink placeholder", "did you mean `:slug`?"),
    ("/posts/:slg/", "`:slg` is not a permalink placeholder", "did you mean `:slug`?"),
    (
      "/posts/:/", "`:` is not a permalink placeholder",
      "use `:slug`, `:year`, `:month`, `:day`, `:series` or `:category`"
    ),
    ("/:year-:mnth/:slug/", "`:mnth` is not a permalink placeholder", "did you mean `:month`?"),
    ("/../:slug/", "`/../:slug/` must not contain `.` or `..`", nil),
    ("/?p=:slug/", "`/?p=:slug/` must be only a path", nil),
  ])
  func `a pattern that does not make a URL is an error`(pattern: String, message: String, hint: String?) {
    let wrong = #expect(throws: InvalidValue.self) { try PermalinkPattern(parsing: pattern) }
    #expect(wrong?.message == message)
    if let hint { #expect(wrong?.hint == hint) }
  }
}
