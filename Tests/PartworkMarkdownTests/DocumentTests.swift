import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@Suite struct DocumentTests {
  @Test func `headings have text, level, line and GitHub's slug`() {
    let document = Document(
      """
      Ego & *humility*
      ================

      ## It’s “all” about_you -- 2.0
      ## Éloge de l'été
      ## Ego & humility
      ### Ego & humility
      """, MarkdownOptions(firstLine: 5))
    #expect(
      document.headings == [
        Heading(level: 1, text: "Ego & humility", id: "ego--humility", line: 5),
        Heading(level: 2, text: "It’s “all” about_you – 2.0", id: "its-all-about_you--20", line: 8),
        Heading(level: 2, text: "Éloge de l’été", id: "éloge-de-lété", line: 9),
        Heading(level: 2, text: "Ego & humility", id: "ego--humility-1", line: 10),
        Heading(level: 3, text: "Ego & humility", id: "ego--humility-2", line: 11),
      ])
    #expect(document.anchors.contains("ego--humility-2"))
  }

  @Test func `links and images point at their destination`() {
    let text: MarkedText = """
      [r]: other.md

      See [the *mentee*](1️⃣best-mentee.md#ego "Title") and
      > quoted ü ![a photo](2️⃣photo.jpg), <3️⃣https://example.org/>

      - one
      - - two
          lines [x](<4️⃣a b.md>) `code
          code` [y](5️⃣{{next.url}})

      [z
      z](
      6️⃣far.md)

      [by reference][r]

      [![inner](7️⃣i.png)](8️⃣o.html)
      """
    let document = Document(text.text, MarkdownOptions(extensions: false, file: "content/posts/x.md"))
    let places = document.references.map { reference in
      text.places.first { $0.value.line == reference.location.line && $0.value.column == reference.location.column }?
        .key
    }
    #expect(places == [1, 2, 3, 4, 5, 6, nil, 7, 8])
    #expect(document.references[6].location == SourceLocation("content/posts/x.md", line: 15))
    #expect(
      document.references.map(\.destination) == [
        "best-mentee.md#ego", "photo.jpg", "https://example.org/", "a b.md", "{{next.url}}", "far.md", "other.md",
        "i.png", "o.html",
      ])
    #expect(document.references[0].title == "Title")
    #expect(document.references[0].text == "the mentee")
    #expect(document.references[1].kind == .image)
    #expect(document.references[1].text == "a photo")
  }

  @Test func `a definition before a paragraph does not move its lines`() {
    let text: MarkedText = """
      [r]: other.md
      [s]: more.md "title"
      Text
      [x](1️⃣a.md)
      """
    let document = Document(text.text, MarkdownOptions())
    #expect(document.references.first?.location == SourceLocation("", line: 4, column: 5))
  }

  @Test func `links and images become what the resolver says`() {
    let document = Document(
      #"[a](x.md "T & t") ![A "pic"](p.jpg 'cap') ![b](q r.jpg) ![c](<q r.jpg>) [n]({{next.url}})"#, MarkdownOptions())
    let html = document.html { reference in
      switch reference.destination {
      case "x.md": Target(url: "/posts/x/?a&b=é", rel: "external")
      case "{{next.url}}": Target(url: "{{next.url}}")
      case "p.jpg": Target(url: "/p.jpg", width: 3, height: 4)
      default: Target(url: "/" + reference.destination)
      }
    }
    #expect(
      html == """
        <p><a href="/posts/x/?a&amp;b=%C3%A9" title="T &amp; t" rel="external">a</a> \
        <img src="/p.jpg" width="3" height="4" alt="A “pic”" title="cap" /> ![b](q r.jpg) \
        <img src="/q%20r.jpg" loading="lazy" decoding="async" alt="c" /> \
        <a href="{{next.url}}">n</a></p>

        """)
  }

  @Test func `IDs have the prefix of the rendering`() {
    let document = Document("# Ego\n\ntext", MarkdownOptions())
    #expect(document.html(idPrefix: "best-mentee-").contains("<h1 id=\"best-mentee-ego\">"))
  }

  @Test func `plain text, first paragraph and word count ignore markup`() {
    let document = Document(
      """
      # Title

      ![](a.jpg)

      A *first* paragraph with `code` –
      two lines.

      - 日本語 item

          code block
      """, MarkdownOptions())
    #expect(
      document.plainText == "Title\nA first paragraph with code – two lines.\n日本語 item\ncode block")
    #expect(document.firstParagraph == "A first paragraph with code – two lines.")
    #expect(document.wordCount == 1 + 7 + 4 + 2)
  }

  @Test(arguments: ["a\n\n#", "# a &#32;", "a\n# ![]()", "&#9;\n\n# "])
  func `a heading that is empty or ends with white space has an ID`(text: String) {
    let document = Document(text, MarkdownOptions())
    #expect(document.headings.count == 1)
    #expect(!document.headings[0].id.isEmpty)
  }

  @Test func `raw HTML and dangerous URLs are dropped with a warning`() {
    let text: MarkedText = """
      1️⃣<div class="x">
      raw
      </div>

      A 2️⃣<b>bold</b> [word](3️⃣JavaScript:alert) ![shown](4️⃣data:text/html,x) ![ok](data:image/png;base64,AA==).

      <!-- a note -->
      """
    let document = Document(text.text, MarkdownOptions(smart: false))
    expectDiagnostics(
      document.diagnostics,
      [
        .warning("raw HTML `<div>` is left out", at: 1),
        .warning("raw HTML `<b>` is left out", at: 2),
        .warning("a link to a `javascript:` URL is left out", at: 3),
        .warning("an image with a `data:` URL is left out", at: 4),
      ], in: text)
    #expect(
      document.html() == "<p>A bold word shown <img src=\"data:image/png;base64,AA==\" alt=\"ok\" />.</p>\n")
  }

  @Test func `raw HTML is kept if allowed, and its IDs are anchors`() {
    let document = Document("<a id=\"x\"></a><b name='y z'>B</b> [l](file:///x)", MarkdownOptions(rawHTML: true))
    #expect(document.html() == "<p><a id=\"x\"></a><b name='y z'>B</b> <a href=\"file:///x\">l</a></p>\n")
    #expect(document.anchors == ["x", "y z"])
    #expect(document.diagnostics.isEmpty)
  }

  @Test func `the excerpt ends at the more mark`() {
    let document = Document("One\n\n<!-- more -->\n\nTwo", MarkdownOptions())
    #expect(document.hasMore)
    #expect(document.html(part: .excerpt) == "<p>One</p>\n")
    #expect(document.html() == "<p>One</p>\n\n<p>Two</p>\n")
    #expect(document.diagnostics.isEmpty)
    let without = Document("> <!--more-->\n\nTwo `<!--more-->`", MarkdownOptions())
    #expect(!without.hasMore)
    #expect(without.html(part: .excerpt) == without.html())
  }

  @Test func `plain CommonMark does not know template tags`() {
    #expect(Document("[a]({{b}})", .commonMark()).html() == "<p><a href=\"%7B%7Bb%7D%7D\">a</a></p>\n")
  }

  @Test func `smart punctuation can be off`() {
    let text = #""Don't" -- so... "#
    #expect(Document(text, MarkdownOptions()).html() == "<p>“Don’t” – so…</p>\n")
    #expect(Document(text, MarkdownOptions(smart: false)).html() == "<p>&quot;Don't&quot; -- so...</p>\n")
  }

  @Test func `bytes that are not UTF-8 are repaired`() {
    #expect(Document([0x61, 0xFF, 0x30, 0xFF, 0x62], MarkdownOptions()).html() == "<p>a\u{FFFD}0\u{FFFD}b</p>\n")
  }

  @Test func `code blocks keep every byte`() {
    let document = Document("```swift\nlet a: Array<T> = \"-- ...\"\n\n    [x](y) \t\n```\n", MarkdownOptions())
    #expect(
      document.html() == """
        <pre><code class="language-swift">let a: Array&lt;T&gt; = &quot;-- ...&quot;

            [x](y) \t
        </code></pre>

        """)
  }
}
