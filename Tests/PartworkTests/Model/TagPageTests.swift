import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Pages of tags") struct TagPageTests {
  private static let posts: [String: MarkedText] = [
    "site.yml": "title: S\nurl: https://example.com/blog/\npostsPerPage: 2\n",
    "posts/a.md": postText("A", "2026-01-01", "tags: [Night walks, Salt]"),
    "posts/b.md": postText("B", "2026-01-02", "tags: [Night walks]\ncategories: Sea"),
    "posts/c.md": postText("C", "2026-01-03", "tags: [Night walks]\nseries: s"),
    "series/s.md": seriesText("Shores"),
    "tags/night-walks.md": "---\ntitle: Night walks\naliases: [/walks/]\n---\n",
  ]

  private func site(_ files: [String: MarkedText] = [:]) async throws -> PreparedSite {
    let site = try await SiteText(Self.posts.merging(files) { $1 }).prepared()
    #expect(site.diagnostics == [])
    return site
  }

  @Test func `a tag has the pages and the feed that a category has`() async throws {
    let site = try await site()
    #expect(
      site.paths.filter { $0.hasPrefix("tags/") || $0.hasPrefix("walks") } == [
        "tags/index.html", "tags/night-walks/feed.xml", "tags/night-walks/index.html",
        "tags/night-walks/page/2/index.html", "tags/salt/feed.xml", "tags/salt/index.html", "walks/index.html",
      ])
    let page = try #require(site.context.plan.pages.first { $0.url == "/tags/night-walks/page/2/" })
    #expect(page.breadcrumbs.map(\.label) == ["S", "Tags", "Night walks", "Page 2"])
    #expect(site.output("tags/night-walks/feed.xml")?.contains("<title>Night walks · S</title>") == true)
    #expect(site.output("sitemap.xml")?.contains("<loc>https://example.com/blog/tags/salt/</loc>") == true)
  }

  @Test func `a site without tags has no page of them`() async throws {
    let site = try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "categories: Sea"), "pages/tags.md": "---\ntitle: My tags\n---\n",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.paths.filter { $0.hasPrefix("tags") } == ["tags/index.html"])
  }

  @Test(arguments: [
    ([], "category", "category"), (["tag"], "tag", "tag"), (["tag", "tag-salt"], "tag", "tag-salt"),
    (["tag-salt", "category-salt", "category-night-walks"], "category", "tag-salt"),
  ])
  func `the template is the tag's own, else that of tags, else that of categories`(
    own: [String], walks: String, salt: String
  ) async throws {
    var files: [String: MarkedText] = ["posts/d.md": postText("D", "2026-01-04", "categories: [Salt, Night walks]")]
    for name in ["category"] + own {
      files["templates/\(name).mustache"] = MarkedText(
        "\(name): {{term.name}} {{category.name}}{{#posts}} {{title}}{{/posts}}")
    }
    let site = try await site(files)
    #expect(site.html("/tags/night-walks/") == "\(walks): Night walks Night walks C B")
    #expect(site.html("/tags/salt/") == "\(salt): Salt Salt A")
  }

  @Test(arguments: [[], ["tag-index"]]) func `the page of all tags lists them by name`(own: [String]) async throws {
    let name = own.first ?? "category-index"
    let site = try await site([
      "templates/\(name).mustache":
        "{{page.title}}:{{#terms}} {{name}} {{postCount}}{{/terms}}{{#categories}}.{{/categories}}"
    ])
    #expect(site.html("/tags/") == "Tags: Night walks 3 Salt 1..")
  }

  @Test func `a broken name in a template of tags is an error even without tags`() async throws {
    try await SiteText(["templates/tag.mustache": "{{1️⃣tagg.name}}"]).expect([
      "templates/tag.mustache": [.error("`tagg`: unknown name", at: 1)]
    ])
  }

  @Test func `feeds and heads name categories first, then tags, each name once`() async throws {
    let site = try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "categories: [Sea]\ntags: [Salt, Sea, C#]")
    ]).prepared()
    #expect(site.diagnostics == [])
    let feed = site.feed("a")
    #expect(site.atom(feed).attributes("label", of: "feed/entry/category") == ["Sea", "Salt", "C#"])
    let json = String(decoding: JSONFeed(feed, in: site.context).utf8, as: UTF8.self)
    #expect(json.filter { !$0.isWhitespace }.contains(#""tags":["Sea","Salt","C#"]"#))
    let head = try site.head("/posts/a/").text
    #expect(head.contains(#""articleSection":["Sea"],"keywords":["Sea","Salt","C#"]"#))
    #expect(head.contains(#"<meta property="article:section" content="Sea">"#))
    for name in ["Sea", "Salt", "C#"] { #expect(head.contains(#"<meta property="article:tag" content="\#(name)">"#)) }
  }

  @Test func `every template knows the tags`() async throws {
    let site = try await site([
      "templates/404.mustache":
        "{{#site.hasTags}}{{site.tagsURL}}{{/site.hasTags}}{{#site.tags}} {{name}} {{url}} {{postCount}}{{/site.tags}}",
      "templates/post.mustache": "{{#post}}{{#tags}}{{name}} {{url}};{{/tags}}{{/post}}",
    ])
    #expect(
      site.html("/404.html") == "/blog/tags/ Night walks /blog/tags/night-walks/ 3 Salt /blog/tags/salt/ 1")
    #expect(site.html("/posts/a/") == "Night walks /blog/tags/night-walks/;Salt /blog/tags/salt/;")
  }
}
