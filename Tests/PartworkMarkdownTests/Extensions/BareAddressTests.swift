import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

/// Bare addresses that contain or touch markup.
@Suite struct BareAddressTests {
  @Test(arguments: [
    ("https://example.org/a/__init__.py", "https://example.org/a/__init__.py", ""),
    ("www.example.org/_next/_a_", "http://www.example.org/_next/_a", "_"),
    ("https://example.org/*a* *b*", "https://example.org/*a", "* <em>b</em>"),
    ("https://example.org/`a`b", "https://example.org/%60a%60b", ""),
    ("https://example.org/[a](b)", "https://example.org/%5Ba%5D(b)", ""),
    ("https://example.org/a__b__/c__d__/e", "https://example.org/a__b__/c__d__/e", ""),
  ])
  func `an address is read before the marks in it`(text: String, destination: String, rest: String) {
    let html = rendered("see " + text)
    #expect(html.hasPrefix("<p>see <a href=\"\(destination)\">"))
    #expect(html.hasSuffix("</a>\(rest)</p>\n"))
  }

  @Test func `an address in a table, a note or a block quote is complete too`() {
    let text = "|https://a.example/__b__|\n|-|\n\n> www.a.example/__b__[^1]\n\n[^1]: https://a.example/__b__\n"
    #expect(!rendered(text).contains("strong"))
    #expect(
      Document("|www.a.example—b|\n|-|\n", MarkdownOptions()).references.map(\.destination)
        == ["http://www.a.example—b"])
  }

  @Test func `markup around an address is still markup`() {
    #expect(
      rendered("**https://example.org** `https://example.org/__a__`")
        == "<p><strong><a href=\"https://example.org\">https://example.org</a></strong> "
        + "<code>https://example.org/__a__</code></p>\n")
  }

  @Test(arguments: [
    ("https://example.org/L’Équipe", "https://example.org/L’Équipe"),
    ("https://example.org/a…b", "https://example.org/a…b"),
    ("https://example.org/it's--so...", "https://example.org/it's--so"),
    ("“https://example.org/a”b", "https://example.org/a”b"),
    ("a@example.org—b", "mailto:a@example.org"), ("see…a@example.org", "mailto:a@example.org"),
    ("a---b@example.org", "mailto:b@example.org"),
  ])
  func `an address keeps the characters that were typed`(text: String, destination: String) {
    #expect(Document(text, MarkdownOptions()).references.map(\.destination) == [destination])
  }

  @Test(arguments: ["\u{200F}", "\u{200E}.", "\u{2069}", "”\u{200F}", "\u{200B}", "\u{202C})"])
  func `a mark that only sets the direction or breaks the line is not part of an address`(end: String) {
    #expect(
      rendered("https://example.org/a\(end)")
        == "<p><a href=\"https://example.org/a\">https://example.org/a</a>\(end)</p>\n")
  }

  @Test func `quotation marks after an address become curly`() {
    #expect(
      Document("\"https://example.org/a\"", MarkdownOptions()).html()
        == "<p>“<a href=\"https://example.org/a\">https://example.org/a</a>”</p>\n")
  }

  @Test(arguments: [
    ("[see https://example.org]", "https://example.org"), ("https://example.org/a[b]]", "https://example.org/a[b]"),
    ("mailto:a@example.org", "mailto:a@example.org"), ("xmpp:a@example.org", "xmpp:a@example.org"),
    ("*a*www.example.org", "http://www.example.org"),
  ])
  func `brackets and schemes around an address`(text: String, destination: String) {
    #expect(Document(text, MarkdownOptions()).references.map(\.destination) == [destination])
  }

  @Test func `a mark of a note ends an address`() {
    let document = Document("See https://example.org/a[^1].\n\n[^1]: There.", MarkdownOptions())
    #expect(document.references.map(\.destination) == ["https://example.org/a"])
    #expect(document.html().contains("</a><sup"))
  }

  @Test(arguments: ["[a]:b\n[]:[a]http://\u{FFFD}[a]", "www.a.\u{2014} |\n|-\nb\n- ) |\n|-\nc\n: d"])
  func `odd texts around addresses leave no internal characters in the HTML`(text: String) {
    let html = rendered(text)
    #expect(!html.utf8.contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") })
    #expect(!html.contains("\u{FFFD}") || text.contains("\u{FFFD}"))
  }

  @Test func `tildes in an address in angle brackets are text`() {
    #expect(!rendered("<https://example.org/a~b~c> <a~b~c@example.org>").contains("<del>"))
  }

  @Test(arguments: [
    "a\u{1039F}b https://example.org/__a__", "a\u{1039F}b \\~", "a\u{1039F}b {#x} ~c~",
  ])
  func `characters that are used internally are kept`(text: String) {
    #expect(rendered(text).contains("a\u{1039F}b "))
  }

  @Test(arguments: [
    ("“see https://example.org/a.”", "https://example.org/a"), ("« https://example.org/a»", "https://example.org/a"),
    ("‘https://example.org/a’", "https://example.org/a"), ("https://example.org/a…", "https://example.org/a"),
    ("https://example.org/a—然后", "https://example.org/a"), ("https://example.org/a؟", "https://example.org/a"),
    ("https://example.org/a، b", "https://example.org/a"), ("「https://example.org/a」です", "https://example.org/a"),
    ("见https://example.org/a。然后", "https://example.org/a"), ("（https://example.org/a）と", "https://example.org/a"),
    ("https://example.org/a，再", "https://example.org/a"), ("https://example.org/a、b", "https://example.org/a"),
    ("”https://example.org/a”と", "https://example.org/a"), ("‘https://example.org/a’と", "https://example.org/a"),
    ("https://example.org/a।", "https://example.org/a"), ("https://example.org/a„ b", "https://example.org/a"),
    ("https://example.org」です", "https://example.org"), ("https://example.org/O’Brien", "https://example.org/O’Brien"),
    ("https://example.org/漢字", "https://example.org/漢字"),
    ("https://example.org/Gauss–Markov", "https://example.org/Gauss–Markov"),
  ])
  func `the marks of every language end an address`(text: String, address: String) {
    #expect(Document(text, MarkdownOptions()).references.map(\.destination) == [address])
  }
}
