import Testing

@testable import Partwork

@Suite("The words that a search looks for") struct SearchWordsTests {
  private func words(_ text: String) -> [String] {
    var reader = SearchWords()
    var found: [String] = []
    var text = text
    text.withUTF8 { text in reader.read(text) { found.append(String(decoding: $0, as: UTF8.self)) } }
    return found
  }

  @Test(arguments: [
    ("Don't stop: it's 5 o'clock!", ["don", "t", "stop", "it", "s", "5", "o", "clock"]),
    ("snake_case e-mail", ["snake", "case", "e", "mail"]), ("", []), (" — … ", []),
    ("Café ÉTÉ cafe\u{301}", ["cafe", "ete", "cafe"]), ("Straße GRÖSSE", ["strasse", "grosse"]),
    ("Ærø Łódź Þór Œuvre Đ", ["aero", "lodz", "thor", "oeuvre", "d"]), ("İstanbul ılık", ["istanbul", "ilik"]),
    ("ΟΔΌΣ οδός", ["οδοσ", "οδοσ"]), ("Ёлка й", ["елка", "и"]), ("Tiếng Việt", ["tieng", "viet"]),
    ("كِتَابٌ", ["كتاب"]), ("שָׁלוֹם", ["שלום"]), ("٢ ۲ ２ ＡＢ", ["2", "2", "2", "ab"]), ("हिन्दी", ["हिन्दी"]),
  ])
  func `words are folded`(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test(arguments: [
    ("東京都", ["東京", "京都", "都"]), ("猫", ["猫"]), ("雨の日。雪", ["雨の", "の日", "日", "雪"]),
    ("コーヒー・豆", ["コー", "ーヒ", "ヒー", "ー", "豆"]), ("한국어를 말", ["한국", "국어", "어를", "를", "말"]),
    ("𠮷野家", ["𠮷野", "野家", "家"]), ("แมวดำ", ["แมว", "มวด", "วดำ", "ดำ", "ำ"]),
    ("第2回Swift入門", ["第", "2", "回", "swift", "入門", "門"]),
  ])
  func `scripts without spaces are read in runs of characters`(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test func `long codes are left out`() {
    #expect(words("a \(String(repeating: "x", count: 61)) \(String(repeating: "y", count: 60))").count == 2)
  }
}
