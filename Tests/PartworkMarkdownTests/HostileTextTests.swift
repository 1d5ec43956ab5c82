import PartworkDiagnostics
import PartworkMarkdown
import Testing

@Suite struct HostileTextTests {
  private let message = "the Markdown of this file takes longer than"

  @Test func `a text that takes too long to parse is an error that names the file`() {
    var options = MarkdownOptions(file: "content/posts/x.md")
    options.timeLimit = .zero
    let deep = String(repeating: "- ", count: 2500) + "a\n" + String(repeating: "\n", count: 5000)
    let document = Document(deep, options)
    #expect(document.diagnostics.map(\.severity) == [.error])
    #expect(document.diagnostics.first?.location == SourceLocation("content/posts/x.md"))
    #expect(document.html() == "")
  }

  @Test func `brackets that would take the inline parser too long are an error at their paragraph`() {
    let text = "a\n\n- ![b]\n- c\n  " + String(repeating: "![[]()", count: 60_000)
    let document = Document(text, MarkdownOptions(file: "x.md"))
    #expect(document.diagnostics.map(\.severity) == [.error])
    #expect(
      document.diagnostics.first?.message.hasPrefix("this paragraph has too many links and unclosed images") == true)
    #expect(document.diagnostics.first?.location == SourceLocation("x.md", line: 4))
  }

  @Test(arguments: ["![`]`[]()", "![\\][]()", "![<a b=']'>[]()", "![\n[]()", "- x\n  ![[]()\n"])
  func `hidden brackets do not hide the cost`(unit: String) {
    let document = Document("x\n" + String(repeating: unit, count: 30_000), MarkdownOptions())
    #expect(document.diagnostics.contains { $0.severity == .error } == !unit.hasPrefix("-"))
  }

  @Test(arguments: ["|![a](b)|[c](d)|\n", "- ![a](b) [c](d)\n", "[![a\\]](b)](c) ", "* ![`a`](b) [c](d)\n"])
  func `many images and links in one table, list or paragraph are not an error`(unit: String) {
    let document = Document("|a|b|\n|-|-|\n" + String(repeating: unit, count: 23_000), MarkdownOptions())
    #expect(document.diagnostics.isEmpty)
    #expect(document.references.count == 46_000)
  }

  @Test func `many links in many paragraphs are not an error`() {
    let document = Document(String(repeating: "![a](b) [c](d)\n\n", count: 60_000), MarkdownOptions())
    #expect(document.diagnostics.isEmpty)
    #expect(document.references.count == 120_000)
  }

  @Test func `the HTML of a wide table with many short rows does not grow quadratically`() {
    let columns = 2_000
    let text = ["|a", "|-"].map { String(repeating: $0, count: columns) }.joined(separator: "\n")
    let html = Document(text + "\n" + String(repeating: "b\n", count: columns), MarkdownOptions()).html()
    #expect(html.utf8.count < 100 * text.utf8.count)
    #expect(html.ranges(of: "<td>b</td>").count == columns)
  }

  @Test(arguments: ["[", "> ", "- ", "*a ", "~~a ", "[^a](", "![", "> - ", "<b>", "|", "a@", ": "])
  func `nesting a hundred thousand levels deep terminates`(mark: String) {
    let document = Document(String(repeating: mark, count: 100_000 / mark.utf8.count), MarkdownOptions())
    #expect(document.html().utf8.count > 0 || mark == "<b>")
  }

  @Test(arguments: ["[^a]: b\n", "- [^a]: b\n", "> [^a]: [^b]\n", "[^a]:\n\n    x\n", "[^a]: ", "p\n    [^a]: b\n\n"])
  func `thousands of notes terminate`(note: String) {
    let document = Document(String(repeating: note, count: 20_000 / note.utf8.count), MarkdownOptions())
    #expect(document.diagnostics.allSatisfy { $0.severity == .warning })
  }
}
