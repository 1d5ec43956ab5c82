import ArgumentParser
import Partwork

/// `partwork new series`.
struct NewSeriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "Write a new series.",
    discussion: """
        partwork new series "Mentorship"
        partwork new series "Letters from the garden, 2026" --id garden
      """
  )

  @Argument(help: "The title.")
  var title: String

  @Option(help: ArgumentHelp("The name by which posts name it; made of the title by default."))
  var id: String?

  @OptionGroup var site: SiteOptions

  func run() async throws {
    try await New.write(.series(title: title, id: id), to: site)
  }
}

/// `partwork new author`.
struct NewAuthorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "author",
    abstract: "Write a new author.",
    discussion: """
        partwork new author "The editors"
        partwork new author "The editors of the garden letters" --id editors
      """
  )

  @Argument(help: "The name.")
  var name: String

  @Option(help: ArgumentHelp("The name by which posts name the author; made of the name by default."))
  var id: String?

  @OptionGroup var site: SiteOptions

  func run() async throws {
    try await New.write(.author(name: name, id: id), to: site)
  }
}
