package import PartworkDiagnostics
import PartworkMustache

/// The theme: its compiled templates and its assets.
package struct Theme: Sendable {
  package let assets: AssetLibrary
  let templateLibrary: TemplateLibrary

  /// The templates with the words of other languages that posts are in, by their tags.
  private let otherLibraries: [String: TemplateLibrary]

  /// What is wrong with the templates, whatever site they render.
  package let diagnostics: [Diagnostic]

  /// The names of the page templates.
  package let templates: Set<String>

  /// Whether tags cannot be checked, since files that they may refer to cannot be read.
  private let isIncomplete: Bool

  /// The style sheet of e-books.
  let bookStyle: [UInt8]

  /// What every page shows besides: `theme`.
  private let globals: Shape

  /// What a page shows, by the name of the template that every theme has for such pages.
  let shapes: [String: Shape]

  /// Compiles the theme and checks every template against what its pages show.
  ///
  /// - Parameters:
  ///   - settings: what the site sets of the theme.
  ///   - title: the title of the site.
  ///   - url: where the site will be; the URLs of assets begin with it.
  ///   - shapes: the templates that every theme needs, each with what its pages show.
  ///   - optional: those of them that another stands in for.
  ///   - words: those in the site's language, and those in other languages that posts are in.
  ///   - earlier: an earlier theme, whose unchanged templates are not compiled again.
  init(
    _ sources: ThemeSources, _ settings: ThemeSettings = .none, title: String = "", at url: SiteURL,
    shapes: [String: Shape], optional: Set<String> = [], words: ThemeWords, others: [String: ThemeWords] = [:],
    reusing earlier: Theme? = nil
  ) {
    let made = settings.assets(besides: sources.assets, title: title, at: url)
    let (published, unpublished) = sources.assets(and: made, for: shapes.keys)
    let assets = AssetLibrary(published, basePath: url.href("/"), unpublished: unpublished)
    let globals = settings.globals
    let functions = ["asset": assets.urls]
    func compile(_ words: ThemeWords, reusing earlier: TemplateLibrary?) -> TemplateLibrary {
      earlier?.updated(to: sources.templates, functions: functions, words: words)
        ?? TemplateLibrary(sources.templates, functions: functions, words: words)
    }
    let library = compile(words, reusing: earlier?.templateLibrary)
    let otherLibraries = Dictionary(
      uniqueKeysWithValues: others.map { ($0, compile($1, reusing: earlier?.otherLibraries[$0])) })
    let templates = sources.pageTemplates
    isIncomplete = sources.isIncomplete
    var found = sources.diagnostics + (isIncomplete ? [] : library.diagnostics)
    for name in shapes.keys where !templates.contains(name) && !optional.contains(name) && !sources.isMissing {
      found.error(
        "the theme has no template `\(name)`", at: SourceLocation("templates/\(name).mustache"),
        hint: "every theme needs this file: see docs/templates.md")
    }
    for name in templates where !isIncomplete {
      if let shape = Self.general(name, among: shapes).flatMap({ shapes[$0] }) {
        found += Self.check(name, of: library, against: shape, globals)
        for other in otherLibraries.values { found += other.check(name, against: shape, globals: globals).diagnostics }
      }
    }
    self.assets = assets
    bookStyle = sources.bookStyle
    self.globals = globals
    self.templates = templates
    self.shapes = shapes
    templateLibrary = library
    self.otherLibraries = otherLibraries
    diagnostics = found.eachPlaceOnce
  }

  /// The templates with the words of the language `tag`; those of the site's for nil.
  func templateLibrary(in tag: String?) -> TemplateLibrary {
    tag.flatMap { otherLibraries[$0] } ?? templateLibrary
  }

  /// What is wrong with the templates that pages name in their front matter (`template:`), when they render such a
  /// page.
  ///
  /// - Parameter uses: the template of each page, and the one that renders such pages if no other is named.
  func check(_ uses: some Sequence<(template: String, general: String)>) -> [Diagnostic] {
    if isIncomplete { return [] }
    var checked: Set<[String]> = []
    let found = uses.flatMap { template, general in
      // Templates were checked against the pages that their names stand for when they were compiled.
      guard Self.general(template, among: shapes) != general, let shape = shapes[general],
        checked.insert([template, general]).inserted
      else { return [Diagnostic]() }
      return Self.check(template, of: templateLibrary, against: shape, globals)
    }
    let known = Set(diagnostics.map(\.location))
    return found.eachPlaceOnce.filter { !known.contains($0.location) }
  }

  private static func check(
    _ name: String, of library: TemplateLibrary, against shape: Shape, _ globals: Shape
  ) -> [Diagnostic] {
    let use = library.check(name, against: shape, globals: globals)
    // What a broken tag would print is unknown.
    return use.diagnostics + (library.diagnostics.hasErrors ? [] : use.missingMetadata(of: shape))
  }

  /// The general template that `name` stands in for: `series` for `series-mentorship`, and itself for `series`. Nil for
  /// one that only front matter can ask for.
  private static func general(_ name: String, among shapes: [String: Shape]) -> String? {
    shapes[name] != nil ? name : topic(of: name)?.general
  }

  /// The general template that a template called `name` stands in for, and the ID of the piece that it is for: `series`
  /// and `mentorship` for `series-mentorship`. Nil if it is for no piece in particular.
  static func topic(of name: String) -> (general: String, id: String)? {
    for general in ["series-all", "series", "category", "tag", "author"] where name.hasPrefix(general + "-") {
      return (general, String(name.dropFirst(general.utf8.count + 1)))
    }
    return nil
  }
}

extension [Diagnostic] {
  /// The diagnostics without those about the same place as another, as templates that share a layout have them: what is
  /// unknown on one page may be a value that cannot be printed on the next.
  fileprivate var eachPlaceOnce: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return sorted().filter { diagnostic in
      let message = diagnostic.location?.line == nil ? diagnostic.message : ""
      return seen.insert(Diagnostic(diagnostic.severity, message, at: diagnostic.location)).inserted
    }
  }
}
