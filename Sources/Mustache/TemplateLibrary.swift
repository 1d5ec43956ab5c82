package import Diagnostics

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

  /// What is wrong with the templates whatever they are rendered with: their syntax, partials, parents and function
  /// arguments that do not exist, and inclusion without end.
  package let diagnostics: [Diagnostic]

  /// Compiles `sources`.
  ///
  /// - Parameter functions: By name, the functions that `{{#name}}argument{{/name}}` calls: for each argument that is
  ///   known, the text to insert, which is escaped.
  package init(
    _ sources: [TemplateSource], functions: [String: [String: String]] = [:], mode: Mode = .strict
  ) {
    diagnostics = []
  }

  /// The library of `sources` and `functions`, made by compiling only what differs from this one.
  package func updated(
    to sources: [TemplateSource], functions: [String: [String: String]] = [:]
  ) -> TemplateLibrary {
    self
  }

  /// Whether there is a page template called `name`.
  package func contains(_ name: String) -> Bool {
    false
  }

  /// Checks every name that the page template `name` uses, itself and through partials, parents and blocks, against
  /// the names of `shape`.
  package func check(_ name: String, against shape: Shape) -> [Diagnostic] {
    []
  }

  /// Appends the page that the template `name` makes of `value` to `output`.
  ///
  /// - Throws: `RenderFailure` where inclusion does not end, or where there is no such template.
  package func render(_ name: String, _ value: Value, into output: inout [UInt8]) throws(RenderFailure) {
  }

  /// Compiles a text that is no file of its own, such as a series' introduction in its front matter.
  ///
  /// - Parameters:
  ///   - location: Where the text begins, for diagnostics.
  ///   - includes: Whether it may include partials and parents of this library.
  package func fragment(_ text: [UInt8], at location: SourceLocation, includes: Bool = false) -> Fragment {
    Fragment(diagnostics: [])
  }
}

/// Why a page could not be rendered.
package struct RenderFailure: Error, Sendable, Hashable {
  package let diagnostic: Diagnostic
}

/// A compiled text that is no file of its own.
package struct Fragment: Sendable {
  /// What is wrong with the text whatever it is rendered with.
  package let diagnostics: [Diagnostic]

  /// Checks every name that the text uses against the names of `shape`.
  package func check(against shape: Shape) -> [Diagnostic] {
    []
  }

  /// Appends what the text makes of `value` to `output`.
  package func render(_ value: Value, into output: inout [UInt8]) throws(RenderFailure) {
  }
}
