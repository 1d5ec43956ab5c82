import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("The order of a series") struct SeriesOrderTests {
  /// Shows what a post's page says about its series.
  private static let template: MarkedText = """
    {{#post.memberships}}{{id}} {{number}}/{{total}}{{#previous}} <{{title}}{{/previous}}{{#next}} >{{title}}{{/next}}\
    {{#comingNext}} soon {{number}}: {{title}}{{#date}} on {{isoDay}}{{/date}}{{/comingNext}};{{/post.memberships}}
    """

  @Test func `parts sets the order`() async throws {
    let site = try await SiteText([
      "series/s.md": seriesText("S", "parts: [c, a, b]"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s"),
      "posts/c.md": postText("C", "2026-01-03", "series: s"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.parts("s") == ["c", "a", "b"])
  }

  @Test func `without parts, order is by part`() async throws {
    let site = try await SiteText([
      "series/s.md": seriesText("S"),
      "posts/a.md": postText("A", "2026-01-01", "series: s\npart: 3"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\npart: 1"),
      "posts/c.md": postText("C", "2026-01-03", "series: s\npart: 2"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.parts("s") == ["b", "c", "a"])
  }

  @Test func `without parts and part, order is by date, then by slug`() async throws {
    let site = try await SiteText([
      "series/s.md": seriesText("S"),
      "posts/z.md": postText("Z", "2026-01-01", "series: s"),
      "posts/y.md": postText("Y", "2026-01-02", "series: s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s"),
      "posts/a.md": postText("A", "2026-01-02T00:00:00Z", "series: s"),
    ]).prepared()
    #expect(site.parts("s") == ["z", "a", "b", "y"])
    #expect(site.slugs == ["a", "b", "y", "z"])
  }

  @Test func `a post without part comes after those that have one`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S"),
      "posts/a.md": postText("A", "2026-01-01", "series: 1️⃣s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\npart: 1"),
    ]).expect([
      "posts/a.md": [
        .warning(
          "the post has no `part`, unlike others in its series, so it comes last", at: 1,
          hint: "add `part:` with its number")
      ]
    ])
  }

  @Test func `a post may be in several series, its own first`() async throws {
    let site = try await SiteText([
      "templates/post.mustache": Self.template,
      "series/a.md": seriesText("A", "parts: [x, y]"),
      "series/b.md": seriesText("B", "parts: [y, z, x]"),
      "posts/x.md": postText("X", "2026-01-01", "series: b"),
      "posts/y.md": postText("Y", "2026-01-02"),
      "posts/z.md": postText("Z", "2026-01-03"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/posts/x/") == "b 3/3 <Z;a 1/2 >Y;")
    #expect(site.html("/posts/y/") == "a 2/2 <X;b 1/3 >Z;")
  }

  @Test func `a post may name several series, in the order of their memberships`() async throws {
    let text = SiteText([
      "templates/post.mustache": Self.template,
      "series/a.md": seriesText("A"),
      "series/b.md": seriesText("B", "parts: [z, y, x]"),
      "series/c.md": seriesText("C", "parts: [x, y]"),
      "posts/x.md": postText("X", "2026-01-03", "series: [b, a]"),
      "posts/y.md": postText("Y", "2026-01-01", "series: [a, b]"),
      "posts/z.md": postText("Z", "2026-01-02", "series: [b]"),
    ])
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/posts/x/") == "b 3/3 <Y;a 2/2 <Y;c 1/2 >Y;")
    #expect(site.html("/posts/y/") == "a 1/2 >X;b 2/3 <Z >X;c 2/2 <X;")
    #expect(site.parts("a") == ["y", "x"])
    #expect(try await text.prepared(now: "2026-01-02").parts("a") == ["y", "(X)"])
  }

  @Test func `what a post of several series may say of them is checked`() async throws {
    try await SiteText([
      "series/a.md": seriesText("A"),
      "series/b.md": seriesText("B", "parts: [z]"),
      "posts/w.md": postText("W", "2026-01-04", "series: [1️⃣a, 2️⃣b]"),
      "posts/x.md": postText("X", "2026-01-03", "series: [1️⃣b, 2️⃣a, 3️⃣d]\npart: 4️⃣2"),
      "posts/y.md": postText("Y", "2026-01-01", "series: a\npart: 1"),
      "posts/z.md": postText("Z", "2026-01-02", "series: [b, 1️⃣b]"),
    ]).expect([
      "posts/w.md": [
        .warning(
          "the post has no `part`, unlike others in its series, so it comes last", at: 1,
          hint: "list all posts in the `parts` of content/series/a.md"),
        .warning("the post is not in the `parts` of content/series/b.md, so it comes last", at: 2),
      ],
      "posts/x.md": [
        .warning("the post is not in the `parts` of content/series/b.md, so it comes last", at: 1),
        .warning("the post has no `part`, unlike others in its series, so it comes last", at: 2),
        .error("there is no series `d`", at: 3),
        .warning(
          "`part` has no effect in a post of several series", at: 4,
          hint: "remove `part`, and list the post in the `parts` of each series"),
      ],
      "posts/z.md": [.warning("`b` is listed twice", at: 1)],
    ])
  }

  @Test func `announced and scheduled parts count, and are named as coming next`() async throws {
    let text = SiteText([
      "templates/post.mustache": Self.template,
      "series/s.md": seriesText("S", "parts: [a, {title: Between}, b, later, {title: Last, date: 2026-09-01}]"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s"),
      "posts/later.md": postText("Later", "2026-08-01", "series: s"),
    ])
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.parts("s") == ["a", "[Between]", "b", "(Later)", "[Last]"])
    #expect(site.html("/posts/a/") == "s 1/5 >B;")
    #expect(site.html("/posts/b/") == "s 3/5 <A soon 4: Later on 2026-08-01;")
    #expect(site.html("/posts/later/") == nil)
    #expect(site.site.leftOut.map(\.file) == ["content/posts/later.md"])

    let preview = try await text.prepared(future: true)
    #expect(preview.parts("s") == ["a", "[Between]", "b", "later", "[Last]"])
    #expect(preview.html("/posts/b/") == "s 3/5 <A >Later;")
    #expect(preview.html("/posts/later/") == "s 4/5 <B soon 5: Last on 2026-09-01;")
  }

  @Test(arguments: ["parts: [a, b, c]", ""])
  func `drafts are never counted`(order: String) async throws {
    let text = SiteText([
      "templates/post.mustache": Self.template,
      "series/s.md": seriesText("S", order),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\ndraft: true"),
      "posts/c.md": postText("C", "2026-01-03", "series: s"),
    ])
    let site = try await text.prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/posts/a/") == "s 1/2 >C;")
    #expect(site.html("/posts/c/") == "s 2/2 <A;")
    let preview = try await text.prepared(drafts: true)
    #expect(preview.html("/posts/b/") == "s 2/3 <A >C;")
  }

  @Test func `a draft with a future date is not a scheduled part`() async throws {
    let text = SiteText([
      "series/s.md": seriesText("S", "parts: [a, b]"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", "2026-09-01", "series: s\ndraft: true"),
    ])
    #expect(try await text.prepared().parts("s") == ["a"])
    #expect(try await text.prepared(future: true).parts("s") == ["a"])
    #expect(try await text.prepared(drafts: true).parts("s") == ["a", "b"])
  }

  @Test func `a series with only announced parts has no first part`() async throws {
    let site = try await SiteText([
      "templates/series.mustache":
        "{{#series}}{{total}} {{liveCount}}{{#first}} first {{title}}{{/first}}{{#next}} next {{title}}{{/next}}{{/series}}",
      "series/s.md": seriesText("S", "status: announced\nparts: [{title: One}, {title: Two}]"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/series/s/") == "2 0 next One")
  }

  @Test func `intro and outro can differ for the first, middle and last part`() async throws {
    let site = try await SiteText([
      "templates/post.mustache":
        "{{#post.memberships}}{{{intro}}}{{{outro}}}{{#recap}}{{title}}: {{description}}{{/recap}}{{/post.memberships}}",
      "series/s.md": seriesText(
        "S",
        """
        parts: [a, b, c]
        recap: true
        intro: {first: Begins, middle: '*{{number}}* of {{total}}'}
        outro: 'Next{{#next}} is [{{title}}]({{url}}){{/next}}{{^next}} is nothing{{/next}}'
        """),
      "posts/a.md": postText("A *x* <b>", "2026-01-01", "series: s\ndescription: All of A."),
      "posts/b.md": postText("B & B", "2026-01-02", "series: s", body: "What B says."),
      "posts/c.md": postText("C", "2026-01-03", "series: s"),
    ]).prepared()
    #expect(!site.diagnostics.hasErrors)
    #expect(
      site.html("/posts/a/")
        == "<p>Begins</p>\n<p>Next is <a href=\"/posts/b/\">B &amp; B</a></p>\n")
    #expect(
      site.html("/posts/b/")
        == "<p><em>2</em> of 3</p>\n<p>Next is <a href=\"/posts/c/\">C</a></p>\nA *x* &lt;b&gt;: All of A.")
    #expect(site.html("/posts/c/") == "<p>Next is nothing</p>\nB &amp; B: What B says.")
  }

  @Test(arguments: [
    "{{#next}}Next: {{title}}{{/next}}", "{{#next}}\n\n  Next: {{title}}\n\n  {{/next}}",
    "{{#next}}Next: {{title}}{{/next}}\n  {{#comingNext}}Soon: {{title}}{{/comingNext}}",
  ])
  func `an empty outro is left out`(outro: String) async throws {
    let site = try await SiteText([
      "templates/post.mustache": "{{#post.memberships}}{{#outro}}({{{outro}}}){{/outro}}{{/post.memberships}}",
      "series/s.md": seriesText("S", "parts: [a, b]\noutro: |\n  \(outro)"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/posts/a/")?.replacing("\n", with: "") == "(<p>Next: B</p>)")
    #expect(site.html("/posts/b/") == "")
  }
}
