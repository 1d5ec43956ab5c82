import PartworkHTML
import Testing

@testable import PartworkImport

/// What texts of WordPress become. Each case is proved too: nothing differs between source and Markdown.
@Suite struct ImportedTextTests {
  private func references(footnotes: [String: String] = [:]) -> TextReferences {
    TextReferences(
      pictures: [
        .init(address: "/u/a.jpg", alternative: "A", caption: "The <b>first</b>"), .init(address: "/u/b.jpg"),
      ], footnotes: footnotes, file: { $0 < 100 ? .init(address: "/u/\($0).jpg", alternative: "Alt \($0)") : nil },
      reusableBlock: { $0 == 7 ? "<!-- wp:paragraph --><p>Reused.</p><!-- /wp:paragraph -->" : nil })
  }

  private func expect(
    _ source: String, _ markdown: String, remarks: [String] = [], footnotes: [String: String] = [:],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let result = ImportedText(wordPress: source, references(footnotes: footnotes))
    #expect(result.markdown == markdown + "\n", sourceLocation: sourceLocation)
    #expect(result.remarks.map { "\($0.line): \($0.subject)" } == remarks, sourceLocation: sourceLocation)
    #expect(result.differences == [], sourceLocation: sourceLocation)
  }

  @Test func `an empty text stays empty`() {
    #expect(ImportedText(html: "").markdown.isEmpty)
    #expect(ImportedText(wordPress: "").markdown.isEmpty)
  }

  @Test(arguments: ["[code]a[/code]", "[code]\n\na\n[/code]", "[youtube\nid=1]", "[gallery\nids=\"1\"]"])
  func `what follows a shortcode keeps its line`(_ shortcode: String) {
    let text = ImportedText(wordPress: "\(shortcode)\n\n<svg></svg>", references())
    #expect(text.remarks.last?.line == 3 + shortcode.count { $0 == "\n" })
  }

  @Test func `only line ends in the delimiter of a block count as lines`() {
    let delimiter = "<!-- wp:paragraph {\"a\":\n\"\u{B}\u{C}\u{2028}\"} -->"
    let text = ImportedText(wordPress: "\(delimiter)<p>Text</p><!-- /wp:paragraph -->\n<svg></svg>")
    #expect(text.remarks.map(\.line) == [3])
  }

  @Test func `blank lines of classic texts separate paragraphs, and other line feeds are breaks`() {
    expect(
      """
      One.
      Two, <strong>strong</strong> and <em>em</em>.

      New.
      <blockquote>Quoted

      twice</blockquote>
      After.<br /><br />Last.
      """,
      """
      One.\\
      Two, **strong** and *em*.

      New.

      > Quoted
      >
      > twice

      After.

      Last.
      """)
  }

  @Test func `captions in both forms, of linked pictures too, become figures`() {
    expect(
      "[caption id=\"a\" width=\"300\"]<a href=\"/u/x.jpg\"><img src=\"/u/x-300.jpg\" alt=\"X\" /></a> The caption[/caption]",
      "[![X](/u/x-300.jpg \"The caption\")](/u/x.jpg)")
    expect(
      "[wp_caption width=\"300\" caption=\"An old one\"]<img src=\"/u/y.jpg\">[/wp_caption]",
      "![](/u/y.jpg \"An old one\")")
    expect(
      "<!-- wp:image --><figure class=\"wp-block-image\"><img src=\"/u/z.jpg\" alt=\"Z\"><figcaption>New</figcaption></figure><!-- /wp:image -->",
      "![Z](/u/z.jpg \"New\")")
  }

  @Test func `a gallery without numbers shows what was uploaded to the post`() {
    expect(
      "[gallery]", "![A](/u/a.jpg \"The first\")\n\n![](/u/b.jpg)", remarks: ["1: gallery", "1: caption"])
    expect(
      "[gallery ids=\"1,2,300\"]", "![Alt 1](/u/1.jpg)\n\n![Alt 2](/u/2.jpg)", remarks: ["1: gallery", "1: gallery"])
  }

  @Test func `what other sites show in frames is a link, and a bare address on a line too`() {
    expect(
      "[embed]https://www.youtube.com/watch?v=abc[/embed]\n\nhttps://vimeo.com/1234\n\n[youtube id=\"xyz\"]",
      """
      <https://www.youtube.com/watch?v=abc>

      <https://vimeo.com/1234>

      <https://www.youtube.com/watch?v=xyz>
      """, remarks: ["1: embed", "3: embed", "5: embed"])
    expect(
      "<iframe src=\"https://www.youtube.com/embed/abc?rel=0\"></iframe>", "<https://www.youtube.com/watch?v=abc>",
      remarks: ["1: embed"])
  }

  @Test func `films and sounds of the site are players`() {
    expect("[audio src=\"/u/a.mp3\"] and [video mp4=\"/u/b.mp4\"][/video]", "![](/u/a.mp3)\n\nand\n\n![](/u/b.mp4)")
  }

  @Test func `code keeps its language, its blank lines and its signs, whatever plugin wrote it`() {
    expect(
      "[code language=\"python\"]\nif a < b:\n\n    print(\"<x>\")\n[/code]",
      "```python\nif a < b:\n\n    print(\"<x>\")\n```")
    expect("<pre lang=\"ruby\">puts 1</pre>", "```ruby\nputs 1\n```")
    expect("<pre class=\"brush: php; gutter: false\">echo 1;</pre>", "```php\necho 1;\n```")
    expect("<pre><code class=\"language-css\">a { b: c }</code></pre>", "```css\na { b: c }\n```")
    expect("<pre class=\"x\" data-enlighter-language=\"java\">int a;</pre>", "```java\nint a;\n```")
    expect(
      "<!-- wp:code {\"language\":\"swift\"} --><pre class=\"wp-block-code\"><code>let a = 1</code></pre><!-- /wp:code -->",
      "```swift\nlet a = 1\n```")
  }

  @Test func `unknown shortcodes stay text, and are reported if they are ones`() {
    expect(
      "[[gallery]], [sic], [1] and\n[unknown a=\"x\"]inner[/unknown]",
      "[gallery], [sic], [1] and\\\n[unknown a=\"x\"]inner[/unknown]", remarks: ["2: shortcode"])
  }

  @Test func `footnotes are footnotes, in the order of their marks`() {
    expect(
      """
      <!-- wp:paragraph --><p>See<sup data-fn="z9" class="fn"><a href="#z9" id="z9-link">1</a></sup> and<sup \
      data-fn="a1" class="fn"><a href="#a1" id="a1-link">2</a></sup>.</p><!-- /wp:paragraph -->
      <!-- wp:footnotes /-->
      """, "See[^1] and[^2].\n\n[^1]: First.\n\n[^2]: A *second* one.",
      footnotes: ["a1": "A <em>second</em> one.", "z9": "First."])
  }

  @Test func `reusable blocks are put in, and blocks without content are named once`() {
    expect(
      "<!-- wp:block {\"ref\":7} /-->\n<!-- wp:block {\"ref\":8} /-->\n<!-- wp:latest-posts /-->\n<!-- wp:archives /-->",
      "Reused.", remarks: ["2: block", "3: block"])
  }

  @Test func `Markdown of Jetpack stays as it was written`() {
    expect(
      "<!-- wp:jetpack/markdown {\"source\":\"## Hello\\n\\n* one\\n* two\"} --><div><h2>Hello</h2><ul><li>one</li><li>two</li></ul></div><!-- /wp:jetpack/markdown -->",
      "## Hello\n\n* one\n* two")
  }

  @Test func `columns, buttons, quotations, details and verses`() {
    expect(
      "<!-- wp:columns --><div><!-- wp:column --><div><p>Left</p></div><!-- /wp:column --><div><p>Right</p></div></div><!-- /wp:columns -->",
      "Left\n\nRight")
    expect(
      "<!-- wp:buttons --><div class=\"wp-block-button\"><a href=\"https://e.org/\">Press</a></div><!-- /wp:buttons -->",
      "[Press](https://e.org/)")
    expect(
      "<!-- wp:pullquote --><figure><blockquote><p>Words.</p><cite>Someone</cite></blockquote></figure><!-- /wp:pullquote -->",
      "> Words.\n> — Someone")
    expect("<details><summary>More</summary><p>Hidden.</p></details>", "**More**\n\nHidden.", remarks: ["1: details"])
    expect(
      "<!-- wp:verse --><pre class=\"wp-block-verse\">Roses\n  are red</pre><!-- /wp:verse -->", "Roses\\\nare red")
  }

  @Test func `tables keep what would end their cells`() {
    expect(
      "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1 | 2</td><td>x<br>y</td></tr></tbody></table>",
      "| A | B |\n| --- | --- |\n| 1 \\| 2 | x<br>y |")
  }

  @Test func `only what would be read as markup is escaped`() {
    expect(
      """
      2 * 3 * 4 = 24, snake_case_name, *not emphasis, 1. not a list

      1) nor this

      # no heading

      - no list

      1986. A great year.
      """,
      """
      2 * 3 * 4 = 24, snake_case_name, *not emphasis, 1. not a list

      1\\) nor this

      \\# no heading

      \\- no list

      1986\\. A great year.
      """)
    expect("#tag, C#, &lt;b&gt;, &amp;amp;, [x] and [a](b)", "#tag, C#, \\<b>, \\&amp;, [x] and [a\\](b)")
  }

  @Test func `dashes are written as WordPress shows them`() {
    expect("a -- b --- c - d, 2-3", "a — b — c – d, 2-3")
  }

  @Test func `lists keep their depth and their numbers`() {
    expect(
      "<ol start=\"8\"><li>Eight<ul><li>in it</li></ul></li><li>Nine</li></ol>", "8. Eight\n   - in it\n9. Nine")
  }
}

/// The proof of a text: it has to see what is not there.
@Suite struct ProofTests {
  private func differences(_ html: String, _ markdown: String) -> [String] {
    Proof.differences(between: HTMLReader.read(html), and: markdown).map { "\($0.line) \($0.subject): \($0.message)" }
  }

  @Test func `the same text has no differences`() {
    #expect(differences("<p>One <em>two</em></p>", "One *two*\n") == [])
  }

  @Test func `each kind of difference is named with its line`() {
    #expect(differences("<p>One</p>\n<p>two three</p>", "One\n\nthree\n") == ["2 text: “two” is missing"])
    #expect(differences("<p>One</p>", "One more\n") == ["1 text: “more” was added"])
    #expect(differences("<p><a href=\"/a\">a</a></p>", "[a](/b)\n") == ["1 link: “/a” became “/b”"])
    #expect(differences("<p>a</p>\n<img src=\"/a.jpg\">", "a\n") == ["2 picture: “/a.jpg” is missing"])
    #expect(differences("<h2>a</h2>", "### a\n") == ["1 heading: “2 a” became “3 a”"])
    #expect(
      differences("<ul><li>a</li></ul>", "1. a\n") == ["1 list: “bulleted at depth 1” became “numbered at depth 1”"])
  }
}
