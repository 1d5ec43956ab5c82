import PartworkSupport
import Testing

@Suite struct ShortenedTextTests {
  @Test(arguments: ["", "one two three", "漢字", "한국어 말", "ภาษาไทย", "averyveryverylongword and others in this text"])
  func `a short text stays whole`(text: String) {
    #expect(text.shortened(toWords: 10) == text)
  }

  @Test func `words are cut at a space`() {
    #expect("one two three four".shortened(toWords: 3) == "one two three …")
    let long = Array(repeating: "considerable", count: 60).joined(separator: " ")
    #expect(long.shortened(toWords: 55) == Array(repeating: "considerable", count: 55).joined(separator: " ") + " …")
  }

  @Test(arguments: [
    (String(repeating: "漢", count: 500), 110), (String(repeating: "かな", count: 500), 110),
    (String(repeating: "ไ", count: 2000), 275), (String(repeating: "ဗ", count: 2000), 275),
  ])
  func `a text without spaces is cut by characters`(text: String, length: Int) {
    let short = text.shortened(toWords: 55)
    #expect(short.hasSuffix("…"))
    #expect(short.count == length + 1)
    #expect(text.hasPrefix(short.dropLast()))
  }

  @Test(arguments: ["。", "，", "、", "！"])
  func `it ends after a mark if there is one near the end`(mark: String) {
    let clause = String(repeating: "漢", count: 30) + mark
    let short = String(repeating: clause, count: 10).shortened(toWords: 55)
    #expect(short == String(repeating: clause, count: 3) + "…")
  }

  @Test(arguments: [
    // Of the 275 characters that 55 words are, three clauses are 225, and 91 syllables 273.
    ("།", 225), ("། ", 227), ("༎", 225), ("", 273),
  ])
  func `a Tibetan text ends after a clause or a syllable`(end: String, length: Int) {
    let syllables = String(repeating: "བོད་", count: 25)
    let text = String(repeating: end.isEmpty ? syllables : syllables.dropLast() + end, count: 20)
    let short = text.shortened(toWords: 55)
    #expect(short.count == length + 1)
    #expect(short.hasSuffix("…"))
    #expect(text.hasPrefix(short.dropLast()))
  }
}
