import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

/// Neither HTML nor XML allows control characters, so that a page or a feed never has one.
@Suite struct ControlCharacterTests {
  private static let one = "a control character is left out"

  @Test(arguments: [
    ("One 1️⃣\u{8}word\n", "<p>One word</p>\n"), ("A\n\nB \u{E9}1️⃣\u{1B}[31m red\n", "<p>A</p>\n<p>B é[31m red</p>\n"),
    ("`co1️⃣\u{1F}de`\n", "<p><code>code</code></p>\n"), ("one1️⃣\u{B}two\n", "<p>one two</p>\n"),
    ("one1️⃣\u{C}two\n", "<p>one two</p>\n"), ("a1️⃣\u{7F}b\n", "<p>ab</p>\n"), ("a1️⃣\u{9B}b\n", "<p>ab</p>\n"),

    ("```\nx1️⃣\u{1}\n```\n", "<pre><code>x\n</code></pre>\n"),
  ])
  func `one that is written is left out with a warning`(text: MarkedText, html: String) {
    let document = Document(text.text, MarkdownOptions())
    #expect(document.html() == html)
    expectDiagnostics(document.diagnostics, [.warning(Self.one, at: 1)], in: text)
  }

  @Test(arguments: [
    ("a&#8;b", "<p>ab</p>\n"), ("a&#x1b;b", "<p>ab</p>\n"), ("a&#127;b", "<p>ab</p>\n"), ("a&#x9B;b", "<p>ab</p>\n"),
    ("a&#xFFFE;b", "<p>ab</p>\n"), ("a&#xFFFF;b", "<p>ab</p>\n"),
    ("![a&#1;b](x.png)", "<p><img src=\"x.png\" alt=\"ab\" /></p>\n"),
  ])
  func `one that is meant by its number is left out with a warning`(text: String, html: String) {
    var options = MarkdownOptions(extensions: false, file: "x.md", firstLine: 4)
    options.smart = false
    let document = Document(text, options)
    #expect(document.html() == html)
    #expect(document.diagnostics.map(\.message) == [Self.one])
    #expect(document.diagnostics.map { $0.location?.line } == [4])
  }

  @Test(arguments: [
    "# A&#7;", "| a&#7; |\n|-|\n| b&#7; |", "x[^1]\n\n[^1]: n&#7;", "[a](b \"t&#7;\")", "[a](http://b&#7;)",
    "~~a&#7;~~",
    "```a&#7;\nb\n```", "- [ ] a&#7;", "Term&#7;\n: Text", "> [!NOTE]\n> a&#7;", "![a&#7;](b.png \"c&#7;\")",
    "www.example.org a&#7;", "&lt;&#7;b&gt; _a_ \\* https://example.org",
  ])
  func `none is left in any part of a text`(text: String) {
    let document = Document(text, MarkdownOptions())
    #expect(!document.html().utf8.contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") })
    #expect(!document.plainText.contains("\u{7}") && !document.headings.contains { $0.text.contains("\u{7}") })
    #expect(!document.references.contains { "\($0.title)\($0.destination)\($0.text)".contains("\u{7}") })
    #expect(document.diagnostics.contains { $0.message == Self.one })
  }

  /// libcmark makes one byte of it that is the mark of a slot in its HTML.
  @Test(arguments: [
    "&#xFFFF;", "[x](y)&#xFFFF;0&#xFFFF;", "![a&#xFFFF;](b.png)", "[x](y \"&#xFFFF;0&#xFFFF;\")",
    "[x](&#xFFFF;0&#xFFFF;)", "```&#xFFFF;0&#xFFFF;\ncode\n```", "| &#xFFFF; |\n|-|\n| &#xFFFF;1 |",
    "x[^1]\n\n[^1]: &#xFFFF;", "~~&#xFFFF;~~ www.example.org &#xFFFF;", "> [!NOTE]\n> &#xFFFF;",
  ])
  func `the number of U+FFFF is no slot`(text: String) {
    let document = Document(text, MarkdownOptions())
    let plain = Document(text.replacing("&#xFFFF;", with: "Q"), MarkdownOptions())
    #expect(document.html() == plain.html().replacing(/(?i)q/, with: ""))
    #expect(document.diagnostics.contains { $0.message.contains("left out") })
  }

  @Test func `several are one warning, at the first`() {
    let document = Document("a\n\u{1}b\u{2}\n\u{3}", MarkdownOptions(file: "x.md"))
    #expect(
      document.diagnostics == [
        Diagnostic(
          .warning, "3 control characters are left out, the first here",
          at: SourceLocation("x.md", line: 2, column: 1), hint: "remove them: pages and feeds must not have any")
      ])
  }

  @Test(arguments: [
    "a\tb", "a\r\nb\r\n", "`&#7;`", "```\n&#27;\n```", "&#10;&#9;", "&#xA0;", "俿俾", "&#1234;",
  ])
  func `what is allowed stays`(text: String) {
    #expect(Document(text, MarkdownOptions()).diagnostics == [])
  }

  @Test(arguments: [[0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF]])
  func `neither U+FFFE nor U+FFFF is left`(bytes: [UInt8]) {
    let document = Document(Array("a".utf8) + bytes + Array("b".utf8), MarkdownOptions())
    #expect(document.html() == "<p>ab</p>\n")
    #expect(document.diagnostics.map(\.message) == [Self.one])
  }

  @Test func `NUL is what CommonMark makes of it`() {
    #expect(Document("a\0b&#0;", MarkdownOptions()).html() == "<p>a\u{FFFD}b\u{FFFD}</p>\n")
  }
}
