import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite("Which pages a site has") struct PlanTests {
  @Test func `a site without content has the pages that every site has`() async throws {
    let site = try await SiteText([:]).prepared()
    #expect(site.diagnostics == [])
    #expect(
      site.paths == [
        ".nojekyll", "404.html", "_headers", "_redirects", "archive/index.html", "authors/index.html",
        "categories/index.html", "feed.json", "feed.xml", "index.html", "robots.txt", "search/index.html",
        "search/index.json", "search/words/0.json", "series/index.html", "sitemap.xml",
      ])
  }

  @Test func `all content has a page`() async throws {
    let site = try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "categories: [C, D]\nauthor: ada\naliases: [/old/, /older.html]"),
      "posts/folder/index.md": postText("F", "2026-01-01", "permalink: /elsewhere/"),
      "posts/folder/sub/photo.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "posts/file/index.md": postText("F", "2026-01-01", "permalink: /elsewhere/file.html"),
      "posts/file/other.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "posts/draft/index.md": postText("F", "2026-01-01", "draft: true"),
      "posts/draft/secret.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "series/s.md": seriesText("S", "parts: [a]\naliases: /s/"),
      "authors/ada.md": "---\nname: Ada\naliases: /ada/\n---\n",
      "categories/c.md": "---\ntitle: C\naliases: /c/\n---\n",
      "pages/about.md": "---\ntitle: About\naliases: /info/\n---\n",
      "pages/about/team/index.md": "---\ntitle: Team\n---\n",
      "pages/about/team/photo.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "files/a b.pdf": "",
    ]).prepared()
    #expect(site.diagnostics == [])
    let common = try await SiteText([:]).prepared().paths
    #expect(
      site.paths.filter { !common.contains($0) } == [
        "about/index.html", "about/team/index.html", "about/team/photo.jpg", "ada/index.html", "authors/ada/feed.xml",
        "authors/ada/index.html", "c/index.html", "categories/c/feed.xml", "categories/c/index.html",
        "categories/d/feed.xml", "categories/d/index.html", "elsewhere/file.html", "elsewhere/index.html",
        "elsewhere/other.jpg", "elsewhere/sub/photo.jpg", "files/a b.pdf", "info/index.html", "old/index.html",
        "older.html", "posts/a/index.html", "s/index.html", "search/texts/0.json", "search/texts/1.json",
        "search/texts/2.json", "search/texts/3.json", "search/texts/4.json", "search/texts/5.json",
        "series/s/all/index.html", "series/s/feed.xml",
        "series/s/index.html",
      ])
    #expect(
      site.context.plan.redirects.map { "\($0.from) \($0.to)" } == [
        "/ada/ /authors/ada/", "/c/ /categories/c/", "/info/ /about/", "/old/ /posts/a/", "/older.html /posts/a/",
        "/s/ /series/s/",
      ])
  }

  @Test(arguments: [
    ("site.yml", "/rss.xml", "rss.xml", "/feed.xml"),
    ("site.yml", "/feed/", "feed/index.html", "/feed.xml"),
    ("site.yml", "/blog/atom", "blog/atom/index.html", "/feed.xml"),
    ("site.yml", "/old.json", "old.json", "/feed.json"),
    ("series/s.md", "/tag/s/feed/", "tag/s/feed/index.html", "/series/s/feed.xml"),
    ("categories/c.md", "/category/c/index.xml", "category/c/index.xml", "/categories/c/feed.xml"),
    ("authors/ada.md", "/ada.atom", "ada.atom", "/authors/ada/feed.xml"),
    ("pages/about.md", "/index.rss", "index.rss", "/feed.xml"),
  ])
  func `an alias may be the old address of a feed`(
    file: String, alias: String, path: String, feed: String
  ) async throws {
    let site = try await siteWithAlias(alias, in: file)
    #expect(site.diagnostics == [])
    #expect(site.output(path) == site.output(String(feed.dropFirst())))
    #expect(site.output("_redirects")?.hasSuffix(" \(feed) 301\n") == true)
    let text = try #require(site.output(path))
    #expect(text.contains("https://example.com\(feed)"))
  }

  @Test(arguments: [
    ("site.yml", "/blog/", "blog/index.html", "/"),
    ("site.yml", "/feed/about/", "feed/about/index.html", "/"),
    ("categories/c.md", "/categories/feed/", "categories/feed/index.html", "/categories/c/"),
    ("series/s.md", "/feed-reading/", "feed-reading/index.html", "/series/s/"),
    ("pages/about.md", "/2012/03/feed/", "2012/03/feed/index.html", "/about/"),
  ])
  func `an alias that is not that of a feed redirects to the page`(
    file: String, alias: String, path: String, page: String
  ) async throws {
    let site = try await siteWithAlias(alias, in: file)
    #expect(site.diagnostics == [])
    #expect(site.output("_redirects") == "\(alias) \(page) 301\n")
    #expect(site.output(path)?.contains("http-equiv=\"refresh\"") == true)
  }

  /// A site with one of each kind, one of which has an alias.
  private func siteWithAlias(_ alias: String, in file: String) async throws -> PreparedSite {
    var texts = [
      "site.yml": "title: S\nurl: https://example.com/\n",
      "series/s.md": "---\ntitle: S\nparts: [a]\n---\n",
      "categories/c.md": "---\ntitle: C\n---\n",
      "authors/ada.md": "---\nname: Ada\n---\n",
      "pages/about.md": "---\ntitle: About\n---\n",
      "posts/a.md": "---\ntitle: A\ndate: 2026-03-12\nauthor: ada\ncategories: C\n---\n",
    ]
    let text = texts[file] ?? ""
    texts[file] =
      text.hasPrefix("---\n") ? "---\naliases: \(alias)\n\(text.dropFirst(4))" : "\(text)aliases: \(alias)\n"
    return try await SiteText(texts.mapValues { MarkedText($0) }).prepared()
  }

  @Test func `a URL with spaces and escapes is encoded once wherever it is printed`() async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/b/\n",
      "templates/home.mustache": "{{#posts}}{{url}} {{/posts}}",
      "posts/a.md": postText("A", "2026-01-01", "permalink: /two words/50%25 x/\naliases: /old words/"),
      "pages/Über uns.md": "---\ntitle: U\n---\n",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/") == "/b/two%20words/50%25%20x/ ")
    #expect(site.paths.contains("two words/50% x/index.html"))
    #expect(site.paths.contains("old words/index.html"))
    #expect(site.output("_redirects") == "/b/old%20words/ /b/two%20words/50%25%20x/ 301\n")
    let sitemap = try #require(site.output("sitemap.xml"))
    #expect(sitemap.contains("<loc>https://example.com/b/two%20words/50%25%20x/</loc>"))
    #expect(sitemap.contains("<loc>https://example.com/b/%C3%9Cber%20uns/</loc>"))
  }

  @Test func `two sources for one URL`() async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "permalink: /about/"),
      "posts/b.md": postText("B", "2026-01-02", "aliases: 1️⃣/series/"),
      "pages/about.md": "---\ntitle: About\n---\n",
      "index.html": "",
    ]).expect([
      "posts/a.md": [
        .error("`about/index.html` has two sources: `content/pages/about.md` and `content/posts/a.md`", at: nil)
      ],
      "posts/b.md": [
        .error("`series/index.html` has two sources: a page that every site has and `content/posts/b.md`", at: 1)
      ],
      "index.html": [
        .error("`index.html` has two sources: a page that every site has and `content/index.html`", at: nil)
      ],
    ])
  }

  @Test func `of two sources, the one that can give way is reported`() async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "aliases: [1️⃣/posts/b/, 2️⃣/old/]"),
      "posts/b.md": postText("B", "2026-01-02"),
      "posts/c.md": postText("C", "2026-01-02", "permalink: /c.html\naliases: 3️⃣/C.html"),
      "posts/z.md": postText("Z", "2026-01-03", "aliases: 1️⃣/old/"),
      "feed.xml": "", "sitemap.xml": "", "about/index.html": "",
      "pages/about.md": "---\ntitle: About\n---\n",
    ]).expect([
      "posts/a.md": [
        .error(
          "`posts/b/index.html` has two sources: `content/posts/b.md` and `content/posts/a.md`", at: 1,
          hint: "remove this alias")
      ],
      "posts/c.md": [
        .error(
          "`C.html` and `c.html` differ only in case: they come from `content/posts/c.md` and `content/posts/c.md`",
          at: 3, hint: "remove this alias: some disks and hosts treat them as the same")
      ],
      "posts/z.md": [
        .error(
          "`old/index.html` has two sources: `content/posts/a.md` and `content/posts/z.md`", at: 1,
          hint: "remove this alias")
      ],
      "feed.xml": [
        .error(
          "`feed.xml` has two sources: a feed of the site and `content/feed.xml`", at: nil,
          hint: "rename the file, or remove it")
      ],
      "sitemap.xml": [
        .error(
          "`sitemap.xml` has two sources: the sitemap and `content/sitemap.xml`", at: nil,
          hint: "rename the file, or remove it")
      ],
      "about/index.html": [
        .error(
          "`about/index.html` has two sources: `content/pages/about.md` and `content/about/index.html`", at: nil,
          hint: "rename the file, or remove it")
      ],
    ])
  }

  @Test(arguments: [
    ("posts/a.md", "date: 2026-01-01", "/feed.xml", "a feed of the site"),
    ("posts/a.md", "date: 2026-01-01", "/sitemap.xml", "the sitemap"),
    ("posts/a.md", "date: 2026-01-01", "/feed.json", "a feed of the site"),
    ("pages/a.md", "", "/feed.xml", "a feed of the site"),
  ])
  func `an alias at the URL of a feed or the sitemap gives way`(
    file: String, keys: String, alias: String, other: String
  ) async throws {
    try await SiteText([file: MarkedText("---\ntitle: A\n\(keys)\naliases: 1️⃣\(alias)\n---\n")]).expect([
      file: [
        .error(
          "`\(alias.dropFirst())` has two sources: \(other) and `content/\(file)`", at: 1, hint: "remove this alias")
      ]
    ])
  }

  @Test(arguments: [
    ("posts/a.md", "title: A\ndate: 2026-01-01", ["/posts/a/", "posts/a", "/posts/%61/", "/posts/a/index.html"]),
    ("posts/b.md", "title: B\ndate: 2026-01-01\npermalink: /b.html", ["/b.html"]),
    ("pages/about.md", "title: About", ["/about/", "about"]),
    ("series/s.md", "title: S\nstatus: announced\nparts: [{title: First}]", ["/series/s/"]),
  ])
  func `an alias that is the URL of the page itself has no effect`(
    file: String, lines: String, aliases: [String]
  ) async throws {
    for alias in aliases {
      let text = MarkedText("---\n\(lines)\naliases: [1️⃣\(alias), /former/]\n---\n")
      let site = SiteText([file: text])
      let message = "this alias is the URL of the page itself"
      try await site.expect([file: [.warning(message, at: 1, hint: "remove it: it has no effect")]])
      #expect(try await site.prepared().context.plan.redirects.map(\.from) == ["/former/"])
    }
  }

  @Test func `a series, a category and a post may have their own templates`() async throws {
    let site = try await SiteText([
      "templates/series-s.mustache": "own {{series.title}}",
      "templates/category-c.mustache": "own {{category.name}}",
      "templates/letter.mustache": "letter {{post.title}}",
      "templates/wide.mustache": "wide {{page.title}}",
      "series/s.md": seriesText("S", "parts: [a]"),
      "series/t.md": seriesText("T", "parts: [a]"),
      "posts/a.md": postText("A", "2026-01-01", "template: letter\ncategories: [C, D]"),
      "pages/p.md": "---\ntitle: P\ntemplate: wide\n---\n",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/series/s/") == "own S")
    #expect(site.html("/series/t/") == "")
    #expect(site.html("/categories/c/") == "own C")
    #expect(site.html("/categories/d/") == "")
    #expect(site.html("/posts/a/") == "letter A")
    #expect(site.html("/p/") == "wide P")
  }

  @Test func `an author and a whole series may have their own templates`() async throws {
    let site = try await SiteText([
      "templates/author-ann-lee.mustache": "own {{author.name}} {{pagination.number}}",
      "templates/series-all-s.mustache": "own {{#chapters}}{{title}}{{/chapters}}",
      "templates/series-all-stars.mustache": "own {{series.title}}{{#chapters}}{{/chapters}}",
      "templates/series.mustache": "{{series.title}}",
      "series/s.md": seriesText("S", "parts: [a]"), "series/stars.md": seriesText("Stars", "parts: [a]"),
      "series/all-stars.md": seriesText("All stars", "parts: [a]"),
      "authors/ann-lee.md": "---\nname: Ann\n---\n", "authors/bo.md": "---\nname: Bo\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "authors: [ann-lee, bo]"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/authors/ann-lee/") == "own Ann 1")
    #expect(site.html("/authors/bo/") == "")
    #expect(site.html("/series/s/all/") == "own A")
    #expect(site.html("/series/s/") == "S")
    #expect(site.html("/series/stars/all/") == "own Stars")
    #expect(site.html("/series/all-stars/") == "All stars")
    #expect(site.html("/series/all-stars/all/") == "")
  }

  @Test func `such templates are checked against the pages that they are for`() async throws {
    try await SiteText([
      "templates/author-ann.mustache": "{{author.name}}{{1️⃣series.title}}",
      "templates/series-all-s.mustache": "{{#chapters}}{{title}}{{/chapters}}{{1️⃣author.name}}",
      "templates/series-s.mustache": "{{#1️⃣chapters}}{{title}}{{/chapters}}",
      "series/s.md": seriesText("S", "parts: [a]"), "authors/ann.md": "---\nname: Ann\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "author: ann"),
    ]).expect([
      "templates/author-ann.mustache": [.error("`series`: unknown name", at: 1)],
      "templates/series-all-s.mustache": [.error("`author`: unknown name", at: 1)],
      "templates/series-s.mustache": [.error("`chapters`: unknown name", at: 1)],
    ])
  }

  @Test func `templates asked for by name are checked against the page that asks`() async throws {
    try await SiteText([
      "templates/page.mustache": "{{1️⃣content}}",
      "templates/letter.mustache": "{{1️⃣psot.title}}",
      "posts/a.md": postText("A", "2026-01-01", "template: 1️⃣lettr"),
      "posts/b.md": postText("B", "2026-01-01", "template: letter"),
      "posts/c.md": postText("C", "2026-01-01", "template: page"),
    ]).expect([
      "posts/a.md": [.error("there is no template `lettr`", at: 1, hint: "did you mean `letter`?")],
      "templates/letter.mustache": [.error("`psot`: unknown name", at: 1, hint: "did you mean `post`?")],
      "templates/page.mustache": [.error("`content`: unknown name", at: 1)],
    ])
  }

  @Test func `a series or category may have the name of an index template`() async throws {
    let site = try await SiteText([
      "templates/series-all.mustache": "{{#chapters}}{{title}}{{/chapters}}",
      "templates/category-index.mustache": "{{#categories}}{{name}}{{/categories}}",
      "templates/series.mustache": "{{series.title}}",
      "templates/category.mustache": "{{category.name}}",
      "series/all.md": seriesText("S", "parts: [a]"),
      "posts/a.md": postText("A", "2026-01-01", "categories: Index"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/series/all/") == "S")
    #expect(site.html("/series/all/all/") == "A")
    #expect(site.html("/categories/index/") == "Index")
  }

  @Test func `feeds have the newest twenty posts, a series' feed all its parts, last first`() async throws {
    var texts: [String: MarkedText] = ["series/s.md": seriesText("S")]
    for day in 1...25 {
      texts["posts/p\(day).md"] = postText("P\(day)", day < 10 ? "2026-01-0\(day)" : "2026-01-\(day)", "series: s")
    }
    let site = try await SiteText(texts).prepared()
    #expect(site.diagnostics == [])
    func entries(_ path: String) -> [String] { XMLElements(site.output(path) ?? "").texts("feed/entry/title") }
    #expect(entries("feed.xml").count == 20)
    #expect(entries("series/s/feed.xml").count == 25)
    #expect(entries("series/s/feed.xml").first == "P25")
  }
}
