import ArgumentParser
import Diagnostics
import Foundation
import Partwork
import PartworkPublish

/// The terminal: the one place that prints and that decides the exit code.
enum Console {
  /// Prints `text` and a line end to standard output.
  static func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Prints what was found to standard error, coloured on a terminal, and how much it was.
  ///
  /// - Throws: the exit code 1 if anything is an error, or anything at all where the run is strict.
  static func report(_ diagnostics: [Diagnostic], isStrict: Bool = false) throws {
    if diagnostics.isEmpty { return }
    complain(DiagnosticFormatter(isColoured: isColoured).format(diagnostics))
    let found = Set(diagnostics)
    let errors = found.count { $0.severity == .error }
    let isWrong = errors > 0 || isStrict
    let counts = [(errors, "error"), (found.count - errors, "warning")].filter { $0.0 > 0 }
    let total = counts.map { Summary.count($0.0, $0.1) }.joined(separator: ", ")
    complain(isWrong ? "\(total); nothing was written.\n" : "\(total).\n")
    if isWrong { throw ExitCode.siteHasErrors }
  }

  /// Prints why the output was not written.
  ///
  /// - Returns: the exit code of the failure.
  static func fail(_ error: WriteError) -> ExitCode {
    switch error {
    case .site(let diagnostics):
      complain(DiagnosticFormatter(isColoured: isColoured).format(diagnostics))
      return .siteHasErrors
    case .disk(let diagnostic):
      complain(DiagnosticFormatter(isColoured: isColoured).format([diagnostic]))
      return .diskFailed
    }
  }

  /// Prints why a publish stopped, and the last lines of the command that failed.
  ///
  /// - Returns: the exit code of the failure.
  static func fail(_ failure: PublishFailure) -> ExitCode {
    complain(DiagnosticFormatter(isColoured: isColoured).format([failure.diagnostic]))
    complain(failure.details.map { $0 + "\n" }.joined())
    return .siteHasErrors
  }

  /// Prints `text` as it is to standard error: what is of use while the program runs.
  static func note(_ text: String) { complain(text) }

  /// Whether standard error is a terminal that can rewrite its line.
  static var isTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Whether standard error is a terminal that shows colours and its user wants them (https://no-color.org).
  private static var isColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
  }
}

/// How a run ends, beside success and wrong usage (64).
extension ExitCode {
  /// The site has errors.
  static let siteHasErrors = ExitCode(1)

  /// The disk failed (`EX_IOERR` of BSD's sysexits).
  static let diskFailed = ExitCode(74)
}
