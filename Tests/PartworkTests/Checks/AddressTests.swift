import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Published addresses") struct AddressTests {
  private func addresses(_ published: String..., gone: String = "") -> MarkedText {
    MarkedText("gone: [\(gone)]\npublished:\n" + published.map { "  - \($0)\n" }.joined())
  }

  /// Fails unless the problems of `site` are those `expected` in its `addresses.yml`.
  private func expect(
    _ texts: [String: MarkedText], _ expected: [ExpectedDiagnostic], now: String = "2026-06-01",
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) async throws {
    let site = try await SiteText(texts).prepared(now: now)
    #expect(site.diagnostics == [], sourceLocation: sourceLocation)
    let found = site.addressProblems(.warning)
    #expect(found.allSatisfy { $0.location?.file == Addresses.file }, sourceLocation: sourceLocation)
    expectDiagnostics(found, expected, in: texts["addresses.yml"] ?? "", sourceLocation: sourceLocation)
  }

  @Test func `the addresses of texts, series, categories and authors are recorded, and their aliases`() async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/b/\npostsPerPage: 1\nformerPermalinks: /:year/:slug/\n",
      "posts/a.md": postText("A", "2026-01-01", "author: ada\ncategories: C\nseries: s\naliases: [/old a/, /a.html]"),
      "posts/b.md": postText("B", "2026-01-02", "author: ada\ncategories: C"),
      "posts/c.md": postText("D", "2026-01-02", "draft: true"),
      "series/s.md": seriesText("S"), "authors/ada.md": "---\nname: Ada\naliases: /ada/\n---\n",
      "pages/über.md": "---\ntitle: Ü\n---\n", "pages/lost.md": "---\ntitle: L\npermalink: /404.html\n---\n",
      "file.pdf": "",
    ]).prepared()
    #expect(
      site.context.addresses.sorted() == [
        "/a.html", "/ada/", "/authors/ada/", "/categories/c/", "/old%20a/", "/posts/a/", "/posts/b/", "/series/s/",
        "/über/",
      ])
  }

  @Test func `an address that is a page, an alias, a file or gone is fine`() async throws {
    try await expect(
      [
        "posts/a.md": postText("A", "2026-01-01", "aliases: [/old/, /older.html, /with space/]"),
        "pages/наставник.md": "---\ntitle: N\n---\n", "files/a.pdf": "",
        "addresses.yml": addresses(
          "/posts/a/", "/posts/%61/", "/old/", "/older.html", "/with%20space/", "/наставник/", "/files/a.pdf",
          "/withdrawn/", "/withdrawn.html", "/x%20y/", gone: "/withdrawn, /withdrawn.html, /x%20y/"),
      ], [])
  }

  @Test func `an address that leads nowhere is reported until there is an alias`() async throws {
    let post = "if it is `/posts/the-long-walk/` now, add `aliases: [\"/posts/long-walk/\"]` to content/posts/b.md"
    try await expect(
      [
        "posts/a.md": postText("A"), "posts/b.md": postText("The long walk", "2026-01-01", "slug: the-long-walk"),
        "pages/c.md": "---\ntitle: Contact\npermalink: /contact/\n---\n",
        "series/quiet-year.md": seriesText("Quiet", "parts: [a]"),
        "posts/d.md": postText("D", "2026-01-01", "categories: Trade"),
        "addresses.yml": addresses(
          "/posts/a/", "1️⃣/posts/long-walk/", "2️⃣/kontact.html", "3️⃣/series/a-quiet-year/", "4️⃣/categories/trades/",
          "5️⃣/nothing/like/it/"),
      ],
      [
        .warning(
          "`/posts/long-walk/` was published and leads nowhere now", at: 1,
          hint: "\(post), or name it in `gone` if it is gone for good"),
        .warning(
          "`/kontact.html` was published and leads nowhere now", at: 2,
          hint:
            "if it is `/contact/` now, add `aliases: [\"/kontact.html\"]` to content/pages/c.md, or name it in `gone` "
            + "if it is gone for good"),
        .warning(
          "`/series/a-quiet-year/` was published and leads nowhere now", at: 3,
          hint: "if it is `/series/quiet-year/` now, add `aliases: [\"/series/a-quiet-year/\"]` to "
            + "content/series/quiet-year.md, or name it in `gone` if it is gone for good"),
        .warning(
          "`/categories/trades/` was published and leads nowhere now", at: 4,
          hint: "if it is `/categories/trade/` now, add `aliases: [\"/categories/trades/\"]` to "
            + "content/categories/trade.md, or name it in `gone` if it is gone for good"),
        .warning(
          "`/nothing/like/it/` was published and leads nowhere now", at: 5,
          hint:
            "add `aliases: [\"/nothing/like/it/\"]` to the page that readers should find instead, or name it in `gone` "
            + "if it is gone for good"),
      ])
  }

  @Test func `a page that has been published already is not where another has gone`() async throws {
    try await expect(
      [
        "posts/long-walk-2.md": postText("The long walk", "2026-01-01"),
        "addresses.yml": addresses("1️⃣/posts/long-walk/", "/posts/long-walk-2/"),
      ],
      [
        .warning(
          "`/posts/long-walk/` was published and leads nowhere now", at: 1,
          hint:
            "add `aliases: [\"/posts/long-walk/\"]` to the page that readers should find instead, or name it in `gone` "
            + "if it is gone for good")
      ])
  }

  @Test func `a text that is a draft or scheduled now is named`() async throws {
    try await expect(
      [
        "posts/a.md": postText("A", "2026-01-01", "draft: true"), "posts/b.md": postText("B", "2026-07-01"),
        "pages/c.md": "---\ntitle: C\ndraft: true\n---\n", "categories/d.md": "---\ntitle: D\n---\n",
        "addresses.yml": addresses("1️⃣/posts/a/", "2️⃣/posts/b/", "3️⃣/c/", "4️⃣/categories/d/"),
      ],
      [
        .warning(
          "`/posts/a/` was published and leads nowhere now: its text is a draft", at: 1,
          hint: "publish the text again, or name it in `gone` if it is gone for good"),
        .warning(
          "`/posts/b/` was published and leads nowhere now: its post is not live until 2026-07-01", at: 2,
          hint: "give the post its earlier date again, or name it in `gone` if it is gone for good"),
        .warning(
          "`/c/` was published and leads nowhere now: its text is a draft", at: 3,
          hint: "publish the text again, or name it in `gone` if it is gone for good"),
        .warning(
          "`/categories/d/` was published and leads nowhere now: it has nothing to read", at: 4,
          hint: "publish a text that belongs to it, or name it in `gone` if it is gone for good"),
      ])
  }

  @Test func `an address that is named as gone and is not is a warning`() async throws {
    let text: MarkedText = "gone: [/posts/b/, 1️⃣/posts/a/, 2️⃣/old/]\npublished: [/posts/a/]\n"
    let texts = ["posts/a.md": postText("A", "2026-01-01", "aliases: /old/"), "addresses.yml": text]
    try await expect(
      texts,
      [
        .warning("`/posts/a/` is named as gone, but there is a page", at: 1, hint: "remove it from `gone`"),
        .warning("`/old/` is named as gone, but there is a page", at: 2, hint: "remove it from `gone`"),
      ])
    #expect(
      try await SiteText(texts).prepared().output("_redirects")
        == "/old/ /posts/a/ 301\n/posts/b/ /404.html 410\n")
  }

  @Test(arguments: [
    ("/posts/:slug/", ["/posts/a/", "/posts/b/"]),
    ("/:year/:month/:slug/", ["/2026/01/a/", "/2025/12/b/"]),
    ("/:category/:slug/", ["/trade/a/", "/trade/b/"]),
    ("/:series/:year/:month/:day/:slug/", ["/s/2026/01/02/a/", "/s/2025/12/31/b/"]),
  ])
  func `a changed pattern is reported once, and one line makes up for it`(
    pattern: String, published: [String]
  ) async throws {
    let (a, b) = (
      postText("A", "2026-01-02", "categories: Trade\nseries: s"),
      postText("B", "2025-12-31", "categories: Trade\nseries: s")
    )
    var texts: [String: MarkedText] = [
      "site.yml": "title: S\nurl: https://example.com/\npermalink: 1️⃣/essays/:slug/\n", "posts/a.md": a,
      "posts/b.md": b, "posts/new.md": postText("New"), "series/s.md": seriesText("S"),
      "addresses.yml": addresses("/series/s/", published[0], published[1]),
    ]
    let problems = try await SiteText(texts).prepared().addressProblems(.error)
    expectDiagnostics(
      problems,
      [
        .error(
          "2 published addresses lead nowhere, such as `\(published[0])`: posts were at `\(pattern)`", at: 1,
          hint: "add `\(pattern)` to `formerPermalinks`, so that they redirect")
      ], in: texts["site.yml"] ?? "")
    texts["site.yml"] = MarkedText(
      "title: S\nurl: https://example.com/\npermalink: /essays/:slug/\nformerPermalinks: \(pattern)\n")
    try await expect(texts, [])
  }

  @Test func `posts whose dates changed have not moved by a pattern`() async throws {
    let ending = "or name it in `gone` if it is gone for good"
    try await expect(
      [
        "site.yml": "title: S\nurl: https://example.com/\npermalink: /:year/:slug/\n",
        "posts/spring.md": postText("A", "2026-01-02"), "posts/autumn.md": postText("B", "2026-01-02"),
        "addresses.yml": addresses("1️⃣/2025/autumn/", "2️⃣/2025/spring/"),
      ],
      [
        .warning(
          "`/2025/autumn/` was published and leads nowhere now", at: 1,
          hint: "if it is `/2026/autumn/` now, add `aliases: [\"/2025/autumn/\"]` to content/posts/autumn.md, \(ending)"
        ),
        .warning(
          "`/2025/spring/` was published and leads nowhere now", at: 2,
          hint: "if it is `/2026/spring/` now, add `aliases: [\"/2025/spring/\"]` to content/posts/spring.md, \(ending)"
        ),
      ])
  }

  @Test func `a former URL that a page, an alias or an older post has stays theirs`() async throws {
    let site = try await SiteText([
      "site.yml": """
      title: S
      url: https://example.com/
      permalink: /:year/:slug/
      formerPermalinks: [/:slug/, /:year/:month/:slug/]
      """,
      "posts/about.md": postText("About", "2026-01-02"), "posts/old.md": postText("Old", "2026-01-02"),
      "posts/own.md": postText("Own", "2026-01-02", "permalink: /own.html"),
      "posts/other.md": postText("Other", "2025-05-05", "aliases: /old/"), "pages/about.md": "---\ntitle: About\n---\n",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(
      site.context.plan.redirects.map { "\($0.from) \($0.to)" } == [
        "/2025/05/other/ /2025/other/", "/2026/01/about/ /2026/about/", "/2026/01/old/ /2026/old/",
        "/old/ /2025/other/", "/other/ /2025/other/",
      ])
  }

  @Test func `of two posts that had one former URL, the older keeps it`() async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/\nformerPermalinks: /:category-:slug/\n",
      "posts/a.md": postText("A", "2026-01-02", "slug: x-one\ncategories: A"),
      "posts/b.md": postText("B", "2026-01-01", "slug: one\ncategories: A x"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.context.plan.redirects.map { "\($0.from) \($0.to)" } == ["/a-x-one/ /posts/one/"])
  }

  @Test func `a former pattern needs a slug, and is not that of today`() async throws {
    try await SiteText([
      "site.yml": """
      title: S
      url: https://example.com/
      formerPermalinks: [1️⃣/:year/, 2️⃣/posts/:slug/, 3️⃣/:titel/:slug/, /essays/:slug/]
      """
    ]).expect([
      "site.yml": [
        .error("`/:year/` has no `:slug`, so several posts can have the same URL", at: 1),
        .warning("this is the pattern of `permalink`", at: 2, hint: "remove it: it has no effect"),
        .error("`:titel` is not a permalink placeholder", at: 3),
      ]
    ])
  }
}
