import PartworkMarkdown
import Testing

@Suite("Markup in a line of plain text") struct MarkupInLineTests {
  @Test(arguments: [
    ("The *salt* road", "The salt road"),
    ("**Bold** start", "Bold start"),
    ("A _very_ long day", "A very long day"),
    ("__Very bold words__ here", "Very bold words here"),
    ("What `draft` means", "What draft means"),
    ("~~Old~~ new", "Old new"),
    ("It&#8217;s here", "It’s here"),
    ("Q&amp;A", "Q&A"),
    ("Caf&eacute; &ndash; a start", "Café – a start"),
    ("See [the map](map.md)", "See the map"),
    ("<em>Now</em> or never", "Now or never"),
    ("Two<br>lines", "Two lines"),
    ("1. The *first* part", "1. The first part"),
    ("# *Hash*", "# Hash"),
    ("- *Dash*", "- Dash"),
    ("Over\n*two* lines", "Over two lines"),
    ("List<String> and *more*", "List<String> and more"),
    ("*The* __init__ file", "The __init__ file"),
    ("\\*Not\\* emphasis", "*Not* emphasis"),
    ("*「重要」* です", "「重要」 です"),
    ("5*3*2 is *thirty*", "5*3*2 is thirty"),
  ])
  func `is taken out`(line: String, plain: String) {
    #expect(Document.withoutMarkup(line) == plain)
  }

  @Test(arguments: [
    "The salt road", "A * is born", "2 * 3 * 4", "snake_case_name", "AT&T", "C&A;", "Q & A; and more", "a < b",
    "a < b > c",
    "List<String>", "What __init__ does", "__name__ == \"__main__\"", "*args and **kwargs", "~/notes/~", "a ~ b ~ c",
    "[Review] The book (2024)", "Array[Int](x", "Rock 'n' roll", "1. First", "# Hash", "https://example.org/a_b_c_d",
    "C* and D*", "5 &copies;", "", "It's `quoted", "\u{1F600} *", "第一章：*", "Use & <; both", "F**k this sh**",
    "5*3*2 and 7*8*9",
  ])
  func `is not seen where there is none`(line: String) {
    #expect(Document.withoutMarkup(line) == nil)
  }
}
