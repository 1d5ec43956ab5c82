import ArgumentParser
import Foundation
import Partwork
import PartworkDiagnostics
import PartworkSupport

/// The terminal: the only place that reads standard input and prints.
enum Console {
  /// Prints `text`, in which nothing but line ends and tabs controls a terminal, and a line end to standard output.
  static func say(_ text: String) throws {
    try print(Array((text.printableLines + "\n").utf8))
  }

  /// Prints `bytes`, and nothing else, to standard output.
  static func print(_ bytes: [UInt8]) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      note([
        Diagnostic(
          .error, "could not write to standard output: \(reason(error))", at: nil,
          hint: "check where it goes: a disk may be full, or a program may have ended")
      ])
      throw ExitCode.diskFailed
    }
  }

  /// Prints `text`, which is not part of a command's result, to standard error, as `say` does.
  static func note(_ text: String) {
    show(text.printableLines)
  }

  /// Prints `diagnostics` to standard error, coloured on a terminal.
  static func note(_ diagnostics: [Diagnostic]) {
    show(formatter.format(diagnostics))
  }

  /// Prints `text` to standard error as it is, with the characters that control a terminal: it must be our own.
  static func show(_ text: String) {
    // If standard error fails, there is no place left to say so.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Prints `diagnostics` to standard error, and how many there are.
  ///
  /// - Parameters:
  ///   - isStrict: Whether warnings count as errors.
  ///   - consequence: The effect of an error, printed after the count.
  /// - Throws: The exit code 1 if there are errors.
  static func report(_ diagnostics: [Diagnostic], isStrict: Bool = false, consequence: String? = nil) throws {
    if diagnostics.isEmpty { return }
    note(diagnostics)
    let found = Set(diagnostics)
    let errors = found.count { $0.severity == .error }
    let hasFailed = errors > 0 || isStrict
    let counts = [(errors, "error"), (found.count - errors, "warning")].filter { $0.0 > 0 }
    let total = counts.map { Summary.count($0.0, $0.1) }.joined(separator: ", ")
    note((hasFailed ? [total, consequence] : [total]).compactMap(\.self).joined(separator: "; ") + ".\n")
    if hasFailed { throw ExitCode.siteHasErrors }
  }

  /// The bytes of `file`, or of standard input for `-`.
  ///
  /// - Throws: The exit code 74 if it cannot be read.
  static func read(_ file: String) throws -> [UInt8] {
    do {
      let handle = file == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: file))
      return try handle.readToEnd().map { Array($0) } ?? []
    } catch {
      note([Diagnostic(.error, "could not read `\(file)`: \(reason(error))", at: nil)])
      throw ExitCode.diskFailed
    }
  }

  /// The system's own explanation of `error`.
  private static func reason(_ error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    return cause.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(CInt(cause.code))) : cause.localizedDescription
  }
}

extension Console {
  static var formatter: DiagnosticFormatter {
    // https://no-color.org
    let wantsColours = (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    return DiagnosticFormatter(isColoured: isTerminal && wantsColours)
  }

  /// Whether standard error is a terminal that can rewrite its line.
  static var isTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// The number of characters in a line of the terminal; 80 if it does not say.
  static var width: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
