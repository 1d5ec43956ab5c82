import ArgumentParser

/// The `partwork` program: the commands, by their names.
@main
struct Partwork: AsyncParsableCommand {
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
    subcommands: [Build.self, Publish.self, Render.self]
  )
}
