import TestSupport
import Testing

@testable import Partwork

@Suite("What feeds know posts by") struct FeedIDTests {
  @Test(arguments: [
    ("posts/salt.md", "", "https://example.com/posts/salt/"),
    ("posts/sea.md", "aliases: /posts/salt/", "https://example.com/posts/salt/"),
    ("posts/sea.md", "aliases: [/posts/salt/, /posts/water/]", "https://example.com/posts/salt/"),
    ("posts/sea.md", "aliases: [/rss.xml, /old salt.html]", "https://example.com/old%20salt.html"),
    ("posts/sea.md", "id: /posts/salt/", "https://example.com/posts/salt/"),
    ("posts/sea.md", "id: /2012/03/salt.aspx", "https://example.com/2012/03/salt.aspx"),
    ("posts/sea.md", "id: letter-3", "https://example.com/#letter-3"),
    ("posts/sea.md", "id: 17", "https://example.com/#17"),
    ("posts/sea.md", "id: https://old.example/?p=12&q=é", "https://old.example/?p=12&q=é"),
    ("posts/sea.md", "id: 'tag:example.com,2012:salt'", "tag:example.com,2012:salt"),
    (
      "posts/sea.md", "id: urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a\naliases: /posts/salt/",
      "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
    ),
  ])
  func `a post keeps its ID when it moves`(path: String, lines: String, id: String) async throws {
    let site = try await SiteText([path: postText("Salt", "2026-03-12", lines)]).prepared()
    #expect(site.diagnostics == [])
    let atom = XMLElements(try #require(site.output("feed.xml")))
    #expect(atom.texts("feed/entry/id") == [id])
    #expect(try #require(site.output("feed.json")).contains("\"id\": \"\(id)\""))
    #expect(atom.attributes("href", of: "feed/entry/link") == ["https://example.com" + site.site.posts[0].url])
  }

  @Test(arguments: [
    ("/blog/:slug/", "https://example.com/blog/salt/"),
    ("[/:year/:slug/, /blog/:slug/]", "https://example.com/2026/salt/"),
    ("[]", "https://example.com/posts/salt/"),
  ])
  func `a post keeps its ID when the permalink of the site changes`(former: String, id: String) async throws {
    let site = try await SiteText([
      "site.yml": MarkedText("title: S\nurl: https://example.com/\nformerPermalinks: \(former)\n"),
      "posts/salt.md": postText("Salt", "2026-03-12"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(XMLElements(try #require(site.output("feed.xml"))).texts("feed/entry/id") == [id])
  }

  @Test(arguments: ["two words", "a<b", "urn:uuid:{1}", "tag:\u{A0}x"])
  func `an ID is a URI, a path or a name`(id: String) async throws {
    try await SiteText(["posts/a.md": postText("A", "2026-03-12", "id: 1️⃣\(id)")]).expect([
      "posts/a.md": [
        .error(
          "`\(id)` has a character that an ID cannot have", at: 1,
          hint: "write letters, digits and hyphens, the post's first URL, or a URI such as `urn:uuid:…`")
      ]
    ])
  }

  @Test func `two posts with one ID`() async throws {
    let hint = "give each post an ID of its own"
    try await SiteText([
      "posts/a.md": postText("A", "2026-03-12", "id: urn:x"),
      "posts/b.md": postText("B", "2026-03-13", "id: 1️⃣urn:x"),
      "posts/c.md": postText("C", "2026-03-14"),
      "posts/d.md": postText("D", "2026-03-15", "id: 1️⃣/posts/c/"),
      "posts/e.md": postText("E", "2026-03-16", "aliases: /posts/f/"),
      "posts/g.md": postText("G", "2026-03-17", "id: 1️⃣/posts/f/"),
    ]).expect([
      "posts/b.md": [.error("feeds know content/posts/a.md by this ID", at: 1, hint: hint)],
      "posts/d.md": [.error("feeds know content/posts/c.md by this ID", at: 1, hint: hint)],
      "posts/g.md": [.error("feeds know content/posts/e.md by this ID", at: 1, hint: hint)],
    ])
  }
}

@Suite("Revisions that cannot be true") struct UpdatedTests {
  @Test(arguments: [
    ("2026-03-12", "2026-03-11", "`updated` is before the post's date, 2026-03-12"),
    ("2026-03-12T09:30:00Z", "2026-03-12T09:00:00Z", "`updated` is before the post's date, 2026-03-12"),
    ("2026-03-12", "2025-03-13", "`updated` is before the post's date, 2026-03-12"),
    ("2026-03-12", "2026-06-02", "`updated` is in the future"),
    ("2026-03-12", "2062-03-13", "`updated` is in the future"),
    ("2026-03-12", "9998-12-31", "`updated` is in the future"),
  ])
  func `they are warnings and do not move the feed`(date: String, updated: String, message: String) async throws {
    let text = SiteText(["posts/a.md": postText("A", date, "updated: 1️⃣\(updated)")])
    try await text.expect([
      "posts/a.md": [.warning(message, at: 1, hint: "write the day of the last change, or remove it")]
    ])
    let site = try await text.prepared()
    let published = site.site.posts[0].date.rfc3339
    let atom = XMLElements(try #require(site.output("feed.xml")))
    #expect(atom.texts("feed/updated") == [published])
    #expect(atom.texts("feed/entry/updated") == [published])
    #expect(try !#require(site.output("feed.json")).contains("date_modified"))
    #expect(try #require(site.output("sitemap.xml")).contains(date.prefix(10)))
    #expect(try !#require(site.output("sitemap.xml")).contains(updated))
  }

  @Test(arguments: [
    ("2026-03-12", "2026-03-12", "2026-03-12T00:00:00Z"),
    ("2026-03-12T09:30:00Z", "2026-03-12", "2026-03-12T09:30:00Z"),
    ("2026-03-12T09:30:00Z", "2026-03-12T09:31:00Z", "2026-03-12T09:31:00Z"),
    ("2026-03-12", "2026-06-01", "2026-06-01T00:00:00Z"),
  ])
  func `a revision between the post's date and now counts`(date: String, updated: String, last: String) async throws {
    let site = try await SiteText(["posts/a.md": postText("A", date, "updated: \(updated)")]).prepared()
    #expect(site.diagnostics == [])
    #expect(XMLElements(try #require(site.output("feed.xml"))).texts("feed/updated") == [last])
  }

  @Test func `a plain page that says it was revised in the future`() async throws {
    try await SiteText(["pages/a.md": "---\ntitle: A\nupdated: 1️⃣2027-01-01\n---\n"]).expect([
      "pages/a.md": [.warning("`updated` is in the future", at: 1)]
    ])
  }

  @Test(arguments: ["2026-06-02", "2031-01-01", "9998-12-31"])
  func `posts that are not live do not move the feed`(date: String) async throws {
    let site = try await SiteText([
      "posts/a.md": postText("A", "2026-03-12"), "posts/b.md": postText("B", date),
      "posts/c.md": postText("C", date, "draft: true"),
    ]).prepared(drafts: true, future: true)
    let atom = XMLElements(try #require(site.output("feed.xml")))
    #expect(atom.texts("feed/updated") == ["2026-03-12T00:00:00Z"])
    #expect(atom.texts("feed/entry/title") == ["A"])
  }
}
