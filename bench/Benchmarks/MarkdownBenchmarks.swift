import PartworkMarkdown

/// A post rendered by libcmark alone, as a document without extensions, and with all of them.
let markdownBenchmarks: [Benchmark] = [
  ("prose", MarkdownPost.prose), ("a post of every extension", MarkdownPost.everything),
].flatMap { name, text in
  [
    Benchmark("markdown: \(name), libcmark alone") {
      let bytes = Array(text.utf8)
      return { keep(Document.commonMarkHTML(bytes)) }
    },
    Benchmark("markdown: \(name), without extensions") {
      { keep(Document(text, MarkdownOptions(extensions: false, smart: false))) }
    },
    Benchmark("markdown: \(name), with extensions") {
      { keep(Document(text, MarkdownOptions(smart: false))) }
    },
    Benchmark("markdown: \(name), its HTML again") {
      let document = Document(text, MarkdownOptions(smart: false))
      return { keep(document.html()) }
    },
  ]
}

/// Texts that have made Markdown parsers take quadratic time. Each is measured with 50 KB and 100 KB: the second should
/// take about twice as long as the first. (`![[]()` and blank lines below a deep list take quadratic time in libcmark;
/// see the limits in docs/markdown.md.)
let hostileMarkdownBenchmarks: [Benchmark] = MarkdownPost.hostile.flatMap { name, make in
  [50, 100].map { size in
    Benchmark("markdown: \(size) KB of \(name)", budget: .milliseconds(5 * size)) {
      let text = make(size * 1000)
      return { keep(Document(text, MarkdownOptions()).html()) }
    }
  }
}

private enum MarkdownPost {
  static let prose = String(
    repeating: """
      ## What a mentor asks

      A mentor asks *first* and answers **later**, and the answer is a question as often as not. Nothing is as hard as
      to keep one's own advice back until somebody wants it; see [the other side](best-mentee.md).

      - Listen to the end.
      - Ask what was meant.

      > What would you do if I were not here?


      """, count: 12)

  static let everything =
    prose + """
      Numbers[^1] and a bare address, https://example.org/numbers, of ~~last~~ this year.

      | Year | Mentors | Mentees |
      | ---- | ------: | ------: |
      | 2024 | 3       | 5       |
      | 2025 | *4*     | 9       |

      - [x] Counted
      - [ ] Checked

      > [!NOTE]
      > Counted by hand.

      ![Two people](two.jpg "At the table")

      Mentor
      : One who asks.

      [^1]: As of last week.

      """

  static let hostile: [(name: String, make: @Sendable (Int) -> String)] = repeated + built

  /// One text, repeated.
  private static let repeated: [(name: String, make: @Sendable (Int) -> String)] = [
    "[", "[^a", "[^a] ", "[^a]: b\n", "> ", "- ", "|", "|a|\n|-|\n", "|a|\n|-|\n\n", "~", "~a ", "~~a ~b ", "~~a~~ ",
    "*~~a ", "www.", "_www._", "http://a.b/(", "a@", "a@b.c_", "a\n: b\n\n", "{#a} ", "# a\n", "\\~ &amp; ~", "[a](b) ",
    "<b>", "- [ ] a\n", "![](a 't')\n\n", "> a\n> — b\n\n", "```\nx\n: b\n```\n",
  ].map { (unit: String) in
    (unit.replacing("\n", with: "⏎"), { size in String(repeating: unit, count: size / unit.utf8.count) })
  }

  private static let built: [(name: String, make: @Sendable (Int) -> String)] = [
    ("a table's columns", columns), ("a wide table's short rows", rows), ("tildes that open and close", tildes),
    ("notes in notes", notes),
  ]

  @Sendable private static func columns(_ size: Int) -> String {
    ["|a", "|-", "|b"].map { String(repeating: $0, count: size / 6) }.joined(separator: "\n")
  }

  @Sendable private static func rows(_ size: Int) -> String {
    let columns = ["|a", "|-"].map { String(repeating: $0, count: size / 6) }
    return columns.joined(separator: "\n") + "\n" + String(repeating: "b\n", count: size / 6)
  }

  @Sendable private static func tildes(_ size: Int) -> String {
    String(repeating: "~~a ~b ", count: size / 14) + String(repeating: "c~ d~~ ", count: size / 14)
  }

  @Sendable private static func notes(_ size: Int) -> String {
    let notes = (0..<size / 20).map { "[^\($0)]: a[^\($0 + 1)]\n" }
    return notes.joined() + "\n[^0]\n"
  }
}
