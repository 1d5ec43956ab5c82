import Foundation
import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("What is out of sight until there is something to read") struct VisibilityTests {
  /// Shows the series of the home page.
  private static let home: MarkedText = "{{#seriesList}}{{title}} {{status}} {{liveCount}}/{{total}};{{/seriesList}}"

  @Test(arguments: [
    postText("A", "2026-01-01", "series: s\ndraft: true"), postText("A", "2026-09-01", "series: s"),
    postText("A", "2026-09-01", "series: s\ndraft: true"), postText("A", "2026-09-01"),
  ])
  func `a series without a part to read has no page, feed or card`(post: MarkedText) async throws {
    let text = SiteText([
      "templates/home.mustache": Self.home,
      "series/s.md": seriesText("S", "parts: [a, {title: B}]\naliases: /old/", body: "[gone](nowhere.md)"),
      "posts/a.md": post,
    ])
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/") == "")
    #expect(site.paths.filter { $0.contains("series/s/") || $0.hasPrefix("old/") } == [])
    #expect(try #require(site.output("sitemap.xml")).contains("/series/s/") == false)
    #expect(site.site.leftOut.map(\.file) == ["content/posts/a.md", "content/series/s.md"])
    #expect(site.site.leftOut.last?.reason == .nothingToRead)
  }

  @Test func `a preview shows a series in preparation as such`() async throws {
    let text = SiteText([
      "templates/series.mustache": "{{page.notice}}",
      "series/s.md": seriesText("S", "draft: true"),
      "series/t.md": seriesText("T"),
      "series/u.md": seriesText("U"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", "2026-01-01", "series: t\ndraft: true"),
      "posts/c.md": postText("C", "2026-01-01", "series: u"),
      "series/v.md": seriesText("V"),
      "posts/d.md": postText("D", "2026-08-01", "series: v"),
    ])
    let future = try await text.prepared(future: true)
    #expect(future.html("/series/v/") == "In preparation: readers do not see this series yet.")
    #expect(future.html("/series/t/") == nil)
    let preview = try await text.prepared(drafts: true, future: true)
    #expect(preview.diagnostics == [])
    for id in ["s", "t", "v"] {
      #expect(preview.html("/series/\(id)/") == "In preparation: readers do not see this series yet.")
    }
    #expect(preview.html("/series/u/") == "")
    #expect(preview.site.leftOut == [])
    #expect(try #require(preview.output("sitemap.xml")).contains("/series/s/") == false)
  }

  @Test func `a series appears with its first part`() async throws {
    let text = SiteText([
      "templates/home.mustache": Self.home,
      "series/s.md": seriesText("S", "parts: [a, b]"),
      "posts/a.md": postText("A", "2026-05-01"),
      "posts/b.md": postText("B", "2026-07-01", "series: s"),
    ])
    #expect(try await text.prepared(now: "2026-04-01").html("/") == "")
    #expect(try await text.prepared(now: "2026-04-01", future: true).html("/") == "S ongoing 2/2;")
    #expect(try await text.prepared(now: "2026-05-01").html("/") == "S ongoing 1/2;")
  }

  @Test func `an announced series is shown on purpose, and is ongoing from its first part`() async throws {
    let text = SiteText([
      "templates/home.mustache": Self.home,
      "templates/series.mustache": "{{#series}}{{#isAnnounced}}soon{{/isAnnounced}}{{wholeURL}}{{/series}}",
      "authors/ann.md": "---\nname: Ann\n---\n",
      "series/s.md": seriesText("S", "status: announced\nauthors: ann\nparts: [a, {title: B}]"),
      "series/t.md": seriesText("T", "status: announced"),
      "series/u.md": seriesText("U", "status: announced\ndraft: true\nparts: [{title: B}]"),
      "posts/a.md": postText("A", "2026-07-01"),
      "posts/z.md": postText("Z", "2026-01-01"),
    ])
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/") == "S announced 0/2;T announced 0/0;")
    #expect(site.html("/series/s/") == "soon")
    #expect(site.html("/series/s/all/") == nil)
    #expect(site.html("/authors/ann/") != nil)
    #expect(try #require(site.output("series/s/feed.xml")).contains("<updated>2026-01-01T00:00:00Z</updated>"))
    let later = try await text.prepared(now: "2026-08-01")
    #expect(later.html("/") == "S ongoing 1/2;T announced 0/0;")
    #expect(later.html("/series/s/") == "/series/s/all/")
  }

  @Test func `a draft of a series hides it, not its posts`() async throws {
    let site = try await SiteText([
      "templates/post.mustache": "{{#post.series}}{{title}}{{/post.series}}",
      "series/s.md": seriesText("S", "draft: true\nparts: [a, b]"),
      "series/t.md": seriesText("T", "parts: [b]"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/posts/a/") == "")
    #expect(site.html("/posts/b/") == "T")
    #expect(site.site.leftOut.map(\.reason) == [.draft])
  }

  @Test func `authors and categories without a post to read have no page`() async throws {
    let text = SiteText([
      "authors/ann.md": "---\nname: Ann\n---\n",
      "authors/bo.md": "---\nname: Bo\n---\n",
      "authors/cy.md": "---\nname: Cy\n---\n",
      "authors/di.md": "---\nname: Di\n---\n",
      "categories/news.md": "---\ntitle: News\n---\n",
      "categories/notes.md": "",
      "categories/tides.md": "",
      "tags/salt.md": "",
      "tags/foam.md": "---\ntitle: Foam\n---\n",
      "series/s.md": seriesText("S", "authors: di"),
      "series/t.md": seriesText("T", "authors: [di, cy]"),
      "posts/a.md": postText("A", "2026-01-01", "author: ann\ncategories: Tides\ntags: Foam\nseries: t"),
      "posts/b.md": postText("B", "2026-01-01", "author: bo\ncategories: News\nseries: s\ndraft: true"),
    ])
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.site.authors.map(\.id) == ["ann", "cy", "di"])
    #expect(site.site.terms.map(\.url) == ["/categories/tides/", "/tags/foam/"])
    #expect(
      site.site.leftOut.map(\.file) == [
        "content/authors/bo.md", "content/categories/news.md", "content/categories/notes.md", "content/posts/b.md",
        "content/series/s.md", "content/tags/salt.md",
      ])
    for path in ["authors/bo/feed.xml", "authors/bo/index.html", "categories/news/feed.xml", "tags/salt/index.html"] {
      #expect(!site.paths.contains(path))
    }
    let preview = try await text.prepared(drafts: true)
    #expect(preview.site.authors.count == 4)
    #expect(preview.site.terms.count == 5)
  }

  @Test func `a link to what is out of sight says why it leads nowhere`() async throws {
    try await SiteText([
      "authors/bo.md": "---\nname: Bo\n---\n",
      "categories/news.md": "",
      "series/s.md": seriesText("S", "parts: [{title: A}]"),
      "series/t.md": seriesText("T", "draft: true\nparts: [{title: A}]"),
      "posts/a.md": postText(
        "A", body: "[a](1️⃣../authors/bo.md) [b](2️⃣/categories/news/) [c](3️⃣../series/s.md) [d](4️⃣../series/t.md)"),
    ]).expect([
      "posts/a.md": [
        .error(
          "`../authors/bo.md` has no page, because there is nothing to read on it yet", at: 1,
          hint: "remove the link until there is"),
        .error("`/categories/news/` has no page, because there is nothing to read on it yet", at: 2),
        .error("`../series/s.md` has no page, because there is nothing to read on it yet", at: 3),
        .error("`../series/t.md` is a draft", at: 4),
      ]
    ])
  }

  @Test func `what is out of sight is checked all the same`() async throws {
    try await SiteText([
      "authors/bo.md": "---\nname: Bo\n---\n",
      "series/s.md": seriesText("S", "authors: [bo, 1️⃣bob]\nparts: [{title: A}, 2️⃣b]"),
      "posts/a.md": postText("A", "2026-01-01", "series: 1️⃣r\ndraft: true"),
    ]).expect([
      "series/s.md": [.error("there is no author `bob`", at: 1), .error("there is no post `b`", at: 2)],
      "posts/a.md": [.error("there is no series `r`", at: 1)],
    ])
  }

  @Test(arguments: [
    ("", ["a"], "A series, one part so far"),
    ("", ["a", "b"], "A series, 2 parts so far"),
    ("", ["a", "{title: X}"], "A series in 2 parts, 1 so far"),
    ("status: complete", ["a"], "A series in one part, complete"),
    ("status: complete", ["a", "b"], "A series in 2 parts, complete"),
    ("status: paused", ["a"], "A series in one part, paused"),
    ("status: paused", ["a", "b", "{title: X}"], "A series in 3 parts, paused after 2"),
    ("status: announced", ["{title: X}"], "A series to come"),
    ("status: announced", ["a"], "A series, one part so far"),
  ])
  func `the theme counts parts in the singular and in the plural`(
    status: String, parts: [String], words: String
  ) async throws {
    let partial = "templates/partials/series-status.mustache"
    let theme = try String(contentsOf: packageRoot.appending(path: partial), encoding: .utf8)
    let site = try await SiteText([
      "templates/series.mustache": "{{#series}}{{>series-status}}{{/series}}",
      partial: MarkedText(theme),
      "series/s.md": seriesText("S", "\(status)\nparts: [\(parts.joined(separator: ", "))]"),
      "posts/a.md": postText("A", "2026-01-01"),
      "posts/b.md": postText("B", "2026-01-02"),
    ]).prepared()
    #expect(site.html("/series/s/") == "<p class=\"label\">\(words)</p>\n")
  }

  @Test(arguments: [("status: announced\nparts: [{title: X}]", "-"), ("parts: [a]", "1"), ("parts: [a, b]", "2")])
  func `a series without a part to read has no reading time`(lines: String, time: String) async throws {
    let site = try await SiteText([
      "templates/series.mustache":
        "{{#series}}{{#readingTime}}{{readingTime}}{{/readingTime}}{{^readingTime}}-{{/readingTime}}{{/series}}",
      "series/s.md": seriesText("S", lines),
      "posts/a.md": postText("A", "2026-01-01"),
      "posts/b.md": postText("B", "2026-01-02"),
    ]).prepared()
    #expect(site.html("/series/s/") == time)
  }
}
