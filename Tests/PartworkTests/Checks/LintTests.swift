import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct LintTests {
  /// The lint, on 12 March 2026, of a site of `others` and of the marked text at `path`; only what is about that file.
  private func lint(
    _ text: MarkedText, at path: String = "content/posts/x.md", beside others: [String: String] = [:],
    settings: String = ""
  ) async throws -> [Diagnostic] {
    var files = others
    files["content/site.yml"] = "title: A\nurl: https://example.com/\n\(settings)"
    files[path] = text.text
    return try await withTemporaryFolder(Folder(files)) { folder in
      let clock = EditionOptions.Clock.written(DateInput(year: 2026, month: 3, day: 12))
      let prepared = await prepare(folder.path(), EditionOptions(clock: clock))
      return prepared.lint.filter { $0.location?.file == path }
    }
  }

  private func post(_ lines: String = "", _ body: String = "Text.\n") -> String {
    "---\ntitle: A\ndate: 2026-03-01\n\(lines)---\n\(body)"
  }

  // MARK: - Images

  @Test func `an image in a text needs alternative text`() async throws {
    let text: MarkedText = "---\ntitle: A\ndate: 2026-03-01\n---\nText ![](1️⃣a.png)\n\n![A dog](b.png)\n"
    expectDiagnostics(
      try await lint(text),
      [
        .warning(
          "the image `a.png` has no alternative text", at: 1, hint: "write `![what it shows](a.png)`")
      ], in: text)
  }

  @Test func `an image in front matter needs alternative text`() async throws {
    let text: MarkedText = "---\ntitle: A\ndate: 2026-03-01\nimage: 1️⃣a.png\n---\nText\n"
    expectDiagnostics(
      try await lint(text),
      [
        .warning(
          "the image `a.png` has no alternative text", at: 1,
          hint: "write `image: {src: a.png, alt: \"what it shows\"}`")
      ], in: text)
    #expect(try await lint("---\ntitle: A\ndate: 2026-03-01\nimage: {src: a.png, alt: A}\n---\nText\n") == [])
  }

  @Test func `a portrait needs none, since the name is next to it`() async throws {
    #expect(try await lint("---\nname: A\navatar: a.png\n---\nBio\n", at: "content/authors/a.md") == [])
  }

  // MARK: - Links to the site by its full URL

  @Test func `a link to a page of the site that does not exist`() async throws {
    let text: MarkedText = """
      ---
      title: A
      date: 2026-03-01
      ---
      [A](1️⃣https://example.com/post/x/) [B](https://example.com/posts/x/#y) [C](https://example.com.example/)
      [D](https://example.com) [E](https://example.com/?q)

      ## Y

      """
    expectDiagnostics(
      try await lint(text),
      [.warning("there is no page at `/post/x/`", at: 1, hint: "did you mean `/posts/x/`?")], in: text)
  }

  // MARK: - Series

  @Test func `an announced part that is written`() async throws {
    let text: MarkedText = "---\ntitle: S\nparts:\n- x\n- title: 1️⃣being a MENTEE\n---\n"
    let found = try await lint(
      text, at: "content/series/s.md",
      beside: [
        "content/posts/x.md": post("series: s\n"),
        "content/posts/y.md": "---\ntitle: Being a mentee\ndate: 2026-03-02\nseries: s\n---\nText.\n",
      ])
    expectDiagnostics(
      found,
      [
        .warning(
          "`being a MENTEE` is announced, but already written: content/posts/y.md", at: 1,
          hint: "put `- y` in its place")
      ], in: text)
  }

  @Test func `an announced part that is only a draft may stay`() async throws {
    let found = try await lint(
      "---\ntitle: S\nparts:\n- x\n- title: Later\n---\n", at: "content/series/s.md",
      beside: [
        "content/posts/x.md": post("series: s\n"),
        "content/posts/later.md": "---\ntitle: Later\ndate: 2026-03-02\nseries: s\ndraft: true\n---\n",
      ])
    #expect(found == [])
  }

  @Test func `a complete series announces nothing`() async throws {
    let text: MarkedText = "---\ntitle: S\nstatus: complete\nparts:\n- x\n- title: 1️⃣Later\n---\n"
    expectDiagnostics(
      try await lint(text, at: "content/series/s.md", beside: ["content/posts/x.md": post("series: s\n")]),
      [
        .warning(
          "the series is `complete`, but this part is not written", at: 1,
          hint: "remove the part, or write `status: ongoing`")
      ], in: text)
  }

  @Test func `a complete series schedules nothing`() async throws {
    let text: MarkedText = "---\ntitle: A\ndate: 2026-03-13\nseries: 1️⃣s\n---\nText.\n"
    expectDiagnostics(
      try await lint(text, beside: ["content/series/s.md": "---\ntitle: S\nstatus: complete\n---\n"]),
      [
        .warning(
          "the series is `complete`, but this part goes live on 2026-03-13", at: 1,
          hint: "write `status: ongoing` in content/series/s.md until then")
      ], in: text)
  }

  @Test func `an announced part whose date has passed`() async throws {
    let text: MarkedText = """
      ---
      title: S
      parts:
      - x
      - {title: Late, date: 1️⃣2026-03-11}
      - {title: Today, date: 2026-03-12}
      ---

      """
    let found = try await lint(text, at: "content/series/s.md", beside: ["content/posts/x.md": post("series: s\n")])
    expectDiagnostics(
      found,
      [
        .warning(
          "this part was announced for a day in the past, but is not written", at: 1,
          hint: "change its date, or remove it")
      ], in: text)
  }

  @Test func `a part without a description`() async throws {
    let series = ["content/series/s.md": "---\ntitle: S\n---\n"]
    let text = MarkedText(post("series: s\n", "## Only a heading\n"))
    expectDiagnostics(
      try await lint(text, beside: series),
      [
        .warning(
          "this part has no description", at: nil, hint: "write a `description`, or a first paragraph")
      ], in: text)
    #expect(try await lint(MarkedText(post("series: s\ndescription: D\n", "")), beside: series) == [])
    #expect(try await lint(MarkedText(post("", ""))) == [], "only parts need one")
  }

  // MARK: - Pages that nothing links to

  private let about: MarkedText = "---\ntitle: About\n---\nSee [this page](about.md).\n"

  @Test func `a page that only itself links to`() async throws {
    expectDiagnostics(
      try await lint(about, at: "content/pages/about.md"),
      [
        .warning(
          "nothing links to this page", at: nil,
          hint: "link to /about/ from a text, or add it to the `navigation` in content/site.yml")
      ], in: about)
  }

  @Test(arguments: [
    ["content/posts/x.md": "---\ntitle: A\ndate: 2026-03-01\n---\n[About](../pages/about.md)\n"],
    ["content/posts/x.md": "---\ntitle: A\ndate: 2026-03-01\n---\n[About](/about/#x)\n"],
    ["content/posts/x.md": "---\ntitle: A\ndate: 2026-03-01\n---\n<https://example.com/about/>\n"],
    [
      "content/authors/a.md": "---\nname: A\nlinks:\n- About: /about/\n---\n",
      "content/posts/x.md": "---\ntitle: A\ndate: 2026-03-01\nauthor: a\n---\n",
    ],
    ["content/series/s.md": "---\ntitle: S\nstatus: announced\noutro: \"[About](/about/)\"\nparts:\n- title: T\n---\n"],
    ["templates/partials/foot.mustache": "<a href=\"{{site.root}}/about/\">About</a>"],
  ])
  func `a page that a text or the theme links to`(others: [String: String]) async throws {
    #expect(try await lint(about, at: "content/pages/about.md", beside: others) == [])
  }

  @Test func `a page that is in the navigation, linked by an alias or by raw HTML`() async throws {
    let path = "content/pages/about.md"
    #expect(try await lint(about, at: path, settings: "navigation:\n- About: /about/\n") == [])
    let renamed: MarkedText = "---\ntitle: About\naliases: /who/\n---\n"
    #expect(try await lint(renamed, at: path, beside: ["content/posts/x.md": post("", "[Who](/who/)\n")]) == [])
    let raw = ["content/posts/x.md": post("", "<a href=\"/about/\">About</a>\n")]
    #expect(try await lint(about, at: path, beside: raw, settings: "markdown: {rawHTML: true}\n") == [])
  }

  @Test func `a draft page needs no links`() async throws {
    #expect(try await lint("---\ntitle: B\ndraft: true\n---\n", at: "content/pages/b.md") == [])
  }
}
