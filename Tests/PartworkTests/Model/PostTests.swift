import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Posts") struct PostTests {
  @Test func `drafts are not built, listed, in feeds or linked to`() async throws {
    let text = SiteText([
      "templates/archive.mustache":
        "{{#years}}{{year}}:{{#posts}} {{title}}{{#isDraft}}*{{/isDraft}}{{/posts}}{{/years}}",
      "templates/post.mustache": "{{page.notice}}",
      "posts/a.md": postText("A", "2026-01-01"),
      "posts/b.md": postText("B", "2026-01-02", "draft: true\nauthors: ada\ncategories: Only here"),
      "authors/ada.md": "---\nname: Ada\n---\n",
      "pages/p.md": "---\ntitle: P\ndraft: true\n---\n",
    ])
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/archive/") == "2026: A")
    #expect(site.html("/posts/b/") == nil)
    #expect(site.html("/p/") == nil)
    #expect(site.html("/categories/only-here/") == nil)
    #expect(site.site.leftOut.map(\.file) == ["content/authors/ada.md", "content/pages/p.md", "content/posts/b.md"])
    for path in ["feed.xml", "feed.json", "sitemap.xml"] {
      #expect(try #require(site.output(path)).contains("/posts/b/") == false, "\(path)")
    }

    let preview = try await text.prepared(drafts: true)
    #expect(preview.html("/archive/") == "2026: B* A")
    #expect(preview.html("/posts/b/") == "Draft: readers do not see this page.")
    #expect(preview.html("/categories/only-here/") != nil)
    for path in ["feed.xml", "feed.json", "authors/ada/feed.xml", "sitemap.xml"] {
      #expect(try #require(preview.output(path)).contains("/posts/b/") == false, "\(path)")
    }
  }

  @Test func `a scheduled post goes live at its moment`() async throws {
    let text = SiteText([
      "site.yml": "title: S\nurl: https://example.com\ntimezone: America/New_York\n",
      "posts/midnight.md": postText("A", "2026-06-10"),
      "posts/noon.md": postText("B", "2026-06-10T12:00:00+02:00"),
    ])
    // Midnight in New York is 04:00 in London; noon in Berlin is 10:00 UTC.
    #expect(try await text.prepared(now: "2026-06-10T03:59:59Z").slugs == [])
    #expect(try await text.prepared(now: "2026-06-10T04:00:00Z").slugs == ["midnight"])
    #expect(try await text.prepared(now: "2026-06-10T09:59:59Z").slugs == ["midnight"])
    #expect(try await text.prepared(now: "2026-06-10T10:00:00Z").slugs == ["noon", "midnight"])
    // A date without an offset is in the site's time zone.
    #expect(try await text.prepared(now: "2026-06-10").slugs == ["midnight"])
    #expect(try await text.prepared(now: "2026-06-09", future: true).slugs == ["noon", "midnight"])
    let left = try await text.prepared(now: "2026-06-09").site.leftOut
    #expect(left.count == 2)
    guard case .scheduled(let date)? = left.first?.reason else {
      Issue.record("not scheduled: \(left)")
      return
    }
    #expect(date.rfc3339 == "2026-06-10T00:00:00-04:00")
  }

  @Test(arguments: [
    "9999-12-31", "9999-12-31T00:00:00Z", "9999-12-31T23:59:59-12:00", "9999-01-01", "9999-12-31T23:59:59+14:00",
  ])
  func `a date that never comes keeps a post from readers`(date: String) async throws {
    let text = SiteText([
      "series/s.md": seriesText("S", "parts: [a, b, {title: C, date: '\(date)'}]"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", date, "series: s"),
    ])
    let site = try await text.prepared()
    #expect(site.slugs == ["a"])
    let dates = site.site.series[0].order.parts.map { $0.announcement?.date?.year }
    #expect(dates == [nil, 9999, 9999])
    #expect(try await text.prepared(future: true).site.posts.map(\.date.year) == [9999, 2026])
    #expect(try await text.prepared(now: "9999-12-31").slugs.contains("a"))
  }

  @Test(arguments: [
    ("0000-01-01", 0), ("0000-01-01T00:00:00Z", 0), ("0001-01-01", 1), ("0000-12-31T23:59:59-12:00", 1),
  ])
  func `a date long ago is that of the post`(date: String, year: Int) async throws {
    let site = try await SiteText(["posts/a.md": postText("A", date)]).prepared()
    #expect(site.site.posts.map(\.date.year) == [year])
    #expect(try #require(site.output("feed.xml")).contains("1970") == false)
  }

  @Test(arguments: [
    ("漢", 1800, 4), ("かな", 1250, 5), ("word ", 1150, 5), ("ไทยไท", 460, 2), ("བོདབོ", 690, 3), ("文 and ", 690, 4),
    ("", 0, 1),
  ])
  func `the reading time depends on the script`(text: String, count: Int, minutes: Int) async throws {
    let body = String(repeating: text, count: count)
    let site = try await SiteText(["posts/a.md": postText("A", "2026-01-01", body: body)]).prepared()
    #expect(site.site.posts.map(\.readingTime) == [minutes])
  }

  @Test func `the pages of a list are few if each holds many posts`() async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com\npostsPerPage: 999999999\n",
      "posts/a.md": postText("A", "2026-01-01", "categories: Tides"),
      "posts/b.md": postText("B", "2026-01-01", "categories: Tides"),
    ]).prepared()
    #expect(site.html("/categories/tides/") != nil)
    #expect(site.html("/categories/tides/page/2/") == nil)
  }

  @Test func `posts are in a total order: newest first, then by slug`() async throws {
    let site = try await SiteText([
      "posts/b.md": postText("B", "2026-01-02"),
      "posts/a.md": postText("A", "2026-01-02"),
      "posts/old.md": postText("Old", "2025-01-02"),
      "posts/c.md": postText("C", "2026-01-02T00:00:00Z"),
      "posts/new.md": postText("New", "2026-01-02T09:00:00Z"),
    ]).prepared()
    #expect(site.slugs == ["new", "a", "b", "c", "old"])
  }

  @Test func `two posts with the same slug`() async throws {
    try await SiteText([
      "posts/2026-01-01-a.md": "---\ntitle: A\n---\n",
      "posts/2026-01-02-a.md": "---\ntitle: A\n---\n",
      "posts/b.md": postText("B", "2026-01-01", "slug: 1️⃣a"),
      "posts/c.md": postText("C", body: "[A](2026-01-02-a.md)"),
    ]).expect([
      "posts/2026-01-02-a.md": [
        .error(
          "the slug `a` is taken by content/posts/2026-01-01-a.md", at: nil,
          hint: "give one of the posts a different `slug:`")
      ],
      "posts/b.md": [.error("the slug `a` is taken by content/posts/2026-01-01-a.md", at: 1)],
    ])
  }

  @Test func `an unknown author`() async throws {
    try await SiteText([
      "authors/editors.md": "---\nname: E\n---\n",
      "series/s.md": seriesText("S", "authors: 1️⃣editor\nparts: [{title: A}]"),
      "posts/a.md": postText("A", "2026-01-01", "author: 1️⃣editers"),
      "posts/b.md": postText("B", "2026-01-01", "authors: [editors, {id: 1️⃣nobody, role: Pictures}]"),
    ]).expect([
      "series/s.md": [.error("there is no author `editor`", at: 1, hint: "did you mean `editors`?")],
      "posts/a.md": [.error("there is no author `editers`", at: 1, hint: "did you mean `editors`?")],
      "posts/b.md": [.error("there is no author `nobody`", at: 1, hint: "create content/authors/nobody.md")],
    ])
  }

  @Test(arguments: [
    ("/:year/:month/:day/:slug/", "/2026/03/04/a/"),
    ("/:series/:slug/", "/s/a/"),
    ("/:category/:slug/", "/big-ideas/a/"),
    ("/blog/:year/:slug/", "/blog/2026/a/"),
    ("/:slug/", "/a/"),
    ("/:slug", "/a/"),
    ("/:year/:month/:slug.html", "/2026/03/a.html"),
  ])
  func `the site's pattern gives a post its URL`(pattern: String, url: String) async throws {
    let site = try await SiteText([
      "site.yml": MarkedText("title: S\nurl: https://example.com\npermalink: \(pattern)\n"),
      "series/s.md": seriesText("S"),
      "posts/a.md": postText("A", "2026-03-04", "series: s\ncategories: [Big Ideas]"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.site.posts.map(\.url) == [url])
    #expect(site.paths.contains(url.dropFirst() + (url.hasSuffix("/") ? "index.html" : "")))
  }

  @Test(arguments: [
    ("/:year/:slug/", "/2026/a/"), ("/:series/:day", "/s/04/"), ("/:category/:slug.html", "/big-ideas/a.html"),
    ("/notes/", "/notes/"), ("/wiki-a/", "/wiki-a/"), ("/:month-:slug/", "/03-a/"),
  ])
  func `a post's own permalink may have placeholders`(permalink: String, url: String) async throws {
    let site = try await SiteText([
      "series/s.md": seriesText("S"),
      "posts/a.md": postText("A", "2026-03-04", "series: s\ncategories: [Big Ideas]\npermalink: \(permalink)"),
      "posts/b.md": postText("B", body: "[A](a.md)"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.site.posts.first { $0.slug == "a" }?.url == url)
  }

  @Test func `placeholders that cannot be filled in are errors`() async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-03-04", "permalink: 1️⃣/:yaer/:slug/"),
      "posts/b.md": postText("B", "2026-03-04", "aliases: [/fine/, 1️⃣/:year/b/]"),
      "pages/p.md": "---\ntitle: P\npermalink: 1️⃣/:year/p/\n---\n",
      "pages/q.md": "---\ntitle: Q\npermalink: /wiki-q/\naliases: 1️⃣/:slug/\n---\n",
    ]).expect([
      "posts/a.md": [.error("`:yaer` is not a permalink placeholder", at: 1, hint: "did you mean `:year`?")],
      "posts/b.md": [
        .error("`/:year/b/`: an alias cannot have placeholders", at: 1, hint: "write the former path in full")
      ],
      "pages/p.md": [
        .error("only the permalink of a post may have placeholders", at: 1, hint: "write the path in full")
      ],
      "pages/q.md": [.error("`/:slug/`: an alias cannot have placeholders", at: 1)],
    ])
  }

  @Test func `empty parts of a pattern are left out`() async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com\npermalink: /:series/:category/:slug/\n",
      "posts/a.md": postText("A"),
    ]).prepared()
    #expect(site.site.posts.map(\.url) == ["/a/"])
  }
}
