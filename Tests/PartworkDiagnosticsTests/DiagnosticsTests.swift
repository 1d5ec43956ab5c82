import PartworkDiagnostics
import Testing

@Suite("Diagnostics") struct DiagnosticsTests {
  @Test func `a diagnostic is printed with its place and hint`() {
    let diagnostic = Diagnostic(
      .error, "`sereis`: unknown key", at: SourceLocation("content/posts/x.md", line: 5, column: 9),
      hint: "did you mean `series`?")
    #expect(
      DiagnosticFormatter().format(diagnostic)
        == "content/posts/x.md:5:9: error: `sereis`: unknown key\n  hint: did you mean `series`?")
  }

  @Test func `the severity is coloured`() {
    let text = DiagnosticFormatter(isColoured: true).format(Diagnostic(.warning, "late", at: nil))
    #expect(text == "\u{1B}[1;33mwarning: \u{1B}[0m\u{1B}[1mlate\u{1B}[0m")
  }

  @Test(arguments: ["\n", "\u{1B}[2J", "\u{9B}", "\u{2028}", "\u{202E}", "\r", "\0"])
  func `no text that a diagnostic quotes controls the terminal`(text: String) {
    let diagnostic = Diagnostic(
      .error, "`\(text)` is wrong", at: SourceLocation("a\(text).md", line: 1), hint: "not \(text)")
    let shown = DiagnosticFormatter().format(diagnostic)
    #expect(shown.unicodeScalars.count { $0.value < 0x20 || $0.value == 0x9B } == 1, "one line end")
    #expect(!shown.contains("\u{2028}") && !shown.contains("\u{202E}"))
    #expect(shown.hasPrefix("a<U+") && shown.contains(" is wrong\n  hint: not <U+"))
  }

  @Test func `errors come before warnings, and each is sorted by place and printed once`() {
    let first = Diagnostic(.warning, "b", at: SourceLocation("a.md", line: 2, column: 1))
    let second = Diagnostic(.error, "a", at: SourceLocation("a.md", line: 10, column: 1))
    let whole = Diagnostic(.error, "z", at: SourceLocation("a.md"))
    let text = DiagnosticFormatter().format([second, first, whole, second])
    #expect(text == "a.md: error: z\na.md:10:1: error: a\na.md:2:1: warning: b\n")
  }

  @Test func `a misspelt name finds the nearest known one`() {
    let keys = ["series", "title", "subtitle", "date", "part"]
    #expect(Suggestion.nearest(to: "sereis", in: keys) == ["series"])
    #expect(Suggestion.nearest(to: "Title", in: keys) == ["title"])
    #expect(Suggestion.nearest(to: "colour", in: keys) == [])
    #expect(Suggestion.question(for: "dte", in: keys) == "did you mean `date`?")
  }

  @Test func `columns count Unicode scalars, and every line end counts once`() {
    let lines = LineTable("a\r\nbé\rc\nd".utf8)
    #expect(lines.position(at: 0) == (1, 1))
    #expect(lines.position(at: 3) == (2, 1))
    #expect(lines.position(at: 6) == (2, 3))
    #expect(lines.position(at: 7) == (3, 1))
    #expect(lines.position(at: 9) == (4, 1))
    #expect(lines.column(line: 2, byteColumn: 4) == 3)

    let long = LineTable(String(repeating: "é", count: 1_000).utf8)
    #expect(long.position(at: 1_998) == (1, 1_000))
    #expect(LineTable([]).position(at: 0) == (1, 1))
  }
}
