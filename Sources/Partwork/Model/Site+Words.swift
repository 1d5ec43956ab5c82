import PartworkDiagnostics
import PartworkMustache

extension Site {
  /// Takes the words of all languages that pages are in from the theme and the site's own files.
  ///
  /// - Returns: what is wrong with the files, and a warning about each language in which words are missing.
  mutating func takeWords(from theme: ThemeSources, _ content: Content) -> [Diagnostic] {
    let others = otherLanguages
    let all = SiteWords(theme: theme.words(for: [language] + others.map(\.value)), site: content.strings)
    var diagnostics = all.diagnostics
    func words(in language: Located<String>) -> ThemeWords {
      let (words, missing) = all.words(in: language.value)
      if !missing.isEmpty {
        let file = "\(WordSource.folder)/\(language.value).yml"
        let isNew = missing.count == words.phrases.count
        diagnostics.warning(
          isNew
            ? "Partwork has no words in `\(language.value)`: what pages say besides your texts is in English"
            : "\(Array(missing.prefix(3)).listed(with: "and")) \(missing.count > 3 ? "and others " : "")are in English",
          at: language.location,
          hint: isNew ? "write \(file); docs/themes.md shows how" : "write them in \(file)")
      }
      return words
    }
    self.words = words(in: settings.language)
    otherWords = Dictionary(uniqueKeysWithValues: others.map { ($0.value, words(in: $0)) })
    return diagnostics
  }
}
