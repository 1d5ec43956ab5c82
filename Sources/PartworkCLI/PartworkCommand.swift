import ArgumentParser
import Foundation
import Partwork
import PartworkDiagnostics
import PartworkPreview
import PartworkPublish
import PartworkSupport

/// The `partwork` program and its commands.
@main
struct PartworkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partwork",
    abstract: "Build a website whose posts form series.",
    discussion: """
      A site is a folder with content/ (its text) and templates/ (its theme). Typical use:

        partwork init
        partwork new post "My first part" --series mentorship
        partwork preview
        partwork build
        partwork publish
      """,
    version: Release.version,
    subcommands: [
      Build.self, Check.self, Epub.self, Import.self, Init.self, List.self, New.self, Preview.self, Publish.self,
      Render.self,
      ThemeCommand.self,
    ]
  )

  /// Runs the command that the arguments name.
  static func main() async {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      try check(arguments)
      var command = try parseAsRoot(arguments)
      _ = try EditionOptions.Clock.sourceDate()
      try checkFolder()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(report(error))
    }
  }

  /// Refuses to run in a folder that has been deleted or cannot be found, in which no relative path leads anywhere.
  private static func checkFolder() throws {
    let problem: String
    do throws(DiskFailure) {
      if try workingFolder.get() != nil { return }
      problem = "has been deleted"
    } catch {
      problem = "cannot be found: \(error.reason)"
    }
    Console.note([
      Diagnostic(.error, "the current folder \(problem)", at: nil, hint: "change to another, such as with `cd`")
    ])
    throw ExitCode.diskFailed
  }

  /// Prints the message of ArgumentParser for `error`, which may quote an argument, and exits.
  private static func end(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    guard !code.isSuccess else { exit(withError: error) }
    let message = fullMessage(for: error)
    if !message.isEmpty { Console.note(message + "\n") }
    exit(withError: code)
  }

  /// Refuses a system without `/proc`, one that allows too few open files, and an empty argument, which no command can
  /// use: it comes from a variable that is not set, and would stand for the current folder, or for the root of the
  /// disk.
  private static func check(_ arguments: [String]) throws {
    // On Linux, Swift reads the arguments there, and ends the program after a second if its threads are not there.
    if CommandLine.arguments.isEmpty {
      Console.note([
        Diagnostic(.error, "there is no `/proc`, which programs in Swift need on Linux", at: nil, hint: "mount it")
      ])
      throw ExitCode.diskFailed
    }
    // With less, the library that runs its threads ends the program.
    let limit = sysconf(Int32(_SC_OPEN_MAX))
    if (0..<16).contains(limit) {
      Console.note([
        Diagnostic(
          .error, "no more than \(limit) files may be open here", at: nil, hint: "raise the limit with `ulimit -n`")
      ])
      throw ExitCode.diskFailed
    }
    guard let index = arguments.firstIndex(of: "") else { return }
    let option = index > 0 && arguments[index - 1].hasPrefix("-") ? arguments[index - 1] : nil
    throw ValidationError(
      "\(option.map { "The value of \($0)" } ?? "An argument") is empty; if it comes from a variable, set that first.")
  }
}

/// The exit codes besides those for success and for wrong usage (64).
extension ExitCode {
  /// The site has errors.
  static let siteHasErrors = ExitCode(1)

  /// Partwork has a bug (`EX_SOFTWARE` of BSD's sysexits).
  static let internalError = ExitCode(70)

  /// The disk failed (`EX_IOERR` of BSD's sysexits).
  static let diskFailed = ExitCode(74)
}

extension PartworkCommand {
  /// Prints why a command failed, unless that has been done or ArgumentParser does it, and returns the error to exit
  /// with.
  static func report(_ error: any Error) -> any Error {
    switch error {
    case WriteError.site(let diagnostics):
      Console.note(diagnostics)
      return ExitCode.siteHasErrors
    case WriteError.disk(let diagnostic):
      Console.note([diagnostic])
      return ExitCode.diskFailed
    case let failure as PublishFailure:
      Console.note([failure.diagnostic])
      Console.note(failure.details.map { $0 + "\n" }.joined())
      return failure.isOfDisk ? ExitCode.diskFailed : ExitCode.siteHasErrors
    case let error as ListeningError:
      Console.note([error.diagnostic])
      return ExitCode.validationFailure
    case is ExitCode:
      return error
    default:
      // ArgumentParser would exit with 1 for an error it does not know, which means that the site has errors.
      guard exitCode(for: error) == .failure else { return error }
      Console.note([
        Diagnostic(
          .error, "internal error: \(error)", at: nil,
          hint: "this is a bug in Partwork; please report it, with the command and the site")
      ])
      return ExitCode.internalError
    }
  }
}
