import ArgumentParser
import Partwork

/// `partwork new`: new content files.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create a new post, series or author.",
    discussion: """
      Writes a file with all the front matter it needs and prints its path. Existing files are never overwritten.

        partwork new post "Being a great sponsor" --series mentorship
        partwork new series "Mentorship"
        partwork new author "The editors"
      """,
    subcommands: [NewPostCommand.self, NewSeriesCommand.self, NewAuthorCommand.self]
  )

  /// Writes `content` to a site, and prints where it is and what is left to do.
  fileprivate static func write(
    _ content: NewContent, to site: SiteOptions, _ clock: EditionOptions.Clock = .current
  ) async throws {
    let added = try await add(content, to: site.folder, clock: clock)
    for note in added.notes { Console.note(note + "\n") }
    try Console.say(site.path(of: added.file))
  }
}

/// `partwork new post`.
struct NewPostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post",
    abstract: "Create a new post.",
    discussion: """
      The post gets today's date in the site's time zone. In a series, it becomes the last part.

        partwork new post "Being a great sponsor"
        partwork new post "Being a great sponsor" --series mentorship --draft
        partwork new post "A walk in pictures" --folder --slug walk
        $EDITOR "$(partwork new post "Being a great sponsor" --series mentorship)"
      """
  )

  @Argument(help: "The title.")
  var title: String

  @Option(help: ArgumentHelp("The series that it belongs to.", valueName: "id"))
  var series: String?

  @Option(help: ArgumentHelp("The author; by default, the author of the site if there is only one.", valueName: "id"))
  var author: String?

  @Option(help: "The name of its file and its part of the URL; by default, made from the title.")
  var slug: String?

  @Flag(help: "Make it a draft, which is not built until you remove `draft: true`.")
  var draft = false

  @Flag(help: "Give it its own folder, for images next to the text.")
  var folder = false

  @OptionGroup var site: SiteOptions
  @OptionGroup var clock: ClockOption

  func run() async throws {
    let post = NewPost(title: title, series: series, author: author, slug: slug, isDraft: draft, isFolder: folder)
    try await New.write(.post(post), to: site, clock.clock)
  }
}

/// `partwork new series`.
struct NewSeriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "Create a new series.",
    discussion: """
        partwork new series "Mentorship"
        partwork new series "Letters from the garden, 2026" --id garden
      """
  )

  @Argument(help: "The title.")
  var title: String

  @Option(help: "The ID that posts use for it; by default, made from the title.")
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
    abstract: "Create a new author.",
    discussion: """
        partwork new author "The editors"
        partwork new author "The editors of the garden letters" --id editors
      """
  )

  @Argument(help: "The name.")
  var name: String

  @Option(help: "The ID that posts use for the author; by default, made from the name.")
  var id: String?

  @OptionGroup var site: SiteOptions

  func run() async throws {
    try await New.write(.author(name: name, id: id), to: site)
  }
}
