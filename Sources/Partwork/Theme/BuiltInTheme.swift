import PartworkSupport
internal import Synchronization

/// The theme that the program carries: the files of `templates/` in its repository, which the build embeds.
///
/// A file in a site's `templates/` replaces the built-in file of that path, and nothing else.
package enum BuiltInTheme {
  /// What messages call the folder of its files.
  static let folder = "built-in templates"

  /// The paths of its files in `templates/`, sorted.
  package static let paths = files.map(\.path)

  /// The file at `path` in `templates/`; nil if there is none.
  package static func file(_ path: String) -> [UInt8]? { bytes[path] }

  /// The settings that it declares.
  static let settings = file(ThemeSources.settingsFile).map { ThemeSetting.read($0, file: "theme.yml").settings } ?? []

  /// The tags of the languages that it has words in, sorted.
  static let languages = paths.compactMap { path in
    path.after(ThemeSources.stringsFolder).map { String($0.dropLast(".yml".count)) }
  }

  /// The words in `language`, one of `languages`, which are read once.
  static func words(in language: String) -> WordSource {
    words.withLock { words in
      if let source = words[language] { return source }
      let path = "\(ThemeSources.stringsFolder)\(language).yml"
      let source = WordSource(file(path) ?? [], of: "\(folder)/\(path)")
      words[language] = source
      return source
    }
  }

  private static let words = Mutex<[String: WordSource]>([:])

  private static let bytes = Dictionary(
    uniqueKeysWithValues: files.map { ($0.path, $0.text.withUTF8Buffer { Array($0) }) })
}
