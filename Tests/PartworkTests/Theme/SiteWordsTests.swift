import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache
import TestSupport
import Testing

@testable import Partwork

@Suite("The words of a site") struct SiteWordsTests {
  private static let languages = ["ar", "de", "en", "es", "fr", "he", "ja", "pt", "zh-Hans"]
  private static let builtIn = SiteWords(theme: BuiltInTheme.languages.map(BuiltInTheme.words))

  @Test(arguments: languages) func `a built-in language is complete and without fault`(language: String) {
    #expect(Self.builtIn.diagnostics == [])
    #expect(Self.builtIn.words(in: language).missing == [])
  }

  @Test func `the built-in languages are those that the docs name`() {
    #expect(BuiltInTheme.languages == Self.languages)
  }

  @Test(arguments: languages) func `what the program says is in each language`(language: String) {
    let words = Self.builtIn.words(in: language).words
    for key in WordKey.allCases.map(\.rawValue) + DocumentLabel.allCases.map(\.rawValue) {
      #expect(words.text(key, [:])?.isEmpty == false, "\(key)")
    }
  }

  /// ThemeWords that are the same in English are rare: a forgotten one would be among them.
  @Test(arguments: languages.filter { $0 != "en" }) func `words are translated`(language: String) {
    let english = Self.builtIn.words(in: "en").words.phrases
    let words = Self.builtIn.words(in: language).words.phrases
    let same = words.keys.filter { words[$0] == english[$0] && $0 != "listSeparator" }
    #expect(
      Set(same).isSubset(of: [
        "feed", "jsonFeed", "pageNumber", "pages", "series", "siteNavigation", "website", "titleOnPage",
        "important", "introduction", "kilobytes", "megabytes",
      ]))
  }

  @Test(arguments: [
    ("pt-BR", "Sobre ⁨A⁩"), ("de-AT", "Über A"), ("zh", "关于A"), ("zh-CN", "关于A"), ("zh-Hans-SG", "关于A"),
    ("EN-gb", "About A"),
    ("he-IL", "על ⁨A⁩"), ("zh-TW", "About A"), ("zh-Hant", "About A"), ("sv", "About A"),
  ])
  func `a language with a region has the words of the language`(tag: String, text: String) {
    let words = Self.builtIn.words(in: tag).words
    let expected = tag == "pt-BR" ? "Sobre A" : text
    #expect(words.text("aboutAuthor", ["name": "A"]) == expected)
  }

  @Test(arguments: ["sv", "zh-TW", "ar-u-nu-latn-x", "tlh"])
  func `a language without words gets English ones and one warning`(language: String) async throws {
    let hasWords = language.hasPrefix("ar")
    let text: SiteText = [
      "site.yml": MarkedText("title: A\nurl: https://example.com/\nlanguage: 1️⃣\(language)\n"),
      "templates/404.mustache": "{{#words}}archive{{/words}}",
    ]
    try await text.expect(
      hasWords
        ? [:]
        : [
          "site.yml": [
            .warning(
              "Partwork has no words in `\(language)`: what pages say besides your texts is in English", at: 1,
              hint: "write content/strings/\(language).yml; docs/themes.md shows how")
          ]
        ])
  }

  @Test func `a site's own words come before the theme's, and are not published`() async throws {
    let text: SiteText = [
      "site.yml": "title: A\nurl: https://example.com/\nlanguage: de-CH\n",
      "strings/de.yml": "archive: Ablage\npostCount: {one: ein Text, other: \"{postCount} Texte\"}\n",
      "strings/en.yml": "archive: Never seen\n",
      "templates/404.mustache":
        "{{#words}}archive{{/words}} {{#words}}feed{{/words}}{{#site.categories}} {{#words}}postCount{{/words}}{{/site.categories}}",
      "posts/a.md": postText("A", "2026-01-01", "categories: [Sea, Land]"),
      "posts/b.md": postText("B", "2026-01-02", "categories: Sea"),
    ]
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/404.html") == "Ablage Feed ein Text 2 Texte")
    #expect(site.context.plan.pages.contains { $0.title == "Ablage" && $0.url == "/archive/" })
    #expect(!site.context.plan.outputs.contains { $0.path.contains("strings") })
  }

  @Test func `a site adds a language`() async throws {
    let english = Self.builtIn.words(in: "en").words.phrases.keys.sorted()
    let text = SiteText([
      "site.yml": "title: A\nurl: https://example.com/\nlanguage: 1️⃣pl\n",
      "strings/pl.yml": MarkedText(
        "archive: Archiwum\npostCount: {one: '{postCount} wpis', few: '{postCount} wpisy', many: '{postCount} wpisów',"
          + " other: '{postCount} wpisu'}\n"),
    ])
    let missing = english.filter { !["archive", "postCount"].contains($0) }
    let site = try await text.prepared()
    #expect(site.context.plan.pages.contains { $0.title == "Archiwum" })
    try await text.expect([
      "site.yml": [
        .warning(
          "\(Array(missing.prefix(3)).listed(with: "and")) and others are in English", at: 1,
          hint: "write them in content/strings/pl.yml")
      ]
    ])
  }

  @Test func `a key of an earlier version works, with a warning that says what it is called now`() async throws {
    let text: SiteText = [
      "strings/en.yml": "1️⃣seriesNamed: Sequel\n",
      "templates/404.mustache": "{{#words}}seriesLabel{{/words}}",
    ]
    let site = try await text.prepared()
    #expect(site.html("/404.html") == "Sequel")
    text.expect(
      site.diagnostics,
      ["strings/en.yml": [.warning("`seriesNamed` is called `seriesLabel` now", at: 1, hint: "write `seriesLabel`")]])
  }

  @Test func `if a key is there under both names, the earlier one is unknown`() async throws {
    try await SiteText(["strings/en.yml": "1️⃣seriesNamed: A\nseriesLabel: B\n"]).expect([
      "strings/en.yml": [.error("`seriesNamed`: the theme has no such words", at: 1)]
    ])
  }

  @Test func `faults in a site's words have places`() async throws {
    try await SiteText([
      "strings/en.yml": """
      1️⃣archiv: A
      2️⃣partOf: "Part {nummer} of {total}"
      3️⃣archive: "The {year}"
      allParts: {one: One, few: 4️⃣Few, other: All}
      postCount: 5️⃣{one: One}
      6️⃣feed: {one: One, other: "{number}"}
      latest: 7️⃣[a]
      8️⃣untold: Text
      """
    ]).expect([
      "strings/en.yml": [
        .error("`archiv`: the theme has no such words", at: 1, hint: "did you mean `archive`?"),
        .error("`partOf` has no `{nummer}`", at: 2, hint: "it may name `{number}` and `{total}`"),
        .error("`archive` has no `{year}`", at: 3, hint: "it is the same everywhere: write it without names"),
        .warning("no number has the form `few` in this language", at: 4),
        .error("`postCount.other` is missing", at: 5, hint: "this language has the forms `one` and `other`"),
        .error("it is not clear what `feed` counts", at: 6, hint: "add `count:` with one of its names"),
        .error("`latest` must be text, not a list", at: 7),
        .error("`untold`: the theme has no such words", at: 8),
      ]
    ])
  }

  @Test(arguments: [
    ("strings/german.yml", "this file is not named for a language: `german` is not a language tag"),
    ("strings/de.yaml", "this file is not read"),
  ])
  func `a file of words is named for its language`(path: String, message: String) async throws {
    try await SiteText([path: "archive: A\n"]).expect([path: [.error(message, at: nil)]])
  }

  @Test func `a theme has words of its own, in its languages`() async throws {
    let text: SiteText = [
      "site.yml": "title: A\nurl: https://example.com/\nlanguage: de\n",
      "templates/strings/en.yml": "hello: Hello, {name}\n", "templates/strings/de.yml": "hello: Hallo, {name}\n",
      "strings/de.yml": "hello: Servus, {name}\n",
      "templates/author.mustache": "{{#author}}{{#words}}hello{{/words}}{{/author}}",
      "authors/ann.md": "---\nname: Ann\n---\n", "posts/a.md": postText("A", "2026-01-01", "author: ann"),
    ]
    let site = try await text.prepared()
    #expect(site.diagnostics.filter { $0.severity == .error } == [])
    #expect(site.html("/authors/ann/") == "Servus, Ann")
  }
}
