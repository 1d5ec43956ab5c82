import ArgumentParser
import Foundation
import PartworkDiagnostics

/// The editor that a writer has chosen, by the variables that git and others ask too.
struct Editor {
  /// A command, which may have arguments: `code --wait`.
  private let command: String

  /// The editor of VISUAL or EDITOR; nil if both are empty.
  static var current: Editor? {
    let environment = ProcessInfo.processInfo.environment
    return ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.allSatisfy(\.isWhitespace) }
      .map(Editor.init)
  }

  /// Replaces this process with the editor, which so has the terminal for itself.
  ///
  /// - Throws: the exit code 70 if there is no shell to start it.
  func open(_ path: String) throws -> Never {
    // The runtime's threads block signals, which the editor needs: a new size of the window, Control-C.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    // A shell splits the command; the path is an argument, and never read as a command.
    let words: [String] = ["sh", "-c", "\(command) \"$@\"", command, path]
    execv("/bin/sh", words.map { strdup($0) } + [nil])
    Console.note([
      Diagnostic(
        .error, "could not start `\(command)`: \(String(cString: strerror(errno)))", at: nil,
        hint: "set EDITOR to the command that starts your editor")
    ])
    throw ExitCode.internalError
  }
}
