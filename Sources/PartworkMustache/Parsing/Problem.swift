import PartworkDiagnostics

/// Something wrong at a place of a template.
struct Problem {
  let offset: Int
  let severity: Diagnostic.Severity
  let message: String
  let hint: String?

  init(_ message: String, at offset: Int, hint: String? = nil, severity: Diagnostic.Severity = .error) {
    self.offset = offset
    self.severity = severity
    self.message = message
    self.hint = hint
  }
}
