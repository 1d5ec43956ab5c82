package import PartworkDiagnostics

/// A compiled text that is no file of its own, such as a series' introduction.
package struct Fragment: Sendable {
  /// What is wrong with the text whatever it is rendered with.
  package let diagnostics: [Diagnostic]

  private let catalog: Catalog
  private let template: Int

  /// Compiles `text`, which may include the templates of `catalog`; nil for one that may include none.
  init(
    _ source: TemplateSource, at location: SourceLocation, _ options: CompilerOptions, _ catalog: Catalog?
  ) {
    var options = options
    options.allowsIncludes = catalog != nil
    let compiled = CompiledTemplate(source, origin: location, options)
    let templates = catalog?.templates ?? []
    self.catalog = Catalog(templates + [compiled])
    template = templates.count
    diagnostics = compiled.diagnostics + self.catalog.problems(of: template)
  }

  /// Checks every name that the text uses against the names of `shape`.
  package func check(against shape: Shape) -> [Diagnostic] {
    var checker = Checker(catalog, endless: [], shape: shape)
    return checker.check(template)
  }

  /// Appends what the text makes of `value` to `output`.
  ///
  /// - Throws: `RenderFailure` where inclusion does not end.
  package func render(_ value: Value, into output: inout [UInt8]) throws(RenderFailure) {
    try catalog.render(template, value, into: &output)
  }
}
