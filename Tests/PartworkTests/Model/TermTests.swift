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
      site.site.keywords(of: site.site.posts[0]).map { site.site.terms[$0].url } == ["/categories/sea/", "/tags/moon/"])
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
