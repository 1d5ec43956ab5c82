import PartworkMarkdown
import Testing

@testable import Partwork

@Suite struct CodeMarkerTests {
  private let block = Document("```swift\nlet a = \"<b>&'\"\n```\n", MarkdownOptions(file: "a.md")).codeBlocks[0]

  @Test func `the code of a block is what its writer wrote`() {
    #expect(String(decoding: block.code, as: UTF8.self) == "let a = \"<b>&'\"\n")
  }

  @Test(arguments: [
    ("<span class=\"hl kwa\">let</span> a = &quot;&lt;b&gt;&amp;&apos;&quot;\n", true),
    ("let a = &quot;&lt;b&gt;&amp;'&quot;\n", true),
    ("<span class=\"hl kwa\">let</span> b = &quot;&lt;b&gt;&amp;'&quot;\n", false),
    ("<b>let</b> a = &quot;&lt;b&gt;&amp;'&quot;\n", false),
    ("let a = &quot;&lt;b&gt;&amp;'&quot;", false),
    ("let a = &quot;&lt;b&gt;&amp;'&quot;\n<span", false),
    ("", false),
  ]) func `only marks may be added to code`(marked: String, isTaken: Bool) {
    let checked = CodeMarker.checked(Array(marked.utf8), of: block)
    #expect(
      checked.map { String(decoding: $0, as: UTF8.self) } == (isTaken ? marked.replacing("&apos;", with: "'") : nil))
  }
}
