import ArgumentParser
import Partwork

/// `partwork new`: content files to go on with.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a new post, series or author.",
    discussion: """
      The file has all the front matter that it needs, and no file is overwritten. Its path is printed.

        partwork new post "Being a great sponsor" --series mentorship
        partwork new series "Mentorship"
        partwork new author "The editors"
      """,
    subcommands: [NewPostCommand.self, NewSeriesCommand.self, NewAuthorCommand.self]
  )

  /// Writes `content` to a site, and prints where, and what is left to do.
  static func write(
    _ content: NewContent, to site: SiteOptions, _ clock: EditionOptions.Clock = .current
  ) async throws {
    do {
      let added = try await add(content, to: site.folder, clock: clock)
      Console.note(added.notes)
      try Console.say(site.path(of: added.file))
    } catch let error as WriteError {
      throw Console.fail(error)
    }
  }
}
