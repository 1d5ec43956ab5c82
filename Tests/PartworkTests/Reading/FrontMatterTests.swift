import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@testable import Partwork

@Suite("Front matter") struct FrontMatterTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func `front matter is between two lines of hyphens, whatever ends the lines`(end: String) {
    let text = ["---", "title: A --- B", "date: 2026-03-12", "---", "", "# One"].joined(separator: end)
    let post = readPost(text)
    #expect(post?.title.value == "A --- B")
    #expect(post?.title.location == SourceLocation("content/posts/x.md", line: 2, column: 8))
    #expect(post?.body.html().contains("One") == true)
    #expect(read(text, at: "content/posts/x.md")?.diagnostics == [])
  }

  @Test func `a byte-order mark and spaces after the hyphens are ignored`() {
    let text = "\u{FEFF}---  \ntitle: A\ndate: 2026-03-12\n---\t\nText"
    #expect(read(text, at: "content/posts/x.md")?.diagnostics == [])
    #expect(readPost(text)?.title.location.column == 8)
  }

  @Test func `hyphens inside a line or indented are text`() {
    let text = "---\ntitle: A\ndate: 2026-03-12\nsubtitle: |\n  One\n  ---\n  Two\ndescription: a---\n---\nText"
    #expect(readPost(text)?.subtitle == "One\n---\nTwo\n")
    #expect(readPost(text)?.description == "a---")
  }

  @Test func `a line of hyphens in the body is text`() {
    let text = FrontMatterText(Array("---\ntitle: A\n---\nOne\n\n---\n\nTwo".utf8))
    #expect(String(decoding: text.body, as: UTF8.self) == "One\n\n---\n\nTwo")
    #expect(text.bodyLine == 4)
  }

  @Test func `a file may end with its front matter`() {
    let text = FrontMatterText(Array("---\ntitle: A\n---".utf8))
    #expect(text.body.isEmpty)
    #expect(text.fault == nil)
  }

  @Test func `empty front matter lacks the required keys`() {
    expectDiagnostics(
      diagnostics("1️⃣---\n---\nText"),
      [
        .error("`title` is missing", at: 1, hint: "write `title: …`"),
        .error(
          "`date` is missing", at: 1, hint: "write `date: 2026-03-12`, or begin the file name with the date"),
      ], in: "1️⃣---\n---\nText")
  }

  @Test(arguments: [
    ("1️⃣Just text\n", "this file has no front matter"),
    ("1️⃣", "this file has no front matter"),
    ("1️⃣----\ntitle: A\n----\n", "this file has no front matter"),
    ("1️⃣+++\ntitle = \"A\"\n+++\n", "front matter must be YAML, not TOML"),
  ])
  func `a file without front matter is an error`(text: String, message: String) {
    let text = MarkedText(text)
    let hint = "start the file with a line `---`, then `title: …`, then a line `---`"
    expectDiagnostics(diagnostics(text), [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test func `front matter below the first line is an error there`() {
    let text: MarkedText = "\n\n1️⃣---\ntitle: A\n---\n"
    expectDiagnostics(
      diagnostics(text),
      [.error("the front matter does not begin on the first line", at: 1, hint: "remove the lines above it")],
      in: text)
  }

  @Test func `a missing end is one error, at the beginning, and the text is still read`() {
    let text: MarkedText = "1️⃣---\ntitle: A\ndate: 2026-03-12\n\nThe text\n"
    expectDiagnostics(
      diagnostics(text),
      [
        .error("this front matter has no closing `---`", at: 1, hint: "add a line `---` below the last key")
      ], in: text)
    #expect(readPost(text.text)?.body.html().contains("The text") == true)
    #expect(readPost(text.text)?.body.html().contains("title") == false)
  }

  @Test func `bytes that are not UTF-8 are an error at their place`() throws {
    let bytes = Array("---\ntitle: Caf".utf8) + [0xE9] + Array(" A\ndate: 2026-03-12\n---\n".utf8)
    let file = try #require(ContentFile("content/posts/x.md"))
    let found = ContentReader(settings: MarkdownSettings()).read(bytes, of: file)
    #expect(
      found.diagnostics == [
        Diagnostic(
          .error, "this byte is not UTF-8", at: SourceLocation("content/posts/x.md", line: 2, column: 11),
          hint: "save the file as UTF-8")
      ])
  }

  @Test(arguments: [
    ("just text", "1️⃣just text"),
    ("- a", "1️⃣- a"),
  ])
  func `front matter that is not a map is an error`(name: String, yaml: String) {
    let text = MarkedText("---\n\(yaml)\n---\n")
    expectDiagnostics(
      diagnostics(text),
      [.error("this must be lines of `key: value`", at: 1, hint: "write lines such as `title: My title`")], in: text)
  }
}
