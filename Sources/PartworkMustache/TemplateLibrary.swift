package import PartworkDiagnostics

/// The compiled templates and partials of a site.
///
/// The language is that of the Mustache manual, with inheritance, without lambdas.
package struct TemplateLibrary: Sendable {
  /// How names that do not exist are met.
  package enum Mode: Sendable {
    /// A name, partial, parent or block that does not exist is an error.
    case strict

    /// What does not exist renders as nothing, as the Mustache specification has it; for its test suites.
    case lenient
  }

  /// What is wrong with the templates whatever they are rendered with: their syntax, partials, parents, blocks and
  /// function arguments that do not exist, and inclusion without end.
  package let diagnostics: [Diagnostic]

  private let options: CompilerOptions
  private let catalog: Catalog
  private let endless: Set<Int>

  /// Compiles `sources`.
  ///
  /// - Parameter functions: By name, the functions that `{{#name}}argument{{/name}}` calls: for each argument that is
  ///   known, the text to insert, which is escaped. They come before values of the same name.
  package init(
    _ sources: [TemplateSource], functions: [String: [String: String]] = [:], mode: Mode = .strict
  ) {
    let options = CompilerOptions(functions: functions, mode: mode)
    self.init(sources.map { CompiledTemplate($0, options) }, options)
  }

  private init(_ templates: [CompiledTemplate], _ options: CompilerOptions) {
    self.options = options
    catalog = Catalog(templates)
    let (endless, circles) = catalog.endlessInclusions()
    self.endless = endless
    let faults = options.mode == .strict ? templates.indices.flatMap(catalog.problems) : []
    diagnostics = templates.flatMap(\.diagnostics) + circles + faults
  }

  /// The library of `sources` and `functions`, made by compiling only what differs from this one.
  package func updated(
    to sources: [TemplateSource], functions: [String: [String: String]] = [:]
  ) -> TemplateLibrary {
    var options = options
    options.functions = functions
    let haveSameNames = functions.keys == self.options.functions.keys
    let haveSameResults = functions == self.options.functions
    let known = Dictionary(catalog.templates.map { ($0.source.file, $0) }) { first, _ in first }
    let templates = sources.map { source in
      guard let old = known[source.file], old.source == source, haveSameNames,
        haveSameResults || !old.program.callsFunctions
      else { return CompiledTemplate(source, options) }
      return old
    }
    return TemplateLibrary(templates, options)
  }

  /// Whether there is a page template called `name`.
  package func contains(_ name: String) -> Bool {
    catalog.isPage(name)
  }

  /// Checks every name that the page template `name` uses, itself and through partials, parents and blocks, against
  /// the names of `shape`; nothing where there is no such template.
  package func check(_ name: String, against shape: Shape) -> [Diagnostic] {
    guard let template = catalog.page(name) else { return [] }
    var checker = Checker(catalog, endless: endless, shape: shape)
    return checker.check(template)
  }

  /// Appends the page that the template `name` makes of `value` to `output`.
  ///
  /// - Throws: `RenderFailure` where inclusion does not end, or where there is no such template.
  package func render(_ name: String, _ value: Value, into output: inout [UInt8]) throws(RenderFailure) {
    guard let template = catalog.page(name) else {
      throw RenderFailure(diagnostic: Diagnostic(.error, "`\(name)`: unknown template", at: nil))
    }
    try catalog.render(template, value, into: &output)
  }

  /// Compiles a text that is no file of its own, such as a series' introduction in its front matter.
  ///
  /// - Parameters:
  ///   - location: Where the text begins, for diagnostics.
  ///   - includes: Whether it may include partials and parents of this library.
  package func fragment(_ text: [UInt8], at location: SourceLocation, includes: Bool = false) -> Fragment {
    let source = TemplateSource("", isPartial: true, file: location.file, text: text)
    return Fragment(source, at: location, options, includes ? catalog : nil)
  }
}

extension Catalog {
  func render(_ template: Int, _ value: Value, into output: inout [UInt8]) throws(RenderFailure) {
    var page: [UInt8] = []
    swap(&page, &output)
    var renderer = Renderer(self, value, page)
    page = []
    defer { output = renderer.output }
    try renderer.render(template)
  }
}
