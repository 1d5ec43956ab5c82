import PartworkDiagnostics
import Testing

@testable import PartworkPreview

@Suite struct PreviewLogTests {
  private static let error = Diagnostic(.error, "no title", at: SourceLocation("content/posts/a.md", line: 1))
  private static let other = Diagnostic(.error, "no date", at: SourceLocation("content/posts/b.md", line: 1))

  private static func read(_ files: [String], _ diagnostics: [Diagnostic] = []) -> PreviewEvent {
    .read(files: files, duration: .microseconds(4200), diagnostics: diagnostics)
  }

  /// The lines without the time of day, which depends on where the test runs.
  private static func lines(_ log: PreviewLog, _ event: PreviewEvent) -> String {
    let lines = log.lines(for: event, at: 1_780_000_000)
    return lines.findings + lines.news.replacing(/\d\d:\d\d:\d\d/, with: "TIME")
  }

  @Test func `each reading after the first is one line`() {
    let log = PreviewLog()
    #expect(Self.lines(log, Self.read([])) == "")
    #expect(Self.lines(log, Self.read(["content/posts/best-mentee.md"])) == "TIME posts/best-mentee.md → 4 ms\n")
    #expect(Self.lines(log, Self.read(["content/a", "content/b", "templates/c"])) == "TIME a and 2 more → 4 ms\n")
    #expect(Self.lines(log, Self.read([])) == "TIME all files → 4 ms\n")
    #expect(
      Self.lines(log, .read(files: ["templates/x"], duration: .zero, diagnostics: []))
        == "TIME templates/x → under 1 ms\n")
  }

  @Test(arguments: ["a\nb", "\u{1B}[2Jb", "\u{85}b"])
  func `the name of a file does not control the terminal`(name: String) {
    let log = PreviewLog()
    _ = Self.lines(log, Self.read([]))
    for files in [[name], [name, "other"]] {
      let line = Self.lines(log, Self.read(files))
      #expect(line.contains("<U+00") && line.contains("b") && line.hasSuffix(" ms\n"))
      #expect(line.unicodeScalars.count { $0.value < 0x20 || $0.value == 0x85 } == 1)
    }
  }

  @Test func `a finding is shown once, and again if it comes back`() {
    let log = PreviewLog()
    #expect(Self.lines(log, Self.read([], [Self.error])) == "content/posts/a.md:1: error: no title\n")
    #expect(
      Self.lines(log, Self.read(["content/posts/b.md"], [Self.error, Self.other]))
        == "content/posts/b.md:1: error: no date\nTIME posts/b.md → 4 ms, 2 errors\n")
    #expect(Self.lines(log, Self.read(["content/posts/b.md"], [Self.error])) == "TIME posts/b.md → 4 ms, 1 error\n")
    #expect(Self.lines(log, Self.read(["content/posts/a.md"])) == "TIME posts/a.md → 4 ms\n")
    #expect(
      Self.lines(log, Self.read(["content/posts/a.md"], [Self.error]))
        == "content/posts/a.md:1: error: no title\nTIME posts/a.md → 4 ms, 1 error\n")
  }

  @Test func `the URL is shown`() {
    let log = PreviewLog()
    #expect(
      Self.lines(log, .listening(url: "http://127.0.0.1:4000/"))
        == "Previewing at http://127.0.0.1:4000/ (press Control-C to stop)\n")
  }
}
