package import PartworkDiagnostics
import PartworkMustache

/// The theme: its compiled templates and its assets.
package struct Theme: Sendable {
  package let assets: AssetLibrary
  let templateLibrary: TemplateLibrary

  /// What is wrong with the templates and assets whatever site they show.
  package let diagnostics: [Diagnostic]

  /// The names of the page templates.
  package let templates: Set<String>

  /// Compiles the theme and checks every template against what its pages will show.
  ///
  /// - Parameters:
  ///   - url: where the site will be; assets are addressed below it.
  ///   - earlier: an earlier theme: its templates that are unchanged are not compiled again.
  package init(_ sources: ThemeSources, at url: SiteURL, reusing earlier: Theme? = nil) {
    let assets = AssetLibrary(sources.assets, basePath: url.href("/"))
    self.assets = assets
    let urls = Dictionary(uniqueKeysWithValues: assets.names.map { ($0, assets.url($0) ?? "") })
    let library =
      earlier?.templateLibrary.updated(to: sources.templates, functions: ["asset": urls])
      ?? TemplateLibrary(sources.templates, functions: ["asset": urls])
    templateLibrary = library
    templates = Set(sources.templates.filter { !$0.isPartial }.map(\.name))
    var found = sources.diagnostics + assets.diagnostics + library.diagnostics
    for kind in PageKind.allCases where !templates.contains(kind.rawValue) && !sources.isMissing {
      found.error(
        "the theme has no template `\(kind.rawValue)`", at: SourceLocation("templates/\(kind.rawValue).mustache"),
        hint: "every theme has this file: see docs/templates.md")
    }
    for name in templates {
      if let kind = PageKind(ofTemplate: name) { found += library.check(name, against: kind.shape) }
    }
    diagnostics = found.eachPlaceOnce
  }

  /// What is wrong with the templates that pages ask for by name (`template:` in front matter), for the pages that ask.
  package func check(_ plan: Plan) -> [Diagnostic] {
    var checked: Set<String> = []
    let found = plan.pages.flatMap { page in
      // A template that was checked as what its name says may be asked for by a page of another kind.
      guard PageKind(ofTemplate: page.template) != page.kind, checked.insert("\(page.kind) \(page.template)").inserted
      else {
        return [Diagnostic]()
      }
      return templateLibrary.check(page.template, against: page.kind.shape)
    }
    return found.eachPlaceOnce
  }
}

extension [Diagnostic] {
  /// The first of those that say the same of one place, as the checks of all templates that share a layout do.
  fileprivate var eachPlaceOnce: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return sorted().filter { diagnostic in
      seen.insert(Diagnostic(diagnostic.severity, diagnostic.message, at: diagnostic.location)).inserted
    }
  }
}

extension PageKind {
  /// The kind of the pages that the template `name` renders by its name alone: `post`, `series-mentorship`.
  fileprivate init?(ofTemplate name: String) {
    if let kind = PageKind(rawValue: name) {
      self = kind
    } else if name.hasPrefix("series-") {
      self = .series
    } else if name.hasPrefix("category-") {
      self = .category
    } else {
      return nil
    }
  }
}
