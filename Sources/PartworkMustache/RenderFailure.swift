package import PartworkDiagnostics

/// Why a page could not be rendered.
package struct RenderFailure: Error, Sendable, Hashable {
  package let diagnostic: Diagnostic
}
