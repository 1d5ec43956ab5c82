import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Categories in others") struct SubcategoryTests {
  private static let files: [String: MarkedText] = [
    "site.yml": "title: S\nurl: https://example.com/\npostsPerPage: 2\n",
    "categories/coding.md": "---\ntitle: Coding\n---\n",
    "categories/c-sharp.md": "---\ntitle: C#\nparent: coding\n---\n",
    "categories/swift.md": "---\ntitle: Swift\nparent: Coding\n---\n",
    "categories/macros.md": "---\ntitle: Macros\nparent: swift\ndescription: Code that writes code.\n---\n",
    "categories/ada.md": "---\ntitle: Ada\nparent: coding\n---\n",
    "posts/a.md": postText("A", "2026-01-01", "categories: [Macros]\nseries: s"),
    "posts/b.md": postText("B", "2026-01-02", "categories: [Swift, Macros, Coding]"),
    "posts/c.md": postText("C", "2026-01-03", "categories: [C#]"),
    "posts/d.md": postText("D", "2026-01-04", "categories: [Gardens]"),
    "series/s.md": seriesText("Series"),
  ]

  private func site(_ files: [String: MarkedText] = [:]) async throws -> PreparedSite {
    let site = try await SiteText(Self.files.merging(files) { $1 }).prepared()
    #expect(site.diagnostics == [])
    return site
  }

  @Test func `a category lists the posts and series of those below it, each once`() async throws {
    let site = try await site([
      "templates/category.mustache":
        "{{#posts}}{{title}} {{/posts}}{{#seriesList}}{{title}} {{/seriesList}}{{term.postCount}}"
    ])
    #expect(site.html("/categories/coding/") == "C B Series 3")
    #expect(site.html("/categories/coding/page/2/") == "A 3")
    #expect(site.html("/categories/swift/") == "B A Series 2")
    #expect(site.html("/categories/macros/") == "B A Series 2")
    #expect(site.html("/categories/gardens/") == "D 1")
    #expect(site.html("/categories/ada/") == nil)
    let feed = try #require(site.output("categories/coding/feed.xml"))
    #expect(["A", "B", "C", "D"].filter { feed.contains("<title>\($0)</title>") } == ["A", "B", "C"])
  }

  @Test func `the page shows the way up and what is below`() async throws {
    let site = try await site([
      "templates/category.mustache":
        "{{#page.breadcrumbs}}{{label}} {{url}}, {{/page.breadcrumbs}}{{#term}}{{#parent}}in {{name}}{{/parent}}{{#subcategories}} {{level}} {{name}} {{postCount}}{{description}}{{/subcategories}}{{/term}}"
    ])
    #expect(
      site.html("/categories/macros/")
        == "S /, Categories /categories/, Coding /categories/coding/, Swift /categories/swift/, "
        + "Macros /categories/macros/, in Swift")
    #expect(
      site.html("/categories/coding/")
        == "S /, Categories /categories/, Coding /categories/coding/,  1 C# 1 1 Swift 2 2 Macros 2Code that writes code."
    )
    let head = try site.head("/categories/macros/").text
    #expect(head.contains(#""position":3,"name":"Coding","item":"https://example.com/categories/coding/""#))
  }

  @Test func `the page of all categories begins with those that are not below another`() async throws {
    let site = try await site([
      "templates/category-index.mustache":
        "{{#terms}}{{name}}:{{#subcategories}} {{name}}{{/subcategories}};{{/terms}}{{#categories}} {{name}}{{/categories}}"
    ])
    #expect(site.html("/categories/") == "Coding: C# Swift Macros;Gardens:; C# Coding Gardens Macros Swift")
  }

  @Test func `the built-in theme shows the tree`() async throws {
    let built = BuiltInTheme.paths.filter { $0.hasSuffix(".mustache") }
    var files: [String: MarkedText] = [:]
    for path in built {
      files["templates/\(path)"] = MarkedText(String(decoding: BuiltInTheme.file(path) ?? [], as: UTF8.self))
    }
    let site = try await site(
      files.merging(["posts/e.md": postText("E", "2026-01-05", "categories: Macros\ntags: Salt")]) { $1 })
    let index = try #require(site.html("/categories/"))
    #expect(index.contains(#"<li class="level-2" aria-level="2"><a href="/categories/macros/">Macros</a>"#))
    #expect(index.matches(of: /class="index-card"/).count == 2)
    let post = try #require(site.html("/posts/e/"))
    #expect(post.contains(#"<a class="chip p-category" rel="tag" href="/tags/salt/">Salt</a>"#))
    #expect(try #require(site.html("/tags/")).contains(#"href="/tags/salt/">Salt <span"#))
  }

  @Test(arguments: [
    ("2027-01-01", ""), ("2026-01-01", "draft: true"),
  ])
  func `a parent that only posts name that nobody sees yet`(date: String, line: String) async throws {
    let site = try await SiteText([
      "categories/swift.md": "---\ntitle: Swift\nparent: Big Ideas\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "categories: Swift"),
      "posts/b.md": postText("B", date, "categories: Big Ideas\n\(line)"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.site.terms.map(\.name) == ["Big Ideas", "Swift"])
    #expect(site.context.plan.listings.postsByTerm.map(\.count) == [1, 1])
  }

  @Test func `a parent that does not exist`() async throws {
    try await SiteText([
      "categories/a.md": "---\nparent: 1️⃣Coding\n---\n",
      "categories/b.md": "---\nparent: 1️⃣garden\n---\n",
      "categories/c.md": "---\nparent: 1️⃣Wholly Other\n---\n",
      "categories/d.md": "---\nparent: 1️⃣Salt\n---\n",
      "categories/gardens.md": "---\ntitle: Gardens\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "categories: [Codings]\ntags: [Salt]"),
    ]).expect([
      "categories/a.md": [.error("there is no category `Coding`", at: 1, hint: "did you mean `codings`?")],
      "categories/b.md": [.error("there is no category `garden`", at: 1, hint: "did you mean `gardens`?")],
      "categories/c.md": [
        .error(
          "there is no category `Wholly Other`", at: 1,
          hint: "create content/categories/wholly-other.md, and write `wholly-other`")
      ],
      "categories/d.md": [
        .error("there is no category `Salt`", at: 1, hint: "create content/categories/salt.md, and write `salt`")
      ],
    ])
  }

  @Test func `circles`() async throws {
    try await SiteText([
      "categories/a.md": "---\nparent: 1️⃣a\n---\n",
      "categories/b.md": "---\ntitle: Big\nparent: c\n---\n",
      "categories/c.md": "---\nparent: d\n---\n",
      "categories/d.md": "---\nparent: 1️⃣Big\n---\n",
      "categories/e.md": "---\nparent: d\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "categories: [a, b, c, d, e]"),
    ]).expect([
      "categories/a.md": [
        .error("a category cannot be its own parent", at: 1, hint: "remove it, or name another category")
      ],
      "categories/d.md": [
        .error(
          "`Big` is itself below this category", at: 1, hint: "remove one `parent` of the circle d → b → c → d")
      ],
    ])
  }
}
