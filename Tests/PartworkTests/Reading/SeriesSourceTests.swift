import PartworkSupport
import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading a series") struct SeriesSourceTests {
  private let path = "content/series/mentorship.md"

  @Test func `every key is read`() throws {
    let text = """
      ---
      title: Mentorship
      description: Three sides of one thing.
      status: complete
      parts:
        - best-mentor
        - {title: What comes after, date: 2026-05-01, description: The last.}
      intro: |
        This is part {{number}}.
      outro:
        first: |
          Read on: {{next.title}}

          Second paragraph
        middle: 'In the middle'
        last: >
          The
          end.
      recap: true
      image: cover.png
      authors: [ada, ben]
      aliases: /mentoring/
      extra: {colour: green}
      ---
      The introduction.
      """
    let series = try #require(readSeries(text, at: path))
    #expect(read(text, at: path)?.diagnostics == [])
    #expect(series.id == "mentorship")
    #expect(series.title.value == "Mentorship")
    #expect(series.description == "Three sides of one thing.")
    #expect(series.status == .complete)
    #expect(series.hasRecap)
    #expect(series.image?.src.value == "cover.png")
    #expect(series.authors.map(\.value.id) == ["ada", "ben"])
    #expect(series.aliases.map(\.value) == ["/mentoring/"])
    #expect(shown(series.extra) == "{colour: text green}")
    #expect(series.body.html().contains("The introduction."))
    guard case .post(let slug)? = series.parts?.first, case .announced(let part)? = series.parts?.last else {
      Issue.record("parts are not read: \(String(describing: series.parts))")
      return
    }
    #expect(slug == Located("best-mentor", at: SourceLocation(path, line: 6, column: 5)))
    #expect(part.title == Located("What comes after", at: SourceLocation(path, line: 7, column: 13)))
    #expect(part.date?.value == DateInput(year: 2026, month: 5, day: 1))
    #expect(part.description == "The last.")
  }

  @Test func `texts around parts have the place of their first character`() throws {
    let text = """
      ---
      title: A
      intro: One line
      outro:
        first: |
          Read on

          More
        middle: "Quoted"
        last: |2

             Indented
      ---
      """
    let series = try #require(readSeries(text, at: path))
    func at(_ line: Int, _ column: Int) -> PartworkDiagnostics.SourceLocation {
      SourceLocation(path, line: line, column: column)
    }
    #expect(series.intro.first == Located("One line", at: at(3, 8)))
    #expect(series.intro.middle == series.intro.first)
    #expect(series.intro.last == series.intro.first)
    #expect(series.outro.first == Located("Read on\n\nMore\n", at: at(6, 5)))
    #expect(series.outro.middle == Located("Quoted", at: at(9, 12)))
    #expect(series.outro.last == Located("\n   Indented\n", at: at(11, 5)))
  }

  @Test func `a series needs only a title`() throws {
    let series = try #require(readSeries("---\ntitle: A\n---\n", at: path))
    #expect(series.status == .ongoing)
    #expect(series.parts == nil)
    #expect(series.intro == PartTexts() && series.outro == PartTexts())
    #expect(!series.hasRecap)
  }

  @Test(arguments: [
    ("status: 1️⃣finished", "`finished` is not a valid `status`", "write `announced`, `ongoing`, `complete` or `paused`"),
    ("status: 1️⃣compleet", "`compleet` is not a valid `status`", "did you mean `complete`?"),
    ("status: 1️⃣[a]", "`status` must be text, not a list", nil),
    ("parts: 1️⃣a, b", "`parts` must be a list, not text", "write `- ` before each part"),
    ("parts: 1️⃣{title: A}", "`parts` must be a list, not a map", "write `- ` before each part"),
    ("parts: [a, 1️⃣[b]]", "an entry in `parts` must be a post's slug, or a map with `title`, not a list", nil),
    ("parts: [a, 1️⃣{date: 2026-01-01}]", "`parts.title` is missing", "write `title: …`"),
    ("parts: [a, {1️⃣titel: B}]", "`parts.titel`: unknown key", "did you mean `title`?"),
    ("parts: [a, {title: B, 1️⃣dat: 2026-01-01}]", "`parts.dat`: unknown key", "did you mean `date`?"),
    ("intro: 1️⃣[a]", "`intro` must be text, or a map with `first`, `middle` and `last`, not a list", nil),
    ("outro: {1️⃣final: A}", "`outro.final`: unknown key", "the known keys are `first`, `last` and `middle`"),
    ("outro: {last: 1️⃣[A]}", "`outro.last` must be text, not a list", nil),
    ("recap: 1️⃣yes", "`recap` must be true or false, not `yes`", "write `recap: true`, without quotes"),
    ("1️⃣part: 1", "`part`: unknown key", "did you mean `parts`?"),
    ("1️⃣name: A", "`name`: unknown key", "`name` is a key of an author"),
    ("1️⃣date: 2026-01-01", "`date`: unknown key", "`date` is a key of a post"),
  ])
  func `an error is reported at its place`(line: String, message: String, hint: String?) {
    let text = MarkedText("---\ntitle: A\n\(line)\n---\n")
    expectDiagnostics(diagnostics(text, at: path), [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test func `an ID must fit in a URL`() {
    let text: MarkedText = "---\ntitle: A\n---\n"
    expectDiagnostics(
      diagnostics(text, at: "content/series/Great Mentors.md"),
      [
        .error(
          "`Great Mentors` cannot be the ID of a series", at: nil, hint: "rename the file to `great-mentors.md`")
      ], in: text)
    #expect(diagnostics(text, at: "content/series/наставник_2.0.md") == [])
  }
}
