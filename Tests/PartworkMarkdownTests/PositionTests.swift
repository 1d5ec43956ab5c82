import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

/// The places of warnings in texts in which libcmark loses count of lines and columns.
@Suite struct PositionTests {
  @Test(arguments: [
    "a\\\nb\\\nc 1️⃣[^u] d", "a\\\nb\\\nc\\\nd\ne 1️⃣[^u]", "a  \nb 1️⃣[^u]", "- [ ] 1️⃣[^u]", "> [!NOTE] é 1️⃣[^u]\n> b",
    "> [!NOTE]\n> b 1️⃣[^u]", "\\* \\[x] &amp; é 1️⃣[^u]", "’… \"q\" -- ... 1️⃣[^u]", "|a\\|b 1️⃣[^u]|\n|-|",
    "|a|\n|-|\n|`x\\|y` \\| 1️⃣[^u]|",
    "- a\n b 1️⃣[^u]", "> a\nb 1️⃣[^u]", "> - a\n>   > b\n c 1️⃣[^u]", "1. a\n\tb 1️⃣[^u]", "[a](\n/u \"t\") 1️⃣[^u]",
    "[a]: /u\n[b]: </v> 't'\n1️⃣[^u]",
    "[a][b] `c\nd` *e **f*** 1️⃣[^u]\n\n[b]: /u", "![a](b) <https://c.d> 1️⃣[^u]", "# a 1️⃣[^u] #", "a 1️⃣[^u]\n===",
    "A\nB 1️⃣[^u]\n: c", "> q\n> — Ann 1️⃣[^u]", "> q 1️⃣[^u]\n> — Ann",
    "&copy;&#x1F600; 1️⃣[^u]", "``a ` b`` 1️⃣[^u]", "a\r\nb \\\r\nc 1️⃣[^u]",
  ])
  func `a mark without a footnote is reported at its place`(marked: String) {
    let text = MarkedText(marked)
    expectDiagnostics(
      Document(text.text, MarkdownOptions()).diagnostics, [.warning("there is no footnote `[^u]:`", at: 1)], in: text)
  }

  @Test(arguments: [
    "a\\\nb 1️⃣<b>", "- a\n b 1️⃣<b>", "~~a~~ 1️⃣<b>", "https://example.org/__a__ 1️⃣<b>", "\\~ &lt; \"q\" 1️⃣<b>", "- [x] 1️⃣<b>",
    "|a|\n|-|\n|\\| ~b~ 1️⃣<b>|",
  ])
  func `raw HTML is reported at its place`(marked: String) {
    let text = MarkedText(marked)
    expectDiagnostics(
      Document(text.text, MarkdownOptions()).diagnostics, [.warning("raw HTML `<b>` is left out", at: 1)], in: text)
  }

  @Test(arguments: [
    "a\\\n[b](1️⃣javascript:c)", "- a\n [b](\n  1️⃣javascript:c 'd')", "~a~ www.a.b [b](<1️⃣javascript:c>)",
    "[`]`](1️⃣javascript:c)",
    "[a](b(c\\)d)e) [b](1️⃣javascript:c)", "[![a](b)](1️⃣javascript:c)",
  ])
  func `a dangerous link is reported at its destination`(marked: String) {
    let text = MarkedText(marked)
    expectDiagnostics(
      Document(text.text, MarkdownOptions()).diagnostics,
      [.warning("a link with the scheme `javascript:` is left out", at: 1)], in: text)
  }

  @Test(arguments: [
    "a\\\n\\~s~ \\[^1]\\\nme\\@example.org https\\://example.org", "- a\n \\~s~", "1. a\n  \\~s~", "> a\n \\~s~",
    "-\ta\n  \\~s~",
    "[l](\n/u) \\~s~", "......\\~s~ ---- \\~s~", "&#xb;&tilde;s~ \\~s~", "a\t\n&#126;s~",
  ])
  func `escapes work everywhere`(text: String) {
    let html = rendered(text)
    #expect(!html.contains("<del>"))
    #expect(!html.contains("<sup"))
    #expect(!html.contains("mailto:"))
    #expect(!html.contains("https://example.org\">"))
  }
}
