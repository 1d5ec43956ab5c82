import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport

/// A setting that a theme declares in `theme.yml`: what a site may set below `theme:`.
struct ThemeSetting: Sendable {
  let name: String
  let kind: SettingKind

  /// What it is for, for people.
  let meaning: String

  /// The words of a choice.
  let options: [String]

  /// The value without the site's; nil for none.
  let standard: ThemeValue?

  /// The custom property that a colour or font sets: `--accent`; and the one for text on that colour.
  let property: String?
  let inkProperty: String?

  /// Whether the property is that of dark mode.
  let isDark: Bool

  /// What a colour must be readable on: another setting, or a colour.
  let contrast: Located<String>?
}

/// The type of a setting, as `theme.yml` names it.
enum SettingKind: String, Sendable, CaseIterable {
  case text, markdown, number, bool, color, font, image, links, choice
}

/// The value of a setting.
enum ThemeValue: Sendable {
  case text(String)
  case markdown(Document)
  case number(Int)
  case bool(Bool)
  case color(Color)
  case font(FontChoice)
  case image(ImageSource)
  case links([LinkSource])
  case choice(String)
}

extension ThemeSetting {
  /// Names that the program gives to `theme` in templates.
  static let reserved = ["styleSheet"]

  /// The settings that `bytes`, the text of a `theme.yml`, declares, and the `sizes` of images in texts.
  static func read(
    _ bytes: [UInt8], file: String
  ) -> (settings: [ThemeSetting], imageSizes: String?, diagnostics: [Diagnostic]) {
    let findings = Findings()
    let fields = findings.fields(of: bytes, in: file)
    var settings: [ThemeSetting] = []
    for (name, value) in fields.value("settings")?.members ?? [] {
      if reserved.contains(name.value) || !name.value.isSettingName {
        findings.error(
          "a setting cannot be called `\(name.value)`", at: name.location,
          hint: "use another name, of letters and digits")
      } else if let setting = fields.map(value, { ThemeSetting(name.value, $0) }) {
        settings.append(setting)
      }
    }
    let imageSizes = fields.text("imageSizes")?.value
    fields.finish()
    return (settings, imageSizes, findings.diagnostics)
  }

  private init?(_ name: String, _ fields: Fields) {
    if fields.value("type") == nil {
      fields.reportMissing("type", hint: "write \(SettingKind.allCases.map(\.rawValue).listed(with: "or"))")
    }
    guard let kind: SettingKind = fields.choice("type") else {
      fields.acceptAll()
      return nil
    }
    self.name = name
    self.kind = kind
    meaning = fields.plainText("meaning")?.value ?? ""
    options = kind == .choice ? fields.texts("options", of: .ids).map(\.value) : []
    if kind == .choice, options.isEmpty { fields.reportMissing("options", hint: "list the words to choose from") }
    switch kind {
    case .color, .font:
      property = fields.parsed("property", Self.property)?.value
      inkProperty = fields.parsed("inkProperty", Self.property)?.value
      isDark = fields.bool("dark") ?? false
      contrast = fields.text("contrast")
    default: (property, inkProperty, isDark, contrast) = (nil, nil, false, nil)
    }
    switch kind {
    // What a file of the site is cannot be said by a theme.
    case .image, .links, .markdown: standard = nil
    default: standard = fields.themeValue("default", kind, options, MarkdownSettings())
    }
  }
}

extension ThemeSetting {
  private static func property(_ text: String) throws(InvalidValue) -> String {
    if text.hasPrefix("--"), text.utf8.allSatisfy(ASCIISet(lettersDigitsAnd: "-").contains) { return text }
    throw InvalidValue("`\(text)` is not a custom property", hint: "write a name such as `--accent`")
  }

  /// An error about each `contrast` of `settings` that names neither a colour nor another of them.
  static func unknownContrasts(in settings: [ThemeSetting]) -> [Diagnostic] {
    let colors = settings.filter { $0.kind == .color }.map(\.name)
    return settings.compactMap { setting in
      guard let name = setting.contrast, !colors.contains(name.value), (try? Color(parsing: name.value)) == nil else {
        return nil
      }
      return Diagnostic(
        .error, "there is no colour `\(name.value)`", at: name.location,
        hint: Suggestion.question(for: name.value, in: colors) ?? "name another setting, or write `\"#ffffff\"`")
    }
  }
}

extension Fields {
  /// The value of `key` for a setting of `kind`; nil if it is missing or wrong, which is reported.
  func themeValue(
    _ key: String, _ kind: SettingKind, _ options: [String], _ markdown: MarkdownSettings
  ) -> ThemeValue? {
    switch kind {
    case .text: plainText(key).map { .text($0.value) }
    case .markdown: value(key).flatMap { self.markdown($0, markdown) }.map { .markdown($0.value) }
    case .number: wholeNumber(key).map { .number($0.value) }
    case .bool: bool(key).map { .bool($0) }
    case .color: parsed(key, Color.init(parsing:)).map { .color($0.value) }
    case .font:
      text(key).flatMap { text in
        parsed(text) { _ throws(InvalidValue) in try FontChoice(text) }.map { .font($0.value) }
      }
    // It stands beside the site's title, or is an icon.
    case .image: image(key).map { .image(ImageSource(src: $0.src, alt: $0.alt ?? "")) }
    case .links: links(key).nonEmpty.map { .links($0) }
    case .choice:
      parsed(key) { text throws(InvalidValue) in
        if options.contains(text) { return text }
        throw InvalidValue(
          "`\(text)` is not a valid `\(key)`",
          hint: Suggestion.question(for: text, in: options) ?? "write \(options.listed(with: "or"))")
      }.map { .choice($0.value) }
    }
  }
}

extension [LinkSource] {
  fileprivate var nonEmpty: [LinkSource]? { isEmpty ? nil : self }
}

extension String {
  /// Whether it can be a name in templates.
  fileprivate var isSettingName: Bool {
    let plain = ASCIISet(lettersDigitsAnd: "")
    return first?.isLetter == true && utf8.allSatisfy { $0 >= 0x80 || plain.contains($0) }
  }
}
