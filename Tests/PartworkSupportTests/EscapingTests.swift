import PartworkSupport
import Testing

@Suite("Escaping") struct EscapingTests {
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"it's\"", "&quot;it&#39;s&quot;"),
    ("line\nline\ttab", "line\nline\ttab"), ("＆ ü 日本語", "＆ ü 日本語"),
  ])
  func `markup in a text is escaped`(text: String, escaped: String) {
    // At every place among the bytes that are looked at together.
    for before in 0..<20 {
      let filler = String(repeating: "x", count: before)
      #expect(Escaping.mustache.escaped(filler + text + filler) == filler + escaped + filler)
    }
    #expect(Escaping.html.escaped(text) == escaped.replacing("&#39;", with: "'"))
  }

  @Test(arguments: [Escaping.xml, .cdata])
  func `characters that XML forbids are left out`(escaping: Escaping) {
    #expect(escaping.escaped("a\u{1}b\u{1B}c\u{FFFE}d\u{FFFF}e\t\n\u{FFFD}\u{1F600}") == "abcde\t\n\u{FFFD}\u{1F600}")
  }

  @Test(arguments: [
    ("<p>a &amp; b</p>", "<p>a &amp; b</p>"), ("a[b[0]]", "a[b[0]]"), ("a]]>b", "a]]]]><![CDATA[>b"),
    ("]]]>]]>", "]]]]]><![CDATA[>]]]]><![CDATA[>"), ("]]", "]]"),
  ])
  func `a CDATA section keeps all but its own end`(text: String, section: String) {
    #expect(Escaping.cdata.escaped(text) == section)
  }
}
