import PartworkDiagnostics
import PartworkMarkdown
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("~~a~~ b", "<del>a</del> b"),
    ("~a~ b", "<del>a</del> b"),
    ("~~~a~~~", "~~~a~~~"),
    ("a ~~b *c* d~~", "a <del>b <em>c</em> d</del>"),
    ("*a ~~b~~*", "<em>a <del>b</del></em>"),
    ("~~a ~b~ c~~", "<del>a <del>b</del> c</del>"),
    ("~~ a ~~", "~~ a ~~"),
    ("~a~~", "~a~~"),
    ("\\~~a~~", "~~a~~"),
    ("a&#126;~b~", "a~<del>b</del>"),
    ("`~~a~~`", "<code>~~a~~</code>"),
    ("~~[a](b)~~", "<del><a href=\"b\">a</a></del>"),
    ("*~~a*~~", "<em>~~a</em>~~"),
  ])
  func `tildes strike text through`(text: String, html: String) {
    // Three tildes at the start of a line open a code block.
    #expect(rendered("x " + text) == "<p>x \(html)</p>\n")
  }

  @Test(arguments: [
    ("www.example.org", "http://www.example.org", "www.example.org", ""),
    ("http://example.org/a_b_c?d=e&f", "http://example.org/a_b_c?d=e&amp;f", "http://example.org/a_b_c?d=e&amp;f", ""),
    ("https://example.org.", "https://example.org", "https://example.org", "."),
    ("ftp://host/x!?", "ftp://host/x", "ftp://host/x", "!?"),
    ("http://example.org/a(b)c)", "http://example.org/a(b)c", "http://example.org/a(b)c", ")"),
    ("www.example.org/a&hl;", "http://www.example.org/a", "www.example.org/a", "&amp;hl;"),
    ("www.example.org/a<b", "http://www.example.org/a", "www.example.org/a", "&lt;b"),
    ("HTTPS://münchen.example/ü", "HTTPS://m%C3%BCnchen.example/%C3%BC", "HTTPS://münchen.example/ü", ""),
    ("a.b-c+d_e@mail.example.org", "mailto:a.b-c+d_e@mail.example.org", "a.b-c+d_e@mail.example.org", ""),
    ("a@b.example.", "mailto:a@b.example", "a@b.example", "."),
  ])
  func `bare addresses are links`(text: String, destination: String, label: String, rest: String) {
    #expect(rendered("see " + text) == "<p>see <a href=\"\(destination)\">\(label)</a>\(rest)</p>\n")
  }

  @Test(arguments: [
    "awww.example.org", "www.a_b.example_x", "www.", "http://", "xhttp://example.org", "a@b", "@b.example", "a@b.c_",
    "http:/\\/example.org",
  ])
  func `text that only looks like an address is unchanged`(text: String) {
    #expect(!rendered(text).contains("<a "))
  }

  @Test(arguments: ["http:/\\/no.example", "www\\.no.example", "http&colon;//no.example", "a\\@no.example"])
  func `an escaped address stays text next to others`(text: String) {
    let html = rendered("https://yes.example www.yes.example a@yes.example \(text)")
    #expect(html.ranges(of: "<a ").count == 3)
  }

  @Test func `an address in the text of a link is not another link`() {
    #expect(rendered("[www.example.org](x)") == "<p><a href=\"x\">www.example.org</a></p>\n")
  }

  @Test(arguments: [
    "a](http://example.org)", "\\[a](http://example.org)", "`[`](http://example.org)", "[a](http://example.org b)",
    "[a [b](x) c](http://example.org)", "|[a|b](http://example.org)|\n|-|-|\n", "[a](http://example.org\\) b",
    "[a\n\nb](http://example.org)", "[a<b](x>](http://example.org)",
  ])
  func `an address after something that is not a link is a link`(text: String) {
    #expect(rendered(text).contains("<a href=\"http://example.org"))
  }

  @Test func `smart punctuation leaves addresses alone`() {
    let document = Document("“q” https://example.org/a--b...c's 'x'", MarkdownOptions())
    #expect(document.references.first?.destination == "https://example.org/a--b...c's")
    #expect(document.html().hasPrefix("<p>“q” <a href="))
    #expect(document.html().hasSuffix("</a> ‘x’</p>\n"))
  }

  @Test func `addresses have the right place`() {
    let document = Document("a\n*b* www.example.org\n\n- c é d@e.example", MarkdownOptions())
    #expect(document.references.map(\.location.line) == [2, 4])
    #expect(document.references.map(\.location.column) == [5, 7])
  }
}
