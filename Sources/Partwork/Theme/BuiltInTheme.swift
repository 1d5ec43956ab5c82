import PartworkSupport

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

  /// The words that it has, in all of its languages, by the paths of their files as messages show them.
  static let words = Dictionary(
    uniqueKeysWithValues: paths.filter { $0.hasPrefix(ThemeSources.stringsFolder) }.map { path in
      let shown = "\(folder)/\(path)"
      return (shown, WordSource(file(path) ?? [], of: shown))
    })

  private static let bytes = Dictionary(
    uniqueKeysWithValues: files.map { ($0.path, $0.text.withUTF8Buffer { Array($0) }) })
}
