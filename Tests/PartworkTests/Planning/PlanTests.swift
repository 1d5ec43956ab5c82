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
        "categories/index.html", "feed.json", "feed.xml", "index.html", "robots.txt", "series/index.html",
        "sitemap.xml",
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
        "older.html", "posts/a/index.html", "s/index.html", "series/s/all/index.html", "series/s/feed.xml",
        "series/s/index.html",
      ])
    #expect(
      site.context.plan.redirects.map { "\($0.from) \($0.to)" } == [
        "/ada/ /authors/ada/", "/c/ /categories/c/", "/info/ /about/", "/old/ /posts/a/", "/older.html /posts/a/",
        "/s/ /series/s/",
      ])
  }

  @Test func `a URL with spaces and escapes is encoded once wherever it is printed`() async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/b/\n",
      "templates/home.mustache": "{{#posts}}{{url}} {{/posts}}",
      "posts/a.md": postText("A", "2026-01-01", "permalink: /two words/50%25 \"x\"/\naliases: /old words/"),
      "pages/Über uns.md": "---\ntitle: U\n---\n",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/") == "/b/two%20words/50%25%20%22x%22/ ")
    #expect(site.paths.contains("two words/50% \"x\"/index.html"))
    #expect(site.paths.contains("old words/index.html"))
    #expect(site.output("_redirects") == "/b/old%20words/ /b/two%20words/50%25%20%22x%22/ 301\n")
    let sitemap = try #require(site.output("sitemap.xml"))
    #expect(sitemap.contains("<loc>https://example.com/b/two%20words/50%25%20%22x%22/</loc>"))
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
      "posts/b.md": [.error("`series/index.html` has two sources: the site and `content/posts/b.md`", at: 1)],
      "index.html": [.error("`index.html` has two sources: the site and `content/index.html`", at: nil)],
    ])
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
