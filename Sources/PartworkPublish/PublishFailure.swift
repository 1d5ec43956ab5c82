import Foundation
package import PartworkDiagnostics
import PartworkSupport

/// Why a publish stopped: one sentence, the command that failed, and what to do.
///
/// It never holds a secret: commands and output are masked before they come here.
package struct PublishFailure: Error, Sendable, Equatable {
  /// What went wrong, in one sentence without a final full stop.
  package var message: String
  /// The command that failed, as it could be typed into a shell; nil if no program was at fault.
  package var command: String?
  /// The last lines that the command printed.
  package var output: [String]
  /// What to do about it.
  package var hint: String
  /// Whether a disk of this machine failed, and nothing else is wrong.
  package var isOfDisk = false

  package init(_ message: String, command: String? = nil, output: [String] = [], hint: String) {
    self.message = message
    self.command = command
    self.output = output
    self.hint = hint
  }

  /// A failure of a disk on this machine.
  init(_ failure: DiskFailure) {
    message = "could not \(failure.action) `\(failure.path)`: \(failure.reason)"
    output = []
    isOfDisk = !failure.isRefusal
    hint =
      switch failure.code {
      case ENOSPC, EDQUOT: Self.makeRoom
      case EACCES, EPERM: "check its owner and permissions"
      case EMFILE, ENFILE: "close other programs, or raise the limit with `ulimit -n`, then publish again"
      case EROFS: "mount the disk for writing, then publish again"
      default: "fix this, then publish again to complete the site"
      }
  }

  /// What to do if a disk is full.
  static let makeRoom =
    "make room there, then publish again: the files that arrived are whole, and only the rest is sent"

  /// The user interrupted the publish.
  package static let interruption = PublishFailure(
    "interrupted: what was sent is whole, and the rest is unchanged", hint: "publish again to complete it")

  /// The sentence and the remedy, for the one place that prints diagnostics.
  package var diagnostic: Diagnostic { Diagnostic(.error, message, at: nil, hint: hint) }

  /// The command and its last lines, to print below the diagnostic; empty if no program was at fault.
  package var details: [String] {
    guard let command else { return [] }
    return ["  the command was: \(command)"] + output.map { "  | \($0)" }
  }
}
