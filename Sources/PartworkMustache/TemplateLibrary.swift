package import PartworkDiagnostics

/// The compiled templates and partials of a site.
///
/// The language is that of the Mustache manual, with inheritance and without lambdas. A name, partial, parent or block
/// that does not exist is an error.
package struct TemplateLibrary: Sendable {
  /// What is wrong with the templates whatever they are rendered with: their syntax, partials, parents, blocks and
  /// function arguments that do not exist, and endless inclusion.
  package let diagnostics: [Diagnostic]

  private let options: CompilerOptions
  private let catalog: Catalog
  private let endless: Set<Int>

  /// Compiles `sources`.
  ///
  /// - Parameters:
  ///   - functions: By name, the functions that `{{#name}}argument{{/name}}` calls: for each known argument, the text
  ///     to insert, which is escaped. They come before values of the same name.
  ///   - words: What `{{#words}}key{{/words}}` prints.
  ///   - isLenient: Follows the Mustache specification, for its test suites: what does not exist renders as nothing,
  ///     dynamic names are allowed, and there are no diagnostics.
  package init(
    _ sources: [TemplateSource], functions: [String: [String: String]] = [:], words: ThemeWords? = nil,
    isLenient: Bool = false
  ) {
    let options = CompilerOptions(functions: functions, words: words, isLenient: isLenient)
    self.init(sources.map { CompiledTemplate($0, options) }, options)
  }

  private init(_ templates: [CompiledTemplate], _ options: CompilerOptions) {
    let catalog = Catalog(templates)
    var checker = TemplateChecker(catalog, types: [.any])
    for template in templates.indices where catalog.isInCycle(template) { checker.check(template) }
    self.options = options
    self.catalog = catalog
    endless = checker.endless
    let found = templates.flatMap(\.diagnostics) + checker.cycles + catalog.problems
    diagnostics = options.isLenient ? [] : found
  }

  /// The library of `sources`, `functions` and `words`, which have the same names as before; it compiles only what
  /// differs.
  package func updated(
    to sources: [TemplateSource], functions: [String: [String: String]] = [:], words: ThemeWords? = nil
  ) -> TemplateLibrary {
    var options = options
    options.functions = functions
    options.words = words
    let areOptionsSame = functions == self.options.functions && words == self.options.words
    let known = Dictionary(catalog.templates.map { ($0.source.file, $0) }) { first, _ in first }
    let templates = sources.map { source in
      guard let old = known[source.file], old.source == source,
        areOptionsSame || !old.program.dependsOnOptions
      else { return CompiledTemplate(source, options) }
      return old
    }
    return TemplateLibrary(templates, options)
  }

  /// Checks every name that the page template `name` uses, itself and through partials, parents and blocks, against
  /// the names of `shape`, and of `globals` around it; finds nothing if there is no such template.
  package func check(_ name: String, against shape: Shape, globals: Shape? = nil) -> TemplateUse {
    guard let template = catalog.find(name, isParent: true) else { return TemplateUse() }
    var checker = TemplateChecker(
      catalog, types: [globals, shape].compactMap { $0.map { .record($0) } }, endless: endless)
    checker.check(template)
    return TemplateUse(
      diagnostics: checker.found + checker.cycles, printedNames: checker.printed,
      sources: checker.walked.map { catalog.templates[$0].source })
  }

  /// The names of the templates that others inherit from or include.
  package var includedTemplates: Set<String> {
    Set(catalog.links.joined().compactMap { $0.map { catalog.templates[$0].source.name } })
  }

  /// The texts of the templates called `names` and of those that they may include, directly or not.
  package func sources(reachableFrom names: some Sequence<String>) -> [TemplateSource] {
    let starts = names.compactMap { catalog.find($0, isParent: true) }
    return catalog.reachable(from: starts).sorted().map { catalog.templates[$0].source }
  }

  /// Appends the page that the template `name` makes of `value` to `output`. Names that it does not have are looked up
  /// in `globals`.
  ///
  /// - Throws: `RenderFailure` if inclusion does not end, or if there is no such template.
  package func render(
    _ name: String, _ value: Value, globals: Value = .absent, into output: inout [UInt8]
  ) throws(RenderFailure) {
    guard let template = catalog.find(name, isParent: true) else {
      throw RenderFailure(
        diagnostic: Diagnostic(
          .error, "`\(name)`: unknown template", at: nil,
          hint: Suggestion.listing(near: name, in: catalog.templates.filter { !$0.source.isPartial }.map(\.source.name))
        ))
    }
    try catalog.render(template, value, globals, into: &output)
  }
}

/// What rendering a page template would do, for every page that it may render.
package struct TemplateUse: Sendable {
  /// The names that are unknown, and the values that cannot be printed.
  package var diagnostics: [Diagnostic] = []

  /// The values that it prints, by the first part of their names.
  package var printedNames: Set<String> = []

  /// The templates that it consists of, itself included.
  package var sources: [TemplateSource] = []
}

/// The text of a template file.
package struct TemplateSource: Sendable, Hashable {
  /// The name that pages and other templates use, such as `post` or `byline`.
  package var name: String

  /// Whether it is a partial. A partial and a page's template may have the same name: `{{>name}}` means the partial and
  /// `{{<name}}` the template, or the other one if there is only that.
  package var isPartial: Bool

  /// The path for diagnostics.
  package var file: String

  /// The Mustache text, in UTF-8.
  package var text: [UInt8]

  package init(_ name: String, isPartial: Bool = false, file: String, text: [UInt8]) {
    self.name = name
    self.isPartial = isPartial
    self.file = file
    self.text = text
  }
}

/// A compiled text that is not a file itself, such as a series' introduction in its front matter. It cannot include
/// templates.
package struct Fragment: Sendable {
  /// What is wrong with the text whatever it is rendered with.
  package let diagnostics: [Diagnostic]

  private let catalog: Catalog

  /// Compiles `text`, which begins at `location`.
  package init(_ text: [UInt8], at location: SourceLocation) {
    let source = TemplateSource("", file: location.file, text: text)
    let template = CompiledTemplate(source, at: location, CompilerOptions(isFragment: true))
    catalog = Catalog([template])
    diagnostics = template.diagnostics
  }

  /// Checks every name that the text uses against the names of `shape`.
  package func check(against shape: Shape) -> [Diagnostic] {
    var checker = TemplateChecker(catalog, types: [.record(shape)])
    checker.check(0)
    return checker.found
  }

  /// Appends what the text makes of `value` to `output`.
  package func render(_ value: Value, into output: inout [UInt8]) throws(RenderFailure) {
    try catalog.render(0, value, into: &output)
  }
}

extension Catalog {
  fileprivate func render(
    _ template: Int, _ value: Value, _ globals: Value = .absent, into output: inout [UInt8]
  ) throws(RenderFailure) {
    var renderer = TemplateRenderer(self, value, globals, exchange(&output, with: []))
    defer { output = renderer.output }
    try renderer.render(template)
  }
}
