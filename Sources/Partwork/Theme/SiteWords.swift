import PartworkDiagnostics
import PartworkMustache
import PartworkSupport

/// The words that pages say, in each language: those of the theme, with the site's own in place of some.
struct SiteWords: Sendable {
  /// The phrases of each language by their keys; the tags are in lower case.
  private var languages: [String: [String: Phrase]] = [:]

  /// What is wrong with files of the site.
  private(set) var diagnostics: [Diagnostic] = []

  /// The built-in words in English.
  static let english = SiteWords(theme: [BuiltInTheme.words(in: standardLanguage)]).words(in: standardLanguage).words

  /// The language of the words that every theme has.
  static let standardLanguage = "en"

  /// - Parameters:
  ///   - theme: the files of the theme, among them the built-in ones that it does not replace.
  ///   - site: the site's own, which come before them.
  init(theme: [WordSource], site: [WordSource] = []) {
    let standard = theme.filter { $0.language == Self.standardLanguage }.flatMap(\.phrases)
    let reference = Dictionary(standard.map { ($0.key.value, $0.phrase) }) { $1 }
    let known = Set(theme.flatMap(\.phrases).map(\.key.value))
    for (source, isOfSite) in theme.map({ ($0, false) }) + site.map({ ($0, true) }) {
      if !isOfSite { diagnostics += source.diagnostics }
      for (key, phrase) in source.phrases {
        if isOfSite, !known.contains(key.value) {
          diagnostics.error(
            "`\(key.value)`: the theme has no such words", at: key.location,
            hint: Suggestion.listing(near: key.value, in: known.sorted()))
          continue
        }
        guard let phrase = check(phrase, key, as: reference[key.value]) else { continue }
        languages[source.language.lowercased(), default: [:]][key.value] = phrase
      }
    }
  }

  /// `phrase` with what it counts by; nil if that is unknown. What it names must be among the names of `standard`, the
  /// same in English.
  private mutating func check(_ phrase: Phrase, _ key: Located<String>, as standard: Phrase?) -> Phrase? {
    var phrase = phrase
    var known = Set(standard?.texts.flatMap(\.names) ?? [])
    if case .plural(let count, _)? = standard { known.insert(count) }
    if case .plural(let count, let forms) = phrase, count.isEmpty {
      guard case .plural(let count, _)? = standard else {
        diagnostics.error(
          "it is not clear what `\(key.value)` counts", at: key.location,
          hint: "add `count:` with one of its names")
        return nil
      }
      phrase = .plural(count: count, forms: forms)
    }
    guard standard != nil else { return phrase }
    for name in Set(phrase.texts.flatMap(\.names)).subtracting(known).sorted() {
      diagnostics.error(
        "`\(key.value)` has no `{\(name)}`", at: key.location,
        hint: known.isEmpty
          ? "it is the same everywhere: write it without names"
          : "it may name \(known.sorted().map { "{\($0)}" }.listed(with: "and"))")
    }
    return phrase
  }

  /// The words in the language `tag`; English takes the place of missing ones, whose keys are `missing`.
  func words(in tag: String) -> (words: ThemeWords, missing: [String]) {
    let standard = languages[Self.standardLanguage] ?? [:]
    var found: [String: Phrase] = [:]
    for tag in LanguageTag.chain(tag).reversed() { found.merge(languages[tag.lowercased()] ?? [:]) { $1 } }
    let missing = standard.keys.filter { found[$0] == nil }.sorted()
    let words = ThemeWords(
      standard.merging(found) { $1 }, rule: PluralRule(language: tag), isRightToLeft: LanguageTag.isRightToLeft(tag))
    return (words, missing)
  }
}

/// The words that the program itself says, by their keys in `strings/LANG.yml`.
enum WordKey: String, CaseIterable {
  case archive, archiveOfYear, authors, categories, pageNotFound, pageNumber, search, series, tags, titleOnPage
  case partOf, seriesLabel, wholeSeries, wholeSeriesOf
  case aboutAuthor, aboutAuthors, aboutThisBook, contents, cover, ebooks, introduction, kilobytes,
    listSeparator, megabytes, stillToCome, titlePage
  case noticeDraft, noticeInPreparation, noticeScheduled
}

extension ThemeWords {
  /// The words called `key`, with `values` for their names.
  func text(_ key: WordKey, _ values: [String: String] = [:]) -> String { text(key.rawValue, values) ?? "" }

}
