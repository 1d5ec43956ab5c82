import PartworkSupport
package import PartworkDiagnostics
package import PartworkMustache

/// The files of a theme, read: templates, partials, assets and declarations of settings. They are those of the site's
/// `templates/`, and built-in ones in place of those that it does not have.
package struct ThemeSources: Sendable {
  package var templates: [TemplateSource] = []
  package var assets: [AssetSource] = []

  /// The names of the templates of pages.
  var pageTemplates: Set<String> { Set(templates.lazy.filter { !$0.isPartial }.map(\.name)) }

  /// The settings that the built-in theme declares, and those of the site's own `theme.yml`.
  var settings: [ThemeSetting] = []

  /// How wide texts show pictures: the `sizes` of their `img` elements.
  private(set) var imageSizes = "100vw"

  /// The style sheet of e-books.
  private(set) var bookStyle: [UInt8] = []

  /// The site's own files of words for its theme, with those of languages that it may not use.
  private(set) var strings: [WordSource] = []
  package var diagnostics: [Diagnostic] = []

  /// Whether something in `templates` cannot be read: that is reported once, not for every template.
  package var isMissing = false

  /// Whether files that templates may refer to cannot be read, such as those of a whole folder: that is reported once,
  /// not for every tag.
  package var isIncomplete = false
}

/// A style sheet, script or image of the theme, as written.
package struct AssetSource: Sendable, Hashable {
  /// The path below the theme's `assets` folder: `style.css`, `fonts/text.woff2`. It is the name in templates.
  package var name: String
  package var bytes: [UInt8]

  /// What a template that uses it has in its text, if it is published only then: it is built in, or made of settings.
  var mark: String?

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  init(name: String, bytes: [UInt8], ifUsedAs mark: String) {
    self.init(name: name, bytes: bytes)
    self.mark = mark
  }
}

/// Reads everything in `templates/` of the site in the folder `site`, and the built-in files that it does not replace.
package func readTheme(site: String) -> ThemeSources {
  let folder = SiteFolder("templates", of: site)
  var sources = ThemeSources(diagnostics: folder.diagnostics)
  var unreadable = folder.unreadable
  for file in folder.files {
    do {
      let bytes = try readBytes("\(site)/\(file.path)")
      sources.add(file.path, bytes)
    } catch {
      unreadable.append(file.path)
      sources.diagnostics.append(error.unreadable(file.path))
    }
  }
  if !unreadable.isEmpty { sources.isMissing = true }
  sources.isIncomplete = unreadable.contains { !$0.hasSuffix(".mustache") }
  // They are treated as empty, so that templates that use them are not errors too.
  for path in unreadable where path.hasSuffix(".mustache") { sources.add(path, []) }
  sources.addBuiltIn(besides: Set(folder.files.map(\.path) + unreadable))
  sources.diagnostics += ThemeSetting.unknownContrasts(in: sources.settings)
  return sources
}

extension ThemeSources {
  /// The assets, and those of `more`: first those that are published, then those that no template in use names, as a
  /// theme of a site's own may not.
  ///
  /// - Parameter pages: the names of the templates that every theme has.
  func assets(and more: [AssetSource], for pages: some Sequence<String>) -> (
    published: [AssetSource], others: [AssetSource]
  ) {
    let own = templates.filter { !$0.isPartial && !$0.file.hasPrefix(BuiltInTheme.folder) }.map(\.name)
    let used = TemplateLibrary(templates).sources(reachableFrom: own + pages)
    func isUsed(_ asset: AssetSource) -> Bool {
      guard let mark = asset.mark else { return true }
      return used.contains { $0.text.contains(mark) }
    }
    var all = assets + more
    let firstUnused = all.partition { !isUsed($0) }
    return (Array(all[..<firstUnused]), Array(all[firstUnused...]))
  }

  static let settingsFile = "theme.yml"
  static let bookStyleFile = "book/style.css"
  static let stringsFolder = "strings/"

  /// The words that serve the languages `tags`, in English, and in files of the site, which are checked at any rate.
  func words(for tags: [String]) -> [WordSource] {
    let needed = Set((tags + [SiteWords.standardLanguage]).flatMap(LanguageTag.chain).map { $0.lowercased() })
    let builtIn = BuiltInTheme.languages.filter { needed.contains($0.lowercased()) }
    // What the site's own files say counts.
    return builtIn.map(BuiltInTheme.words) + strings
  }

  /// Adds the built-in files that are not at one of `paths` in the site; settings are added to, and words are read for
  /// the languages that the site needs.
  fileprivate mutating func addBuiltIn(besides paths: Set<String>) {
    for path in BuiltInTheme.paths where !path.hasPrefix(Self.stringsFolder) {
      guard path == Self.settingsFile || !paths.contains("templates/\(path)") else { continue }
      guard let bytes = BuiltInTheme.file(path) else { continue }
      add("\(BuiltInTheme.folder)/\(path)", bytes)
    }
  }

  /// Adds the file at `path`, which begins with `templates/` or the name of the folder of built-in files.
  fileprivate mutating func add(_ path: String, _ bytes: [UInt8]) {
    let name = String(path[path.index(after: path.firstIndex(of: "/") ?? path.startIndex)...])
    if name == Self.settingsFile {
      let (declared, sizes, problems) = ThemeSetting.read(bytes, file: path)
      if let sizes, imageSizes == ThemeSources().imageSizes { imageSizes = sizes }
      // The site's own file is read first: a setting that it declares too is the site's.
      settings += declared.filter { setting in !settings.contains { $0.name == setting.name } }
      diagnostics += problems
    } else if name == Self.bookStyleFile {
      bookStyle = bytes
    } else if let asset = name.after("assets/") {
      let isBuiltIn = path.hasPrefix(BuiltInTheme.folder)
      assets.append(
        isBuiltIn ? AssetSource(name: asset, bytes: bytes, ifUsedAs: asset) : AssetSource(name: asset, bytes: bytes))
    } else if name.hasPrefix(Self.stringsFolder), name.hasSuffix(".yml") {
      strings.append(WordSource(bytes, of: path))
    } else if name.hasSuffix(".mustache") {
      let stem = String(name.dropLast(".mustache".count))
      let partial = stem.after("partials/")
      if let offset = bytes.firstInvalidUTF8 {
        let (line, column) = LineTable(bytes).position(at: offset)
        diagnostics.error(
          "this byte is not UTF-8", at: SourceLocation(path, line: line, column: column),
          hint: "save the file as UTF-8")
      }
      templates.append(TemplateSource(partial ?? stem, isPartial: partial != nil, file: path, text: bytes))
    } else {
      diagnostics.warning(
        "this file is not used", at: SourceLocation(path),
        hint: "templates end in `.mustache`; files that pages link to go in templates/assets/")
    }
  }
}

extension String {
  func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
