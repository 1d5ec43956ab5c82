import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("What is wrong with a series") struct SeriesFaultTests {
  @Test func `an unknown series`() async throws {
    try await SiteText([
      "series/mentorship.md": seriesText("M", "parts: [{title: A}]"),
      "posts/a.md": postText("A", "2026-01-01", "series: 1️⃣mentorshp"),
      "posts/b.md": postText("B", "2026-01-01", "series: 1️⃣other"),
    ]).expect([
      "posts/a.md": [.error("there is no series `mentorshp`", at: 1, hint: "did you mean `mentorship`?")],
      "posts/b.md": [.error("there is no series `other`", at: 1, hint: "write content/series/other.md")],
    ])
  }

  @Test func `parts that exist not, or twice`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S", "parts:\n  - best-mentor\n  - 1️⃣best-mentr\n  - 2️⃣best-mentor\n  - 3️⃣nowhere"),
      "posts/best-mentor.md": postText("A", "2026-01-01", "series: s"),
    ]).expect([
      "series/s.md": [
        .error("there is no post `best-mentr`", at: 1, hint: "did you mean `best-mentor`?"),
        .error(
          "`best-mentor` is listed twice", at: 2, hint: "keep the entry at the place where it is read"),
        .error("there is no post `nowhere`", at: 3, hint: "announce an unwritten part by its title: `- title: …`"),
      ]
    ])
  }

  @Test func `a post that its series forgets, and a part number that counts for nothing`() async throws {
    let text = SiteText([
      "series/s.md": seriesText("S", "parts: [b]"),
      "posts/a.md": postText("A", "2026-01-01", "series: 1️⃣s"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\npart: 1️⃣2"),
    ])
    try await text.expect([
      "posts/a.md": [
        .warning(
          "the post is not among the `parts` of content/series/s.md, so it comes last", at: 1,
          hint: "add `- a` to the list at its place")
      ],
      "posts/b.md": [
        .warning(
          "`part` counts for nothing here: `parts` in content/series/s.md gives the order", at: 1, hint: "remove `part`"
        )
      ],
    ])
    #expect(try await text.prepared().parts("s") == ["b", "a"])
  }

  @Test func `two parts of one number`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S"),
      "posts/a.md": postText("A", "2026-01-01", "series: s\npart: 1"),
      "posts/b.md": postText("B", "2026-01-02", "series: s\npart: 1️⃣1"),
    ]).expect([
      "posts/b.md": [
        .error("part 1 is also content/posts/a.md", at: 1, hint: "give each part of a series a number of its own")
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
          "there is no part 1 before this one", at: 1, hint: "readers see parts counted by their place, without gaps")
      ],
      "posts/b.md": [.warning("there are no parts 3 to 5 before this one", at: 1)],
    ])
  }

  @Test func `a series without parts`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S"),
      "series/t.md": seriesText("T"),
      "posts/a.md": postText("A", "2026-01-01", "series: t\ndraft: true"),
    ]).expect([
      "series/s.md": [
        .warning(
          "the series has no parts yet", at: nil,
          hint: "write `series: s` in a post, or announce a part under `parts:`")
      ],
      "series/t.md": [.warning("the series has no parts yet", at: nil)],
    ])
  }

  @Test func `a part number without a series`() async throws {
    try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "part: 1️⃣2")
    ]).expect([
      "posts/a.md": [
        .warning("`part` counts for nothing without a series", at: 1, hint: "add `series:` or remove `part`")
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

  @Test func `a tag that Markdown takes apart is an error`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S", "parts: [a]\nintro: 1️⃣This is {{&title}}."),
      "posts/a.md": postText("A", "2026-01-01", "series: s"),
    ]).expect(["series/s.md": [.error("Markdown takes a tag in this text apart", at: 1)]])
  }

  @Test func `a post with a fault of its own is still a part and a target`() async throws {
    try await SiteText([
      "series/s.md": seriesText("S", "parts: [a, b]"),
      "posts/a.md": "---\ntitle: A\ndate: 1️⃣2026-02-30\nseries: s\n---\n",
      "posts/b.md": postText("B", "2026-01-02", "series: s", body: "[A](a.md)"),
    ]).expect(["posts/a.md": [.error("`date`: there is no day `2026-02-30`", at: 1)]])
  }
}
