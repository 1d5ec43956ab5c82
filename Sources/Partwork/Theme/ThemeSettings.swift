import PartworkDiagnostics
import PartworkMarkdown

/// The settings of a theme, with the values that a site gives them.
package struct ThemeSettings: Sendable {
  /// The settings, in the order in which the theme declares them.
  let declared: [ThemeSetting]

  /// The values by name: the site's, or else the theme's own.
  private(set) var values: [String: ThemeValue] = [:]

  /// The places of those that the site gives, by name.
  private var places: [String: SourceLocation] = [:]

  /// No settings at all.
  static let none = ThemeSettings(declared: [])

  private init(declared: [ThemeSetting]) { self.declared = declared }

  /// Reads what `theme:` in `site.yml` says.
  ///
  /// - Parameter text: the text of `site.yml`.
  /// - Returns: the settings, and what is wrong with them.
  static func read(
    _ declared: [ThemeSetting], from text: [UInt8], _ markdown: MarkdownSettings
  ) -> (settings: ThemeSettings, diagnostics: [Diagnostic]) {
    var settings = ThemeSettings(declared: declared)
    for setting in declared { settings.values[setting.name] = setting.standard }
    let findings = Findings()
    let site = findings.fields(of: text, in: Settings.file)
    // The rest of the file is read, and reported, elsewhere.
    let known = findings.diagnostics.count
    _ = site.map("theme") { fields in
      for setting in declared {
        guard let value = fields.themeValue(setting.name, setting.kind, setting.options, markdown) else { continue }
        settings.values[setting.name] = value
        settings.places[setting.name] = fields.written(setting.name)?.location
      }
      return true
    }
    return (settings, findings.diagnostics.dropFirst(known) + settings.contrastWarnings)
  }

  /// Whether the site itself gives `setting` a value.
  func isSet(_ setting: ThemeSetting) -> Bool { places[setting.name] != nil }

  /// Whether there is a value for the setting called `name`.
  func has(_ name: String) -> Bool { values[name] != nil }

  func color(_ name: String) -> Color? {
    if case .color(let color) = values[name] { color } else { nil }
  }
}

/// What readers could hardly see.
extension ThemeSettings {
  /// The contrast that text needs (WCAG 2.2, criterion 1.4.3).
  private static let leastContrast = 4.5

  private var contrastWarnings: [Diagnostic] { declared.compactMap(contrastWarning) }

  private func contrastWarning(about setting: ThemeSetting) -> Diagnostic? {
    guard let name = setting.contrast?.value, let color = color(setting.name),
      let other = self.color(name) ?? (try? Color(parsing: name)),
      // A theme's own colours are its own business.
      let place = places[setting.name] ?? places[name]
    else { return nil }
    let contrast = color.contrast(with: other)
    guard contrast < Self.leastContrast else { return nil }
    let shown = (contrast * 10).rounded(.down) / 10
    let second = self.color(name) == nil ? "the text, \(other.css)" : "`\(name)`, \(other.css)"
    return Diagnostic(
      .warning, "`\(setting.name)`, \(color.css), and \(second), have a contrast of only \(shown)", at: place,
      hint: "text needs \(Self.leastContrast) to be readable (WCAG 2.2): choose a darker or a lighter colour")
  }
}
