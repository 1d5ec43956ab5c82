import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Categories") struct CategoryTests {
  @Test func `spellings that differ in case are one category`() async throws {
    let text = SiteText([
      "posts/a.md": postText("A", "2026-01-01", "categories: [Big Ideas]"),
      "posts/b.md": postText("B", "2026-01-02", "categories: [Big Ideas]"),
      "posts/c.md": postText("C", "2026-01-03", "categories: [1️⃣big ideas]"),
      "posts/d.md": postText("D", "2026-01-04", "categories: [1️⃣big-ideas]"),
    ])
    let warning = "write `Big Ideas`"
    try await text.expect([
      "posts/c.md": [.warning("the category `big ideas` is spelt `Big Ideas` elsewhere", at: 1, hint: warning)],
      "posts/d.md": [.warning("the category `big-ideas` is spelt `Big Ideas` elsewhere", at: 1, hint: warning)],
    ])
    let site = try await text.prepared()
    #expect(site.site.categories.map(\.name) == ["Big Ideas"])
    #expect(site.site.posts.map(\.categories.count) == [1, 1, 1, 1])
  }

  @Test func `a category's file gives its name, and posts may write the slug`() async throws {
    let site = try await SiteText([
      "categories/big-ideas.md": "---\ntitle: Big ideas\ndescription: D\n---\nIntroduction",
      "posts/a.md": postText("A", "2026-01-01", "categories: [big-ideas]"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.site.categories.map(\.name) == ["Big ideas"])
    #expect(site.site.categories.first?.description == "D")
  }

  @Test func `different names with the same slug`() async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "categories: [C++]"),
      "posts/b.md": postText("B", "2026-01-02", "categories: [C++]"),
      "posts/c.md": postText("C", "2026-01-03", "categories: [1️⃣C#]"),
    ]).expect([
      "posts/c.md": [
        .error(
          "the categories `C#` and `C++` would both be at /categories/c/", at: 1,
          hint: "rename one of them so that they differ in letters or digits")
      ]
    ])
  }

  @Test func `a name that is close to another`() async throws {
    try await SiteText([
      "categories/leadership.md": "---\ntitle: Leadership\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "categories: [1️⃣Leadreship]"),
      "posts/b.md": postText("B", "2026-01-02", "categories: [Year 2025, Mentors]"),
      "posts/c.md": postText("C", "2026-01-03", "categories: [Year 2026, Mentors]"),
      "posts/d.md": postText("D", "2026-01-03", "categories: [Year 2026, 1️⃣Mentor]"),
    ]).expect([
      "posts/a.md": [
        .warning("only this post is in the category `Leadreship`", at: 1, hint: "did you mean `Leadership`?")
      ],
      "posts/d.md": [.warning("only this post is in the category `Mentor`", at: 1, hint: "did you mean `Mentors`?")],
    ])
  }

  @Test func `a category is spread over pages, newest first`() async throws {
    var texts: [String: MarkedText] = [
      "site.yml": "title: S\nurl: https://example.com/blog/\npostsPerPage: 2\n",
      "templates/category.mustache": """
      {{page.title}}:{{#posts}} {{title}}{{/posts}}{{#pagination}} {{number}}/{{total}}\
      {{#newerURL}} newer {{newerURL}}{{/newerURL}}{{#olderURL}} older {{olderURL}}{{/olderURL}}{{/pagination}}
      """,
    ]
    for day in 1...5 { texts["posts/p\(day).md"] = postText("P\(day)", "2026-01-0\(day)", "categories: [C]") }
    let site = try await SiteText(texts).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/categories/c/") == "C: P5 P4 1/3 older /blog/categories/c/page/2/")
    #expect(
      site.html("/categories/c/page/2/")
        == "C, page 2: P3 P2 2/3 newer /blog/categories/c/ older /blog/categories/c/page/3/")
    #expect(site.html("/categories/c/page/3/") == "C, page 3: P1 3/3 newer /blog/categories/c/page/2/")
    #expect(site.html("/categories/c/page/4/") == nil)
  }

  @Test func `lists by name ignore case`() async throws {
    let site = try await SiteText([
      "templates/category-index.mustache": "{{#categories}}{{name}} {{postCount}};{{/categories}}",
      "posts/a.md": postText("A", "2026-01-01", "categories: [zebra, Yak, apple]"),
      "posts/b.md": postText("B", "2026-01-01", "categories: [Yak]"),
    ]).prepared()
    #expect(site.html("/categories/") == "apple 1;Yak 2;zebra 1;")
  }
}
