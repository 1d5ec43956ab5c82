import PartworkSupport
import Testing

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("\u{1B}[31mred", "<U+001B>[31mred"), ("a\nb", "a<U+000A>b"), ("a\r\nb", "a<U+000D><U+000A>b"), ("\0", "<U+0000>"),
    ("a\u{7F}", "a<U+007F>"), ("\u{9B}31m", "<U+009B>31m"), ("\u{85}", "<U+0085>"), ("a\u{2028}b", "a<U+2028>b"),
    ("\u{2029}", "<U+2029>"), ("\u{202E}txt.exe", "<U+202E>txt.exe"), ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>"),
    ("e\u{301}\u{7}", "e\u{301}<U+0007>"), ("\t", "<U+0009>"),
  ])
  func `what controls a terminal is shown by its number`(text: String, shown: String) {
    #expect(text.printable == shown)
  }

  @Test(arguments: ["", "plain", "наставник", "👩‍👩‍👧", "שלום\u{200F}", "a\u{A0}b", "\u{FFFD}", "`<U+0007>`"])
  func `everything else is shown as it is`(text: String) {
    #expect(text.printable == text)
    #expect(text.printableLines == text)
  }

  @Test func `a text of several lines keeps its lines and tabs`() {
    #expect(
      "a\tb\n\u{1B}]0;title\u{7}\nc\r\u{2028}".printableLines == "a\tb\n<U+001B>]0;title<U+0007>\nc<U+000D><U+2028>")
  }
}
