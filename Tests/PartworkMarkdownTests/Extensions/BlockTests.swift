import Foundation
import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@Suite struct BlockTests {
  @Test func `tasks are disabled checkboxes with labels`() {
    #expect(
      rendered("- [ ] a *b*\n- [X] c\n  - [x] d\n- [y] e\n- \\[ ] f\n- [x]g\n") == """
        <ul>
        <li><label><input type="checkbox" disabled="" /> a <em>b</em></label></li>
        <li><label><input type="checkbox" checked="" disabled="" /> c</label>
        <ul>
        <li><label><input type="checkbox" checked="" disabled="" /> d</label></li>
        </ul>
        </li>
        <li>[y] e</li>
        <li>[ ] f</li>
        <li>[x]g</li>
        </ul>

        """)
  }

  @Test(arguments: [
    ("- [ ] ", " "), ("- [x] \n  b", "x b"), ("- [x]\t*b*", "x <em>b</em>"), ("- [x] b\n\n[x]: /u", "x b"),
    ("- [x]  \n  b\n\n[x]: /u", "x b"), ("- [x]", nil), ("- [x]\n  b", nil), ("- \\[x] b", nil), ("- [x](u) b", nil),
  ])
  func `a task needs white space after its box`(text: String, label: String?) {
    let html = rendered(text)
    guard let label else {
      #expect(!html.contains("checkbox"))
      return
    }
    let checked = label.first == "x" ? " checked=\"\"" : ""
    let rest = label.dropFirst().drop { $0 == " " }
    #expect(html.contains("<label><input type=\"checkbox\"\(checked) disabled=\"\" /> \(rest)</label>"))
  }

  @Test(arguments: ["note", "tip", "important", "warning", "caution"])
  func `a block quote that names a kind is a callout`(kind: String) {
    #expect(
      rendered("> [!\(kind.uppercased())]\n> a\n>\n> b\n") == """
        <div class="callout callout-\(kind)" role="note">
        <p class="callout-title">\(kind.capitalized)</p>
        <p>a</p>
        <p>b</p>
        </div>

        """)
  }

  @Test func `a callout may have its own title`() {
    #expect(
      rendered("> [!Tip]  Do *this*\n") == """
        <div class="callout callout-tip" role="note">
        <p class="callout-title">Do <em>this</em></p>
        </div>

        """)
  }

  @Test(arguments: ["> [!note]", "> [!other]\n> a", "> \\[!note]\n> a", "> a [!note]\n> b", "[!note]\na"])
  func `other block quotes are not callouts`(text: String) {
    #expect(!rendered(text).contains("callout"))
  }

  @Test func `an image alone with a title is a figure`() {
    #expect(
      rendered("![a \"b\"](c.jpg \"D & e\")\n\n[![f](g.png 'h')](i.md)\n") == """
        <figure>
        <img src="c.jpg" alt="a &quot;b&quot;" />
        <figcaption>D &amp; e</figcaption>
        </figure>
        <figure>
        <a href="i.md"><img src="g.png" loading="lazy" decoding="async" alt="f" /></a>
        <figcaption>h</figcaption>
        </figure>

        """)
    #expect(rendered("![a](b.jpg)") == "<p><img src=\"b.jpg\" alt=\"a\" /></p>\n")
    #expect(rendered("![a](b.jpg \"c\") d").hasPrefix("<p>"))
  }

  @Test func `the size and the loading of an image follow its place`() {
    let document = Document("![a](b.jpg) ![c](d.jpg)", MarkdownOptions())
    let html = document.html { Target(url: $0.destination, width: 2, height: 1) }
    #expect(html.contains(#"<img src="b.jpg" width="2" height="1" alt="a" />"#))
    #expect(html.contains(#"<img src="d.jpg" width="2" height="1" loading="lazy" decoding="async" alt="c" />"#))
  }

  @Test func `the last line of a block quote is its source if it begins with an em dash`() {
    #expect(
      Document("> a\n> *b*\n> --- C, *d*\n", MarkdownOptions()).html() == """
        <figure class="quote">
        <blockquote>
        <p>a
        <em>b</em></p>
        </blockquote>
        <figcaption>— C, <em>d</em></figcaption>
        </figure>

        """)
    #expect(rendered("> a\n>\n> — C\n").contains("<p>a</p>\n</blockquote>\n<figcaption>— C</figcaption>"))
    #expect(!rendered("> — C\n").contains("<figure"))
    #expect(!rendered("> a\n> — b\n> c\n").contains("<figure"))
  }

  @Test func `headings have IDs and a link to themselves`() {
    #expect(
      rendered("# A *b*\n") == """
        <h2 id="a-b">A <em>b</em><a class="anchor" href="#a-b" aria-labelledby="a-b"></a></h2>

        """)
  }

  @Test func `a heading may set its ID`() {
    let document = Document(
      "## A `b` {#my-id}\n## My id\n\nC {#c--d}\n---\n## E \\{#e}\n# {#f}\n## G {# h}\n", MarkdownOptions())
    #expect(document.headings.map(\.id) == ["my-id", "my-id-1", "c--d", "e-e", "f", "g--h"])
    #expect(document.headings.map(\.text) == ["A b", "My id", "C", "E {#e}", "", "G {# h}"])
    #expect(document.html().hasPrefix("<h3 id=\"my-id\">A <code>b</code><a class"))
  }

  @Test func `an ID that is set twice is reported`() {
    let text: MarkedText = "# A {#x}\n\n> # B 1️⃣{#x}\n"
    let document = Document(text.text, MarkdownOptions())
    expectDiagnostics(document.diagnostics, [.warning("the ID `x` is set twice", at: 1)], in: text)
  }

  @Test func `definition lists have terms and definitions`() {
    #expect(
      rendered("A\nB *c*\n: d\n  goes on\n: e\n\nF\n\n:   g\n\n    - h\n\ni\n") == """
        <dl>
        <dt>A</dt>
        <dt>B <em>c</em></dt>
        <dd>
        d
        goes on
        </dd>
        <dd>
        e
        </dd>
        <dt>F</dt>
        <dd>
        <p>g</p>
        <ul>
        <li>h</li>
        </ul>
        </dd>
        </dl>
        <p>i</p>

        """)
  }

  @Test(arguments: [": a", "# a\n: b", "a\n:b", "- a\n\n\n: b", "a\n\n\n: b"])
  func `a colon without a term is text`(text: String) {
    #expect(!rendered(text).contains("<dl>"))
    #expect(rendered(text).contains(":"))
  }

  @Test func `links in definitions have the right place`() {
    let text: MarkedText = "x\n\n> A [b](1️⃣c.md)\n> d [e](2️⃣f.md)\n> : g [h](3️⃣i.md)\n"
    let document = Document(text.text, MarkdownOptions())
    #expect(document.references.map(\.location.line) == [3, 4, 5])
    #expect(document.references.map(\.location.column) == (1...3).map { text.places[$0]?.column })
  }
}
