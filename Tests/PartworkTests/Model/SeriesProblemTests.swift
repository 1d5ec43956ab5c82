import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Problems in a series") struct SeriesProblemTests {
  @Test func `an unknown series`() async throws {
    try await SiteText([
      "series/mentorship.md": seriesText("M", "parts: [{title: A}]"),
      "posts/a.md": postText("A", "2026-01-01", "series: 1️⃣mentorshp"),
      "posts/b.md": postText("B", "2026-01-01", "series: 1️⃣other"),
    ]).expect([
      "posts/a.md": [.error("there is no series `mentorshp`", at: 1, hint: "did you mean `mentorship`?")],
      "posts/b.md": [.error("there is no series `other`", at: 1, hint: "create content/series/other.md")],
    ])
  }

  @Test func `parts that do not exist, or are listed twice`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S", "parts:\n  - best-mentor\n  - 1️⃣best-mente\n  - 2️⃣best-mentor\n  - 3️⃣nowhere"),
      "posts/best-mentee.md": postText("B", "2026-01-02"),
      "posts/best-mentor.md": postText("A", "2026-01-01", "series: s"),
    ]).expect([
      "series/s.md": [
        .error("there is no post `best-mente`", at: 1, hint: "did you mean `best-mentee`?"),
        .error(
          "`best-mentor` is listed twice", at: 2, hint: "keep only the entry in the right place"),
        .error(
          "there is no post `nowhere`", at: 3,
          hint: "to announce a part that is not written yet, write its title: `- title: …`"),
      ]
    ])
  }

  @Test func `a post that its series does not list, and a part number without effect`() async throws {
    let text = SiteText([
      "series/s.md": seriesText("S", "parts: [b]"),
      "posts/a.md": postText("A", "2026-01-01", "series: 1️⃣s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\npart: 1️⃣2"),
    ])
    try await text.expect([
      "posts/a.md": [
        .warning(
          "the post is not in the `parts` of content/series/s.md, so it comes last", at: 1,
          hint: "add `- a` to the list in the right place")
      ],
      "posts/b.md": [
        .warning(
          "`part` has no effect here: `parts` in content/series/s.md sets the order", at: 1, hint: "remove `part`"
        )
      ],
    ])
    #expect(try await text.prepared().parts("s") == ["b", "a"])
  }

  @Test func `two parts with the same number`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S"),
      "posts/a.md": postText("A", "2026-01-01", "series: s\npart: 1"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\npart: 1️⃣1"),
    ]).expect([
      "posts/b.md": [
        .error("content/posts/a.md is also part 1", at: 1, hint: "give each part of a series a different number")
      ]
    ])
  }

  @Test func `gaps between parts`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S"),
      "posts/a.md": postText("A", "2026-01-01", "series: s\npart: 1️⃣2"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\npart: 1️⃣6"),
    ]).expect([
      "posts/a.md": [
        .warning(
          "there is no part 1 before this one", at: 1, hint: "readers see the parts numbered without gaps")
      ],
      "posts/b.md": [.warning("there are no parts 3 to 5 before this one", at: 1)],
    ])
  }

  @Test func `a series that no post is a part of, not even a draft`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S"),
      "series/t.md": seriesText("T"),
      "posts/a.md": postText("A", "2026-01-01", "series: t\ndraft: true"),
    ]).expect([
      "series/s.md": [
        .warning(
          "the series has no parts yet", at: nil,
          hint: "add `series: s` to a post, or announce a part under `parts:`")
      ]
    ])
  }

  @Test(arguments: [
    ("posts/a.md", "1️⃣title: A", "this file has no front matter"),
    ("posts/a.md", "1️⃣---\ntitle: A\nseries: s\n", "this front matter has no closing `---`"),
    ("posts/a.md", "---\ntitle: A\ndate: 2026-01-01\n1️⃣sereis: s\n---\n", "`sereis`: unknown key"),
    ("posts/a.md", "1️⃣+++\nseries = \"s\"\n+++\n", "front matter must be YAML, not TOML"),
  ])
  func `a series whose parts may be in a file that cannot be read`(file: String, text: String, message: String)
    async throws
  {
    try await SiteText(["series/s.md": seriesText("S"), file: MarkedText(text)]).expect([file: [.error(message, at: 1)]]
    )
  }

  @Test func `a part number without a series`() async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "part: 1️⃣2")
    ]).expect([
      "posts/a.md": [
        .warning("`part` has no effect without `series`", at: 1, hint: "add `series:` or remove `part`")
      ]
    ])
  }

  @Test func `names in intro and outro are checked, and so are their links`() async throws {
    try await SiteText([
      "series/s.md": seriesText(
        "S",
        """
        parts: [a]
        intro: |
          This is {{1️⃣nunber}}.
        outro: |
          Read [this](2️⃣../posts/b.md) or [that](../posts/a.md).
        """),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
    ]).expect([
      "series/s.md": [
        .error("`nunber`: unknown name", at: 1, hint: "did you mean `number`?"),
        .error("there is no file `../posts/b.md`", at: 2),
      ]
    ])
  }

  @Test func `a tag that Markdown breaks up is an error`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S", "parts: [a]\nintro: 1️⃣This is &#123;{/next}}."),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
    ]).expect(["series/s.md": [.error("Markdown breaks up a tag in this text", at: 1)]])
  }

  @Test(arguments: [
    ("1️⃣{{{title}}}", "this tag would print its value as HTML"),
    ("1️⃣{{&title}}", "this tag would print its value as HTML"),
    ("1️⃣{{=<% %>=}}", "the delimiters cannot change in this text"),
    ("[x](1️⃣{{title}})", "a tag cannot be here in an address"),
    ("[x](1️⃣java{{title}})", "a tag cannot be here in an address"),
    ("[x](1️⃣../{{title}}.md)", "a tag cannot be here in an address"),
    ("![x](1️⃣{{#next}}{{url}}{{/next}})", "a tag cannot be here in an address"),
    ("[x](1️⃣https://{{title}}/)", "a tag cannot be here in an address"),
    ("[x](1️⃣/nowhere/?a={{title}})", "there is no page at `/nowhere/`"),
  ])
  func `a tag in intro and outro prints neither HTML nor an address of any kind`(
    text: String, message: String
  ) async throws {
    try await SiteText([
      "series/s.md": MarkedText("---\ntitle: S\nparts: [a]\nintro: |\n  Text \(text)\n---\n"),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
    ]).expect(["series/s.md": [.error(message, at: 1)]])
  }

  @Test(arguments: [
    ("[x]({{url}})", "/b/posts/a/"), ("[x]({{series.url}}#list)", "/b/series/s/#list"),
    ("[x](https://example.org/?u={{title}}&v)", "https://example.org/?u=&lt;A&quot;&amp;v"),
    ("[x](mailto:a@example.org?subject={{title}})", "mailto:a@example.org?subject=&lt;A&quot;"),
    ("[x](/posts/a/?q={{number}})", "/b/posts/a/?q=1"),
    ("[x](https://example.org/{{number}})", "https://example.org/1"),
  ])
  func `a tag in an address is a URL or comes after what decides where it leads`(
    text: String, href: String
  ) async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/b/",
      "templates/post.mustache": "{{#post.memberships}}{{{intro}}}{{/post.memberships}}",
      "series/s.md": MarkedText("---\ntitle: S\nparts: [a]\nintro: |\n  \(text)\n---\n"),
      "posts/a.md": postText("'<A\"'", "2026-01-01", "series: s"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/posts/a/") == "<p><a href=\"\(href)\">x</a></p>\n")
  }

  @Test func `a post with an error is still a part and a link target`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S", "parts: [a, b]"),
      "posts/a.md": "---\ntitle: A\ndate: 1️⃣2026-02-30\nseries: s\n---\n",
      "posts/b.md": postText("B", "2026-01-02", "series: s", body: "[A](a.md)"),
    ]).expect(["posts/a.md": [.error("`date`: there is no day `2026-02-30`", at: 1)]])
  }
}
