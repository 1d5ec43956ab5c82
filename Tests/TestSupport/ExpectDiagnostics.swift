package import PartworkDiagnostics
package import Testing

/// A diagnostic that a test expects: its message, at a mark in the text or for a whole file.
package struct ExpectedDiagnostic: Sendable {
  let mark: Int?
  let severity: Diagnostic.Severity
  let message: String
  let hint: String?

  package static func error(_ message: String, at mark: Int?, hint: String? = nil) -> Self {
    Self(mark: mark, severity: .error, message: message, hint: hint)
  }

  package static func warning(_ message: String, at mark: Int?, hint: String? = nil) -> Self {
    Self(mark: mark, severity: .warning, message: message, hint: hint)
  }
}

/// Fails unless `found` is exactly `expected`: the same messages at the marked places of `text`, and the same hint if a
/// test names one.
package func expectDiagnostics(
  _ found: [Diagnostic], _ expected: [ExpectedDiagnostic], in text: MarkedText,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  var left = found
  for want in expected {
    let index = left.firstIndex { diagnostic in
      diagnostic.message == want.message && diagnostic.severity == want.severity
        && (want.hint == nil || diagnostic.hint == want.hint)
        && diagnostic.location?.line == want.mark.flatMap { text.places[$0]?.line }
        && diagnostic.location?.column == want.mark.flatMap { text.places[$0]?.column }
    }
    guard let index else {
      Issue.record(
        "missing: \(want) at \(String(describing: want.mark.flatMap { text.places[$0] })); found \(left)",
        sourceLocation: sourceLocation)
      continue
    }
    left.remove(at: index)
  }
  for diagnostic in left { Issue.record("unexpected: \(diagnostic)", sourceLocation: sourceLocation) }
}
