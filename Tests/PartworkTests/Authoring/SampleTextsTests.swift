import PartworkMustache
import Testing

@testable import Partwork

@Suite struct SampleTextsTests {
  private static let languages = BuiltInTheme.languages.sorted()

  @Test func `there are texts in each language of the theme, and for each key`() {
    #expect(SampleTexts.all.diagnostics == [])
    #expect(SampleTexts.files.map { "strings/\($0.path)" } == BuiltInTheme.paths.filter { $0.hasPrefix("strings/") })
    for language in Self.languages {
      let (words, missing) = SampleTexts.all.words(in: language)
      #expect(missing == [], "\(language)")
      #expect(Set(words.phrases.keys) == Set(SampleTexts.Key.allCases.map(\.rawValue)), "\(language)")
    }
  }

  @Test(arguments: languages.filter { $0 != "en" })
  func `texts are translated`(language: String) {
    let (english, texts) = (SampleTexts(language: "en"), SampleTexts(language: language))
    for key in SampleTexts.Key.allCases where !key.rawValue.hasSuffix("Name") {
      #expect(texts.text(key) != english.text(key), "\(key)")
    }
  }

  @Test(arguments: languages)
  func `each name in a text has a value, and names of files can be typed everywhere`(language: String) {
    let texts = SampleTexts(language: language)
    for key in SampleTexts.Key.allCases {
      let text = texts.text(key, ["author": "Ada", "authorID": "ada"])
      #expect(!text.contains("{") && !text.isEmpty, "\(text)")
      #expect(!key.rawValue.hasSuffix("Name") || text.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(text)")
    }
  }

  /// A mark would become part of a path or a command that a writer copies.
  @Test(arguments: ["ar", "he"]) func `no text has an invisible mark of direction`(language: String) {
    let text = SampleTexts(language: language).text(.postText, ["authorID": "ada"])
    #expect(text.contains("`content/authors/ada.md`"))
    #expect(
      !text.unicodeScalars.contains { "\u{200E}\u{200F}\u{2066}\u{2067}\u{2068}\u{2069}".unicodeScalars.contains($0) })
  }
}
