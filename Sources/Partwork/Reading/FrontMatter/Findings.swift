internal import PartworkDiagnostics

/// The diagnostics of one file, gathered while it is read; each tells what to do.
final class Findings {
  private(set) var diagnostics: [Diagnostic] = []

  func add(_ others: [Diagnostic]) {
    diagnostics += others
  }

  func error(_ message: String, at location: SourceLocation, hint: String) {
    diagnostics.error(message, at: location, hint: hint)
  }

  func warning(_ message: String, at location: SourceLocation, hint: String) {
    diagnostics.warning(message, at: location, hint: hint)
  }
}
