/// Something that the author of the site should know: what is wrong, where, and what to do about it.
///
/// Errors that a writer or a theme author can cause are diagnostics; they are collected, not thrown, so that one run
/// reports all of them.
package struct Diagnostic: Sendable, Hashable, Codable {
  package enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
    /// The site is built anyway, unless the build is strict.
    case warning
    /// Nothing is written.
    case error
  }

  package var severity: Severity

  /// What is wrong, in a writer's words, without a full stop.
  package var message: String

  /// Where it is wrong; nil if no file is at fault.
  package var location: SourceLocation?

  /// What to do about it, printed on a separate line.
  package var hint: String?

  package init(_ severity: Severity, _ message: String, at location: SourceLocation?, hint: String? = nil) {
    self.severity = severity
    self.message = message
    self.location = location
    self.hint = hint
  }
}

extension Diagnostic: Comparable {
  /// Orders by place, diagnostics without one first; then errors before warnings, then by message and hint.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.location != right.location {
      guard let leftPlace = left.location else { return true }
      guard let rightPlace = right.location else { return false }
      return leftPlace < rightPlace
    }
    if left.severity != right.severity { return left.severity == .error }
    return (left.message, left.hint ?? "") < (right.message, right.hint ?? "")
  }
}

extension [Diagnostic] {
  package mutating func error(_ message: String, at location: SourceLocation?, hint: String? = nil) {
    append(Diagnostic(.error, message, at: location, hint: hint))
  }

  package mutating func warning(_ message: String, at location: SourceLocation?, hint: String? = nil) {
    append(Diagnostic(.warning, message, at: location, hint: hint))
  }

  package var hasErrors: Bool { contains { $0.severity == .error } }
}
