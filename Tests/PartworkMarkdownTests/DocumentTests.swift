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
        Heading(level: 2, text: "Ego & humility", id: "ego--humility", line: 5),
        Heading(level: 3, text: "It’s “all” about_you – 2.0", id: "its-all-about_you--20", line: 8),
        Heading(level: 3, text: "Éloge de l’été", id: "éloge-de-lété", line: 9),
        Heading(level: 3, text: "Ego & humility", id: "ego--humility-1", line: 10),
        Heading(level: 4, text: "Ego & humility", id: "ego--humility-2", line: 11),
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
      case "{{next.url}}": Target(url: "{{next.url}}", keepsTags: true)
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
    #expect(document.html(idPrefix: "best-mentee-").contains("<h2 id=\"best-mentee-ego\""))
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
        .warning("a link with the scheme `javascript:` is left out", at: 3),
        .warning("an image with the scheme `data:` is left out", at: 4),
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

  @Test(arguments: [
    (#"<a class=x href="1️⃣b.md">"#, ["b.md"]), ("<img alt='' src='1️⃣a b.png' >", ["a b.png"]),
    ("<IMG SRC=1️⃣a.png>", ["a.png"]), (#"<img srcset="1️⃣a.png 1x, b.png 2x,c.png" alt>"#, ["a.png", "b.png", "c.png"]),
    ("<picture><source srcset=1️⃣a.avif><img src=b.png></picture>", ["a.avif", "b.png"]),
    ("<div>\n<video poster=1️⃣a.png\nsrc='b.mp4'></video>\n</div>", ["a.png", "b.mp4"]),
    ("<iframe src=1️⃣/x/></iframe>", ["/x/"]), ("<a href='1️⃣?a=b&amp;c=d&e'>", ["?a=b&c=d&e"]),
    ("<p title='<a href=x>'><a href='1️⃣y'>", ["y"]), ("<div><!-- <a href=x> -->\n<a href='1️⃣y'>", ["y"]),
    ("<script>'<a href=x>'</script>\n<a href='1️⃣y'>", ["y"]), ("<div><a href='&eacute;'>", []), ("<div><a href='", []),
    ("<div><a href=' '><a name=n>", []),
  ])
  func `raw HTML has links and images like any others`(marked: String, destinations: [String]) {
    let text = MarkedText(marked)
    let document = Document(text.text, MarkdownOptions(rawHTML: true))
    #expect(document.references.map(\.destination) == destinations)
    if let first = document.references.first?.location {
      #expect(first.line == text.places[1]?.line)
      #expect(first.column == text.places[1]?.column)
    }
    let plain = Document(text.text, .commonMark())
    #expect(document.html() == plain.html(), "what is not resolved stays as it is written")
    #expect(plain.references.isEmpty)
    let resolved = document.html { Target(url: "/\"'\($0.destination.count)") }
    #expect(resolved.matches(of: /\/%22&#x27;/).count == destinations.count)
  }

  @Test(arguments: [
    ("# A\n\n## B\n\n###### C", [2, 3, 6]), ("## A\n\nB\n===", [3, 2]), ("## A\n\n### B", [2, 3]),
    ("###### A\n\n# B", [6, 2]),
  ])
  func `the headings of a text are below the title of its page`(text: String, levels: [Int]) {
    let document = Document(text, MarkdownOptions())
    #expect(document.headings.map(\.level) == levels)
    for level in levels { #expect(document.html().contains("<h\(level) id=")) }
    #expect(!document.html().contains("<h1"))
  }

  @Test(arguments: ["e\u{301}te\u{301}", "\u{41}\u{30A}", "\u{1112}\u{1161}\u{11AB}", "o\u{308} {#e\u{301}}"])
  func `the ID of a heading is in NFC`(text: String) throws {
    let composed = Document("## \(text)", MarkdownOptions())
    let id = try #require(composed.headings.first?.id)
    #expect(id.unicodeScalars.count < text.unicodeScalars.count)
    #expect(id.utf8.allSatisfy { $0 != 0xCC })
  }

  @Test(arguments: ["a<br>b", "a<BR/>b", "a<br />b", "a<br clear=\"all\">b", "a<Br class='x'/>b"])
  func `a line break may be written as HTML`(text: String) {
    let document = Document(text, MarkdownOptions())
    #expect(document.html() == "<p>a<br />\nb</p>\n")
    #expect(document.plainText == "a b")
    #expect(document.diagnostics.isEmpty)
    #expect(Document("| h |\n| - |\n| \(text) |", MarkdownOptions()).html().contains("<td>a<br />\nb</td>"))
    #expect(Document(text, MarkdownOptions(rawHTML: true)).plainText == "a b")
  }

  @Test func `cells are aligned by styles where there is no style sheet`() {
    let document = Document("| a | b | c | d |\n| :- | :-: | -: | - |\n| *e* |", MarkdownOptions())
    let html = String(decoding: document.htmlBytes(hasStyles: true) { _ in Target(url: "") }, as: UTF8.self)
    let styled = #/style="text-align:(left|center|right)">/#
    #expect(html.matches(of: styled).map { String($0.1) } == ["left", "center", "right", "left", "center", "right"])
    #expect(!html.contains("class=\"align"))
  }

  @Test(arguments: [
    ("one two", 2, 0), ("漢字かな", 4, 4), ("漢字 and カナ", 5, 4), ("ภาษาไทย", 2, 0), ("ພາສາລາວ ok", 3, 0), ("ភាសាខ្មែរ", 2, 0),
    ("မြန်မာစာ", 2, 0), ("བོད་ཡིག", 2, 0), ("한국어 말", 2, 0),
  ])
  func `words are counted in scripts without spaces too`(text: String, words: Int, ideographs: Int) {
    let document = Document(text, MarkdownOptions())
    #expect(document.wordCount == words)
    #expect(document.ideographCount == ideographs)
  }

  @Test func `an image in raw HTML needs an alternative text unless it says that it has none`() {
    let text = "<img src=a><img src=b alt=''><img src=c alt=d><video poster=e src=f>"
    let references = Document(text, MarkdownOptions(rawHTML: true)).references
    #expect(references.map(\.needsAlternative) == [true, false, false, false, false])
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

  @Test(arguments: [
    ("{{b}}", "%7B%7Bb%7D%7D"), ("javascript&amp;colon;alert(1)//{{", "javascript&amp;colon;alert(1)//%7B%7B"),
    ("/x{{'&quot;", "/x%7B%7B&#x27;%22"), ("{{{title}}}", "%7B%7B%7Btitle%7D%7D%7D"),
    ("<{{ a }}>", "%7B%7B%20a%20%7D%7D"),
  ])
  func `braces in an address are encoded like everything else`(destination: String, written: String) {
    for options in [MarkdownOptions(smart: false), .commonMark()] {
      let document = Document("[a](\(destination))", options)
      #expect(document.html() == "<p><a href=\"\(written)\">a</a></p>\n")
      #expect(document.diagnostics.isEmpty)
    }
  }

  @Test(arguments: [
    ("{{next.url}}", "{{next.url}}"), ("/x y?a={{title}}&b", "/x%20y?a={{title}}&amp;b"),
    ("{{{title}}}", "%7B{{title}}%7D"), ("{{&title}}", "%7B%7B&amp;title%7D%7D"),
    ("{{\"}}{{a}}", "%7B%7B%22%7D%7D{{a}}"),
  ])
  func `the names of a template stay if they are wanted`(url: String, written: String) {
    let html = Document("[a](b)", MarkdownOptions()).html { _ in Target(url: url, keepsTags: true) }
    #expect(html == "<p><a href=\"\(written)\">a</a></p>\n")
  }

  @Test(arguments: ["irc2://x", "view-source:x", "intent:x", "C:\\x"])
  func `a link with an unknown scheme is left out with a warning`(destination: String) {
    let document = Document("[a](<\(destination)>)", MarkdownOptions())
    #expect(document.html() == "<p>a</p>\n")
    #expect(document.diagnostics.count == 1)
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
