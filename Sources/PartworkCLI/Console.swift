import ArgumentParser
import PartworkDiagnostics
import Foundation
import Partwork
import PartworkPreview
import PartworkPublish

/// The terminal: the one place that prints and that decides the exit code.
enum Console {
  /// Prints `text` and a line end to standard output.
  static func say(_ text: String) throws {
    try print(Array((text + "\n").utf8))
  }

  /// Prints `bytes`, and nothing else, to standard output.
  static func print(_ bytes: [UInt8]) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      complain([Diagnostic(.error, "could not write to standard output: \(reason(error))", at: nil)])
      throw ExitCode.diskFailed
    }
  }

  /// Prints `lines` to standard error, where they are not taken for what a command was asked for.
  static func note(_ lines: [String]) {
    for line in lines { complain(line + "\n") }
  }

  /// Prints what was found to standard error, as advice that does not decide how the run ends.
  static func note(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty { complain(diagnostics) }
  }

  /// Prints what was found to standard error, coloured on a terminal, and how much it was.
  ///
  /// - Parameters:
  ///   - isStrict: whether warnings count as errors.
  ///   - consequence: what an error means, to print behind the count.
  /// - Throws: the exit code 1 if anything is an error, or anything at all where the run is strict.
  static func report(_ diagnostics: [Diagnostic], isStrict: Bool = false, consequence: String? = nil) throws {
    if diagnostics.isEmpty { return }
    complain(diagnostics)
    let found = Set(diagnostics)
    let errors = found.count { $0.severity == .error }
    let isWrong = errors > 0 || isStrict
    let counts = [(errors, "error"), (found.count - errors, "warning")].filter { $0.0 > 0 }
    let total = counts.map { Summary.count($0.0, $0.1) }.joined(separator: ", ")
    complain((isWrong ? [total, consequence] : [total]).compactMap(\.self).joined(separator: "; ") + ".\n")
    if isWrong { throw ExitCode.siteHasErrors }
  }

  /// Prints why files were not written.
  ///
  /// - Returns: the exit code of the failure.
  static func fail(_ error: WriteError) -> ExitCode {
    switch error {
    case .site(let diagnostics):
      complain(diagnostics)
      return .siteHasErrors
    case .disk(let diagnostic):
      complain([diagnostic])
      return .diskFailed
    }
  }

  /// Prints why a publish stopped, and the last lines of the command that failed.
  ///
  /// - Returns: the exit code of the failure.
  static func fail(_ failure: PublishFailure) -> ExitCode {
    complain([failure.diagnostic])
    complain(failure.details.map { $0 + "\n" }.joined())
    return .siteHasErrors
  }

  /// Prints why the preview cannot begin.
  ///
  /// - Returns: the exit code of wrong usage, as other arguments would do.
  static func fail(_ error: ListeningError) -> ExitCode {
    complain([error.diagnostic])
    return .validationFailure
  }

  /// Prints what happens in a preview: what is wrong to standard error, the rest to standard output.
  static func show(_ lines: LogLines) {
    complain(lines.findings)
    try? FileHandle.standardOutput.write(contentsOf: Data(lines.message.utf8))
  }

  /// Prints `text` as it is to standard error: what is of use while the program runs.
  static func note(_ text: String) { complain(text) }

  /// Whether standard error is a terminal that can rewrite its line.
  static var isTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// How many characters fit into a line of the terminal that standard error is; 80 where nobody knows.
  static var width: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Prints that Partwork itself is at fault.
  ///
  /// - Returns: the exit code of a fault.
  static func fault(_ error: any Error) -> ExitCode {
    complain([
      Diagnostic(
        .error, "a fault in Partwork: \(error)", at: nil,
        hint: "please report it, with the command and the site that it happened on")
    ])
    return .faultInPartwork
  }
}

extension Console {
  static func complain(_ diagnostics: [Diagnostic]) {
    complain(formatter.format(diagnostics))
  }

  /// Formats what was found for standard error.
  static var formatter: DiagnosticFormatter { DiagnosticFormatter(isColoured: isColoured) }

  /// What cannot be printed to standard error cannot be said anywhere.
  private static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Whether standard error is a terminal that shows colours and its user wants them (https://no-color.org).
  private static var isColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Why the system could not do what it was asked for, in its own words.
  static func reason(_ error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    return cause.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(CInt(cause.code))) : cause.localizedDescription
  }
}
