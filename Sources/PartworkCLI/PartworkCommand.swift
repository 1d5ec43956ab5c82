import ArgumentParser
import Partwork
import PartworkDiagnostics
import PartworkPreview
import PartworkPublish

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
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: report(error))
    }
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
      return ExitCode.siteHasErrors
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
