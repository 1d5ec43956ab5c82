import ArgumentParser
import Foundation
import Partwork

/// A question to the writer, asked on a terminal only.
struct Question {
  let text: String
  /// What an empty answer means, and no terminal.
  let standard: String

  init(_ text: String, default standard: String) {
    self.text = text
    self.standard = standard
  }

  /// The answer as `read` takes it; if it does not, the question is asked again.
  ///
  /// - Throws: the exit code 1 if the writer ends the input instead.
  func answer<Value>(_ read: (String) throws(InvalidValue) -> Value) throws -> Value {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return try read(standard) }
    while true {
      Console.note("\(text) [\(standard)]: ")
      guard let line = readLine() else {
        Console.note("\nNothing was written.\n")
        throw ExitCode.failure
      }
      let answer = line.trimmingCharacters(in: .whitespaces)
      do throws(InvalidValue) {
        return try read(answer.isEmpty ? standard : answer)
      } catch {
        Console.note("  \(error.message): \(error.hint)\n")
      }
    }
  }
}
