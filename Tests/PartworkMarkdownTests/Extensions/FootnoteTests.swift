import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@Suite struct FootnoteTests {
  @Test func `notes are numbered by their first mark and lead back to each`() {
    #expect(
      rendered("a[^x] b[^1] c[^x]\n\n[^1]: One\n[^x]: Two\n") == """
        <p>a<sup class="footnote-ref"><a href="#fn:1" id="fnref:1" role="doc-noteref">1</a></sup> \
        b<sup class="footnote-ref"><a href="#fn:2" id="fnref:2" role="doc-noteref">2</a></sup> \
        c<sup class="footnote-ref"><a href="#fn:1" id="fnref:1-2" role="doc-noteref">1</a></sup></p>
        <div class="footnotes" role="doc-endnotes">
        <ol>
        <li id="fn:1">
        <p>Two <a href="#fnref:1" class="footnote-backref" role="doc-backlink" aria-label="Back to the text">↩</a> \
        <a href="#fnref:1-2" class="footnote-backref" role="doc-backlink" aria-label="Back to the text 2">↩<sup>2</sup></a></p>
        </li>
        <li id="fn:2">
        <p>One <a href="#fnref:2" class="footnote-backref" role="doc-backlink" aria-label="Back to the text">↩</a></p>
        </li>
        </ol>
        </div>

        """)
  }

  @Test func `a note holds several paragraphs, lists and code`() {
    let html = rendered("a[^1]\n\n[^1]: One\n    goes on\nlazily\n\n    Two\n\n    - x\n\n        code\n\nb\n")
    #expect(html.hasPrefix("<p>a<sup"))
    #expect(html.contains("<p>b</p>\n<div"))
    #expect(html.contains("<p>One\ngoes on\nlazily</p>\n<p>Two</p>\n<ul>\n<li>\n<p>x</p>\n"))
  }

  @Test func `a one-word footnote is not a link definition`() {
    #expect(rendered("a[^1]\n\n[^1]: word\n").contains("<p>word <a "))
  }

  @Test func `IDs have the prefix of the rendering`() {
    let document = Document("a[^1]\n\n[^1]: b\n", MarkdownOptions())
    let html = document.html(idPrefix: "part-")
    #expect(html.contains(##"<a href="#part-fn:1" id="part-fnref:1""##))
    #expect(html.contains(##"<li id="part-fn:1">"##))
    #expect(html.contains(##"<a href="#part-fnref:1" class"##))
  }

  @Test func `a heading keeps an ID that a note would get`() {
    let document = Document("# b {#fn:1}\n\n## c {#fnref:1}\n\na[^1]\n\n[^1]: d\n", MarkdownOptions())
    let html = document.html()
    #expect(html.contains(##"<h2 id="fn:1">"##) && html.contains(##"<h3 id="fnref:1">"##))
    #expect(html.contains(##"<a href="#fn:1.2" id="fnref:1.2" role="doc-noteref">"##))
    #expect(html.contains(##"<li id="fn:1.2">"##) && html.contains(##"<a href="#fnref:1.2" class"##))
    #expect(document.diagnostics.isEmpty)
  }

  @Test func `an excerpt has neither marks nor notes`() {
    let document = Document("a[^1]\n\n<!--more-->\n\n[^1]: b\n", MarkdownOptions())
    #expect(document.html(part: .excerpt) == "<p>a</p>\n")
  }

  @Test func `notes may be in each other, in block quotes and in lists`() {
    let html = rendered("a[^1]\n\n> [^1]: in a quotation[^2]\n\n- b\n  [^2]: in a list\n")
    #expect(html.contains("in a quotation<sup class=\"footnote-ref\"><a href=\"#fn:2\""))
    #expect(html.contains("<li id=\"fn:2\">\n<p>in a list"))
    #expect(html.contains("<ul>\n<li>b</li>\n</ul>\n"))
  }

  @Test func `the lists of the text and of the notes stay apart`() {
    let html = rendered("a[^1]\n\n1) x\n2) y\n\n[^1]: note\n\n+ z\n\n1. q\n")
    #expect(html.contains("<ol>\n<li>x</li>\n<li>y</li>\n</ol>\n"))
    #expect(html.contains("<ul>\n<li>z</li>\n</ul>\n"))
  }

  @Test func `notes may be in a text with lists of every kind`() {
    let html = rendered(
      "In 2019. I used C++ (see 3) - a lot.[^1][^2]\n\n1) a\n\n[^1]: one\n[^2]: two\n\n1. b\n\n* c\n- d\n+ e\n")
    #expect(html.contains("<p>one <a ") && html.contains("<p>two <a "))
    for item in "abcde" { #expect(html.contains("\n<li>\(item)</li>\n")) }
  }

  @Test(arguments: ["-", "+", "*", "1.", "1)"], ["-", "+", "*", "1.", "1)"])
  func `notes do not join the lists around them`(above: String, below: String) {
    let lists = "\(above) x\n\(above) y\n    - - z\n    * z\n    + z\n    1. z\n    1) z\n"
    let html = rendered("a[^1]\n\n\(lists)\n[^1]: note\n\n\(below) q\n")
    #expect(html.contains("<p>note <a "))
    #expect(html.contains("<li>x</li>\n") && html.contains("<li>q</li>\n"))
  }

  @Test(arguments: ["- [^1]: word", "1. [^1]: word", "- > 2) [^1]: word", "> - [^1]: word", "* - b\n  - [^1]: word"])
  func `a note may follow the mark of a list item`(text: String) {
    let html = rendered("a[^1]\n\n\(text)\n")
    #expect(html.contains("<li id=\"fn:1\">\n<p>word <a "))
    // Blocks that held nothing else are removed.
    #expect(!html.contains("<li></li>") && !html.contains("<blockquote>"))
  }

  @Test(arguments: ["- b\n  - c\n\n    [^1]: word", "-   b\n\n    [^1]: word", "10. b\n\n    [^1]: word\n"])
  func `a note is indented as far as its list`(text: String) {
    #expect(rendered("a[^1]\n\n\(text)").contains("<li id=\"fn:1\">\n<p>word <a "))
  }

  @Test(arguments: [
    "  [^1]: One\n\n    Two\n", "- b\n   [^1]: One\n\n      Two\n", "1.   b\n       [^1]: One\n\n         Two\n",
    "> - b\n>    [^1]: One\n>\n>       Two\n",
  ])
  func `the paragraphs of an indented note begin at the fourth column`(note: String) {
    #expect(rendered("a[^1]\n\n\(note)").contains("<p>One</p>\n<p>Two <a "))
  }

  @Test func `a note may begin in another`() {
    let html = rendered("a[^1]\n\n[^1]: [^2]: https://example.org\n\n    b[^2]\n")
    #expect(html.contains("<li id=\"fn:2\">\n<p><a href=\"https://example.org\">https://example.org</a> <a "))
  }

  @Test(arguments: ["[^1]:\n\n    word", "[^1]:\n    word", "b\n[^1]:\n    word", "b\n[^1]: \n    word"])
  func `the text of a note may begin on a later line`(note: String) {
    let html = rendered("a[^1]\n\n\(note)\n\n    - c\n\nd\n")
    #expect(html.contains("<li id=\"fn:1\">\n<p>word</p>\n<ul>\n<li>c</li>\n</ul>\n"))
    #expect(html.contains("<p>d</p>\n<div"))
  }

  @Test func `a line that is not a note does not define a link`() {
    let text: MarkedText = """
      a[^1]

      [b]: /c
          1️⃣[^1]: https://example.org
      """
    let document = Document(text.text, MarkdownOptions())
    #expect(
      document.html() == """
        <p>a[^1]</p>
        <p>[^1]: <a href="https://example.org">https://example.org</a></p>

        """)
    expectDiagnostics(
      document.diagnostics,
      [
        .warning(
          "`[^1]:` continues the paragraph above; it does not start a footnote", at: 1,
          hint: "indent it by fewer than four spaces more than that paragraph")
      ], in: text)
  }

  @Test func `the first of two notes with the same label counts, even inside another note`() {
    let html = rendered("a[^1][^2]\n\n[^1]: b\n\n    [^2]: first\n\n[^2]: second\n")
    #expect(html.contains("<p>first <a ") && !html.contains("second"))
  }

  @Test func `a mark without a note and a note without a mark are reported`() {
    let text: MarkedText = """
      # x

      - a é1️⃣[^none] b
      - > c
        > *d* 2️⃣[^None]

      3️⃣[^1]: unused

      e[^2]

      [^2]: used
      4️⃣[^2]: again
      """
    let document = Document(text.text, MarkdownOptions())
    expectDiagnostics(
      document.diagnostics,
      [
        .warning("there is no footnote `[^none]:`", at: 1), .warning("there is no footnote `[^None]:`", at: 2),
        .warning(
          "nothing refers to the footnote `[^1]:`", at: 3, hint: "put `[^1]` where it belongs; the footnote is left out"
        ),
        .warning("there are two footnotes `[^2]:`", at: 4),
      ], in: text)
    #expect(document.html().contains("a é[^none] b"))
    #expect(!document.html().contains("unused"))
  }

  @Test(arguments: [("ß", "SS"), ("É", "é"), ("Straße", "STRASSE")])
  func `labels ignore case`(mark: String, note: String) {
    #expect(rendered("a[^\(mark)]\n\n[^\(note)]: b\n").contains("<p>b <a "))
  }

  @Test(arguments: [("a*b", "*"), ("`a`", "`"), ("<b>", "<")])
  func `a label that contains markup is reported`(label: String, sign: String) {
    let document = Document("[^\(label)] [^\(label)]\n\n[^\(label)]: c\n", MarkdownOptions())
    #expect(
      document.diagnostics.map(\.hint).contains(
        "`\(sign)` in a label may be read as markup; use letters, digits and hyphens"))
  }

  @Test func `code keeps what looks like a note`() {
    let text = "```\n[^1]: a\n\n: b\n```\n\n    [^2]: c\n\nd `[^1]` \\[^1]\n"
    let document = Document(text, MarkdownOptions())
    #expect(
      document.html() == """
        <pre><code>[^1]: a

        : b
        </code></pre>
        <pre><code>[^2]: c
        </code></pre>
        <p>d <code>[^1]</code> [^1]</p>

        """)
    #expect(document.diagnostics.isEmpty)
  }

  @Test func `code beside real notes keeps every byte`() {
    let html = rendered("a[^1]\n\n```\n[^2]: x\n```\n\n[^1]: real\n\n    ```\n    [^3]: y\n    ```\n")
    #expect(html.contains("<pre><code>[^2]: x\n</code></pre>"))
    #expect(html.contains("<p>real</p>\n<pre><code>[^3]: y\n</code></pre>"))
  }

  @Test func `links in notes have the right place`() {
    let text: MarkedText = "a[^ü1]\n\n[^ü1]: one [b](1️⃣c.md)\n    [d](2️⃣e.md)\n"
    let document = Document(text.text, MarkdownOptions())
    #expect(document.references.map(\.location.line) == [3, 4])
    #expect(document.references.map(\.location.column) == [text.places[1]?.column, text.places[2]?.column])
  }
}
