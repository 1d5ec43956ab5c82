import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@Suite struct TableTests {
  @Test func `a table has a scrollable frame, a header with scope, and a body`() {
    #expect(
      rendered("| Who | What |\n| --- | ---: |\n| Ann | *two* |\n") == """
        <div class="table" tabindex="0">
        <table>
        <thead>
        <tr>
        <th scope="col">Who</th>
        <th scope="col" class="align-right">What</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>Ann</td>
        <td class="align-right"><em>two</em></td>
        </tr>
        </tbody>
        </table>
        </div>

        """)
  }

  @Test(arguments: [
    ("a | b\n:-: | ---\nc | d", #"<tr><th class="align-center">a</th><th>b</th></tr>"#),
    ("|a|\n|:-|", #"<tr><th class="align-left">a</th></tr>"#),
    ("a\\|b | `c\\|d`\n-|-", "<tr><th>a|b</th><th><code>c|d</code></th></tr>"),
    ("| a ||\n|-|-|", "<tr><th>a</th><th></th></tr>"),
  ])
  func `headers follow GitHub's rules`(text: String, head: String) {
    #expect(table(text).contains("<thead>\(head)</thead>"))
  }

  @Test(arguments: [
    ("|a|b|\n|-|\n|c|d|", "<p>|a|b|\n|-|\n|c|d|</p>\n"),
    ("|a|\n\n|-|\n", "<p>|a|</p>\n<p>|-|</p>\n"),
    (
      "a\n---\nb | c\n", "<h2 id=\"a\">a<a class=\"anchor\" href=\"#a\" aria-labelledby=\"a\"></a></h2>\n<p>b | c</p>\n"
    ),
    ("    |a|\n    |-|\n", "<pre><code>|a|\n|-|\n</code></pre>\n"),
    ("```\n|a|\n|-|\n```\n", "<pre><code>|a|\n|-|\n</code></pre>\n"),
    ("a | b\n- | -\n", "<p>a | b</p>\n<ul>\n<li>| -</li>\n</ul>\n"),
  ])
  func `text that is not a table is unchanged`(text: String, html: String) {
    #expect(rendered(text) == html)
  }

  @Test func `rows have as many cells as the header`() {
    #expect(
      table("|a|b|\n|-|-|\n|c|\n|d|e|f|\ng") == """
        <thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td></td></tr>\
        <tr><td>d</td><td>e</td></tr><tr><td>g</td><td></td></tr></tbody>
        """)
  }

  @Test func `tables may be in block quotes and lists`() {
    #expect(table("> |a|\n> |-|\n> |b|\n").contains("<blockquote>\n<thead><tr><th>a</th></tr></thead><tbody><tr><td>b"))
    #expect(table("- x\n\n  |a|\n  |-|\n  |b|\n").contains("<p>x</p>\n<thead><tr><th>a</th></tr></thead><tbody>"))
    #expect(table("- |a|\n  |-|\n  |b|\n").contains("<li>\n<thead><tr><th>a</th></tr></thead><tbody>"))
  }

  @Test func `a line below a table in a block quote is not one of its rows`() {
    #expect(table("> |a|\n> |-|\nb\n").hasSuffix("</thead></blockquote>\n<p>b</p>\n"))
  }

  @Test func `text above a table and a rule below it are not part of it`() {
    #expect(
      table("text *x*\n|a|\n|-|\n|b|\n---\n") == """
        <p>text <em>x</em></p>
        <thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody><hr />

        """)
  }

  @Test(arguments: [
    ("---\n\nx", "<hr /><p>x</p>"),
    ("---\nx", "<hr /><p>x</p>"),
    ("---\n> x", "<hr /><blockquote><p>x</p></blockquote>"),
    ("-\nx", "<ul><li></li></ul><p>x</p>"),
    ("2. x", "<ol start=\"2\"><li>x</li></ol>"),
    ("*\n", "<ul><li></li></ul>"),
    ("    x", "<pre><code>x</code></pre>"),
    ("|\nx", "<p>|x</p>"),
    ("|\n|a|\n|-|\n|b|", "<p>|</p><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>"),
  ])
  func `any block ends a table, even one that cannot interrupt a paragraph`(below: String, html: String) {
    let rows = "<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>"
    #expect(table("|a|\n|-|\n|b|\n\(below)").replacing("\n", with: "") == rows + html)
  }

  @Test func `a tag alone ends a table and is reported at its line`() {
    let document = Document("|a|\n|-|\n|b|\n<custom x='1' y>\nc", MarkdownOptions())
    #expect(document.diagnostics.map(\.location?.line) == [4])
    #expect(document.plainText == "a b")
  }

  @Test(arguments: ["===", "--", "2.x", "-x", "<b", "<b> x", "<-b>", "||", "1234567890. x"])
  func `a line that only looks like a block is a row`(below: String) {
    #expect(rendered("|a|\n|-|\n|b|\n\(below)").ranges(of: "<td>").count == 2)
  }

  @Test(arguments: ["", "x\n"])
  func `a row that looks like an underline may have rows below it`(above: String) {
    let rows = "<tbody><tr><td>==</td></tr><tr><td>b</td></tr><tr><td>--</td></tr><tr><td>c</td></tr></tbody>"
    #expect(table(above + "|a|\n|-|\n==\nb\n--\nc\n").hasSuffix("<thead><tr><th>a</th></tr></thead>" + rows))
  }

  @Test func `many lines that look like underlines stay rows`() {
    let html = rendered("|a|\n|-|\n" + String(repeating: "==\nb\n", count: 9))
    #expect(html.ranges(of: "<td>==</td>").count == 9)
    #expect(html.ranges(of: "<td>b</td>").count == 9)
  }

  @Test func `a line of dashes below a pipe makes a heading`() {
    #expect(rendered("| a\n---\ntext").hasPrefix("<h2 id=\"-a\">| a"))
    #expect(rendered("| a\n---\ntext").hasSuffix("</h2>\n<p>text</p>\n"))
  }

  @Test(arguments: ["     - x", "      # x", "     > x", "\t1. x", "    ```"])
  func `text above a table stays text even if indented like code`(line: String) {
    let text = String(line.drop { $0 == " " || $0 == "\t" }).replacing(">", with: "&gt;")
    #expect(table("a\n\(line)\nb|c\n-|-") == "<p>a\n\(text)</p>\n<thead><tr><th>b</th><th>c</th></tr></thead>")
  }

  @Test func `text before a table keeps its line breaks`() {
    #expect(table("x  \ny\n|a|\n|-|") == "<p>x<br />\ny</p>\n<thead><tr><th>a</th></tr></thead>")
  }

  @Test(arguments: [
    "a|b\n    -|-", "- a|b\n      -|-", "-\ta|b\n  -|-", ">- a|b\n>  -|-", "> a|b\n-|-", "1)  > a|b\n   > -|-",
  ])
  func `delimiters indented like code, or outside their list, do not make a table`(text: String) {
    #expect(!rendered(text).contains("<table>"))
  }

  @Test(arguments: ["-\ta|b\n\t-|-", ">- a|b\n>   -|-", "-\n  a|b\n  -|-", "a|b\n   -|-"])
  func `marks may be written with tabs and with fewer spaces`(text: String) {
    #expect(rendered(text).contains("<table>"))
  }

  @Test func `a line without the marks of its block quote or list is outside them`() {
    let rows = "<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>"
    #expect(
      table("> |a|\n> |-|\n> |b|\nc\n> d").replacing("\n", with: "")
        == "<blockquote>\(rows)</blockquote><p>c</p><blockquote><p>d</p></blockquote>")
    #expect(
      table("> - |a|\n>   |-|\n>   |b|\n> c\n").replacing("\n", with: "")
        == "<blockquote><ul><li>\(rows)</li></ul><p>c</p></blockquote>")
  }

  @Test(arguments: ["|a|\n|-|\n\n: x", "x\n|a|\n|-|\n\n: x"])
  func `a table is not the term of a definition`(text: String) {
    #expect(table(text).hasSuffix("<thead><tr><th>a</th></tr></thead><p>: x</p>\n"))
  }

  @Test func `a line with a colon below a table is a row, even next to definitions`() {
    let html = table("|a|\n|-|\n: x\n\nTerm\n: y")
    #expect(html.contains("<td>: x</td>"))
    #expect(html.contains("<dt>Term</dt>"))
  }

  @Test func `links below a table have the right place`() {
    let text = "- x\n  |a|\n  |-|\n  2. [b](c.md)\n\n[d](e.md)\n|a|\n|-|\n|\n[f](g.md)"
    let document = Document(text, MarkdownOptions())
    #expect(document.references.map(\.location.line) == [4, 6, 10])
    #expect(document.references.map(\.location.column) == [10, 5, 5])
  }

  @Test func `each cell has its own links and markup`() {
    #expect(
      table("|*a|b*|\n|-|-|\n|[r]|~~d~~ www.example.org|\n\n[r]: x.md\n") == """
        <thead><tr><th>*a</th><th>b*</th></tr></thead><tbody><tr><td><a href="x.md">r</a></td>\
        <td><del>d</del> <a href="http://www.example.org">www.example.org</a></td></tr></tbody>
        """)
  }

  @Test func `links in cells have the right place`() {
    let text: MarkedText = "x\n\n> |a|é [b](1️⃣c.md)|\n> |-|-|\n> |![d](2️⃣e.png)|`\\|` [f](3️⃣g.md)\n\ntext [h](4️⃣i.md)"
    let document = Document(text.text, MarkdownOptions())
    let found = document.references.map { reference in
      text.places.first { $0.value.line == reference.location.line && $0.value.column == reference.location.column }?
        .key
    }
    #expect(document.references.map(\.destination) == ["c.md", "e.png", "g.md", "i.md"])
    #expect(document.references.map(\.location.line) == [3, 5, 5, 7])
    #expect(found == [1, 2, 3, 4])
  }

  @Test func `raw HTML in a cell is reported at its line`() {
    let document = Document("|a|\n|-|\n|<b>x</b>|\n", MarkdownOptions())
    #expect(document.diagnostics.map(\.location?.line) == [3])
  }

  @Test func `plain text separates cells`() {
    #expect(Document("|a|b|\n|-|-|\n|c|d|\n\ne", MarkdownOptions()).plainText == "a b c d\ne")
  }
}
