import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Categories and tags") struct TermTests {
  @Test(arguments: TermKind.allCases) func `spellings that differ in case are one`(kind: TermKind) async throws {
    let text = SiteText([
      "posts/a.md": postText("A", "2026-01-01", "\(kind.rawValue): [Big Ideas]"),
      "posts/b.md": postText("B", "2026-01-02", "\(kind.rawValue): [Big Ideas]"),
      "posts/c.md": postText("C", "2026-01-03", "\(kind.rawValue): [1️⃣big ideas]"),
      "posts/d.md": postText("D", "2026-01-04", "\(kind.rawValue): [1️⃣big-ideas]"),
    ])
    let warning = "write `Big Ideas`"
    try await text.expect([
      "posts/c.md": [.warning("the \(kind.noun) `big ideas` is spelt `Big Ideas` elsewhere", at: 1, hint: warning)],
      "posts/d.md": [.warning("the \(kind.noun) `big-ideas` is spelt `Big Ideas` elsewhere", at: 1, hint: warning)],
    ])
    let site = try await text.prepared()
    #expect(site.site.terms.map(\.name) == ["Big Ideas"])
    #expect(site.site.posts.map { $0.categories.count + $0.tags.count } == [1, 1, 1, 1])
  }

  @Test(arguments: TermKind.allCases) func `a file gives the name, and posts may write the slug`(kind: TermKind)
    async throws
  {
    let site = try await SiteText([
      "\(kind.rawValue)/big-ideas.md": "---\ntitle: Big ideas\ndescription: D\n---\nIntroduction",
      "posts/a.md": postText("A", "2026-01-01", "\(kind.rawValue): [big-ideas]"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.site.terms.map(\.name) == ["Big ideas"])
    #expect(site.site.terms.first?.description == "D")
  }

  @Test(arguments: TermKind.allCases) func `different names with the same slug`(kind: TermKind) async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "\(kind.rawValue): [C++]"),
      "posts/b.md": postText("B", "2026-01-02", "\(kind.rawValue): [C++]"),
      "posts/c.md": postText("C", "2026-01-03", "\(kind.rawValue): [1️⃣C#]"),
    ]).expect([
      "posts/c.md": [
        .error(
          "the \(kind.rawValue) `C#` and `C++` would both be at /\(kind.rawValue)/c/", at: 1,
          hint: "rename one of them, or write content/\(kind.rawValue)/c-sharp.md with `title: C#`")
      ]
    ])
  }

  @Test(arguments: [
    ("C", "C#", "c", "c-sharp"), ("F", "F#", "f", "f-sharp"), ("C", "C++", "c", "c-plus-plus"),
    ("Net", ".NET", "net", "dot-net"), ("100", "100%", "100", "100-percent"), ("Öl", "Ol", "ol", "ol-2"),
    ("A", "A*", "a", "a-star"), ("I love", "I ♥ love", "i-love", "i-love-2"),
  ])
  func `a file with the title settles a clash`(first: String, second: String, slug: String, other: String) async throws
  {
    let posts: [String: MarkedText] = [
      "posts/a.md": postText("A", "2026-01-01", "categories: ['\(first)']"),
      "posts/b.md": postText("B", "2026-01-02", "categories: ['\(first)']"),
      "posts/c.md": postText("C", "2026-01-03", "categories: [1️⃣'\(second)']"),
    ]
    let hint = "rename one of them, or write content/categories/\(other).md with `title: \(second)`"
    try await SiteText(posts).expect([
      "posts/c.md": [
        .error("the categories `\(second)` and `\(first)` would both be at /categories/\(slug)/", at: 1, hint: hint)
      ]
    ])
    let file: [String: MarkedText] = ["categories/\(other).md": MarkedText("---\ntitle: '\(second)'\n---\n")]
    let site = try await SiteText(posts.merging(file) { $1 }).prepared()
    #expect(site.diagnostics == [])
    #expect(Set(site.site.terms.map { "\($0.name) \($0.slug)" }) == ["\(first) \(slug)", "\(second) \(other)"])
    #expect(site.site.posts.map { site.site.terms[$0.categories[0]].name } == [second, first, first])
  }

  @Test(arguments: [
    ("C#", false), ("c#", true), ("C #", true), ("c-sharp", false), ("C Sharp", true), ("C-sharp", true),
  ])
  func `a file's title settles every way to write the name`(name: String, isMisspelt: Bool) async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/\npermalink: /:category/:slug/\n",
      "categories/c-sharp.md": "---\ntitle: C#\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "categories: [C]"),
      "posts/b.md": postText("B", "2026-01-02", "categories: ['\(name)']"),
    ]).prepared()
    let warnings = isMisspelt ? ["the category `\(name)` is spelt `C#` elsewhere"] : []
    #expect(site.diagnostics.map(\.message) == warnings)
    #expect(site.site.posts.map(\.url) == ["/c-sharp/b/", "/c/a/"])
  }

  @Test func `a post in both categories is in both`() async throws {
    let site = try await SiteText([
      "categories/c-sharp.md": "---\ntitle: C#\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "categories: [C#, C, c-sharp]"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.site.posts[0].categories.map { site.site.terms[$0].name } == ["C#", "C"])
    #expect(site.context.plan.listings.postsByTerm.map(\.count) == [1, 1])
  }

  @Test func `a post in two categories with one URL`() async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "categories: [C, 1️⃣C#, 2️⃣c]")
    ]).expect([
      "posts/a.md": [
        .error("the categories `C#` and `C` would both be at /categories/c/", at: 1),
        .warning("`c` is listed twice", at: 2),
      ]
    ])
  }

  @Test(arguments: TermKind.allCases) func `files that would be one`(kind: TermKind) async throws {
    try await SiteText([
      "\(kind.rawValue)/c.md": "---\ntitle: C\n---\n",
      "\(kind.rawValue)/c#.md": "---\ntitle: C#\n---\n",
      "\(kind.rawValue)/code.md": "---\ntitle: Programs\n---\n",
      "\(kind.rawValue)/programs.md": "---\ntitle: 1️⃣programs\n---\n",
    ]).expect([
      "\(kind.rawValue)/c.md": [
        .error(
          "content/\(kind.rawValue)/c#.md is the \(kind.noun) at /\(kind.rawValue)/c/ too", at: nil,
          hint: "rename one of the files so that they differ in letters or digits")
      ],
      "\(kind.rawValue)/programs.md": [
        .warning(
          "content/\(kind.rawValue)/code.md has this title too", at: 1,
          hint: "give each \(kind.noun) a title of its own")
      ],
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

  @Test func `a tag that is close to another`() async throws {
    try await SiteText([
      "tags/tides.md": "---\ntitle: Tides\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "tags: [1️⃣Tidse, Moons]"),
      "posts/b.md": postText("B", "2026-01-02", "tags: [2️⃣Moon, Harbour]\ncategories: Harbours"),
      "posts/c.md": postText("C", "2026-01-03", "tags: [Moons]\ncategories: Harbours"),
    ]).expect([
      "posts/a.md": [.warning("only this post has the tag `Tidse`", at: 1, hint: "did you mean `Tides`?")],
      "posts/b.md": [.warning("only this post has the tag `Moon`", at: 2, hint: "did you mean `Moons`?")],
    ])
  }

  @Test func `a name may be that of a category and of a tag`() async throws {
    let site = try await SiteText([
      "categories/sea.md": "---\ntitle: Sea\n---\nAs a category.\n", "tags/sea.md": "---\ntitle: Sea\n---\nAs a tag.\n",
      "templates/category.mustache": "{{page.kind}} {{term.name}}: {{{term.introduction}}}",
      "posts/a.md": postText("A", "2026-01-01", "categories: Sea\ntags: [Sea, Moon]", body: "[a](../tags/sea.md)"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/categories/sea/") == "category Sea: <p>As a category.</p>\n")
    #expect(site.html("/tags/sea/") == "tag Sea: <p>As a tag.</p>\n")
    #expect(
      site.site.terms.keywords(of: site.site.posts[0]).map { site.site.terms[$0].url }
        == ["/categories/sea/", "/tags/moon/"])
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
