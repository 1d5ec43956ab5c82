package import PartworkDiagnostics

/// Why a publish stopped, for the writer who started it: one sentence, the command that failed, and what to do.
///
/// Nothing in it holds a secret: commands and output are masked before they come here.
package struct PublishFailure: Error, Sendable, Equatable {
  /// What went wrong, in one sentence without a final full stop.
  package var message: String
  /// The command that failed, as it could be typed into a shell; nil where no program was at fault.
  package var command: String?
  /// The last lines that the command printed.
  package var output: [String]
  /// What to do about it.
  package var hint: String

  package init(_ message: String, command: String? = nil, output: [String] = [], hint: String) {
    self.message = message
    self.command = command
    self.output = output
    self.hint = hint
  }

  /// The publish was stopped by whoever started it.
  package static let interruption = PublishFailure(
    "interrupted: what was sent is whole, and the rest is as it was", hint: "publish again to complete it")

  /// The sentence and the remedy, for the one place that prints diagnostics.
  package var diagnostic: Diagnostic { Diagnostic(.error, message, at: nil, hint: hint) }

  /// The command and its last lines, to print below the diagnostic; empty where no program was at fault.
  package var details: [String] {
    guard let command else { return [] }
    return ["  the command was: \(command)"] + output.map { "  | \($0)" }
  }
}
