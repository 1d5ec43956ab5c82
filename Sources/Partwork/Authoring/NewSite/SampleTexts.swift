import PartworkMustache
import PartworkSupport

/// What a new site has to read, in one language: that of the site, or else English.
struct SampleTexts: Sendable {
  /// The keys of the texts in `Samples/LANG.yml`. Those that end in `Name` are names of files, without `.md`.
  enum Key: String, CaseIterable {
    case description, bio
    case seriesName, seriesTitle, seriesDescription, seriesText
    case postName, postTitle, postDescription, postText, category
    case nextTitle, nextDescription
    case aboutName, aboutTitle, aboutDescription, aboutText
  }

  /// The texts in all languages.
  static let all = SiteWords(theme: files.map { WordSource($0.text.withUTF8Buffer { Array($0) }, of: $0.path) })

  private let words: ThemeWords

  /// - Parameter language: a BCP 47 tag.
  init(language: String) {
    var words = Self.all.words(in: language).words
    // The texts are source code: its paths and commands have to stay as they are.
    words.isRightToLeft = false
    self.words = words
  }

  /// The text called `key`, with `values` and other texts for the names in it.
  func text(_ key: Key, _ values: [String: String] = [:]) -> String {
    let texts = Key.allCases.filter { $0 != key }.map { ($0.rawValue, words.text($0.rawValue, [:]) ?? "") }
    return words.text(key.rawValue, values.merging(texts) { value, _ in value }) ?? ""
  }
}
