import ArgumentParser

/// The `partwork` program: the commands, by their names.
@main
struct PartworkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partwork",
    abstract: "Build a site of posts that belong to series.",
    discussion: """
      A site is a folder with content/ (its text) and templates/ (its theme). The usual way:

        partwork new post "My first part" --series mentorship
        partwork preview
        partwork build
        partwork publish
      """,
    version: "0.1.0",
    subcommands: [Build.self, Check.self, List.self, New.self, Preview.self, Publish.self, Render.self]
  )

  /// Runs the command that the arguments name.
  ///
  /// ArgumentParser would end a run that fails in a way it does not know with 1, which says that the site has errors.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let isKnown = error is ExitCode || exitCode(for: error) != .failure
      exit(withError: isKnown ? error : Console.fault(error))
    }
  }
}
