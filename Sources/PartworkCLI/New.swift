import ArgumentParser
import Foundation
import Partwork

/// `partwork new`: new content files.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create a new post, series, author, category, tag or page.",
    discussion: """
      Writes a file with all the front matter it needs and prints its path. Existing files are never overwritten. With \
      --edit, it then opens the file in the editor of the environment variable VISUAL or EDITOR.

        partwork new post "Being a great sponsor" --series mentorship
        partwork new series "Mentorship"
        partwork new author "The editors"
        partwork new category "Working relationships" --edit
        partwork new page "About us"
      """,
    subcommands: [
      NewPostCommand.self, NewSeriesCommand.self, NewAuthorCommand.self, NewCategoryCommand.self, NewTagCommand.self,
      NewPageCommand.self,
    ]
  )
}

/// Where and how `new` writes a file.
private struct NewOptions: ParsableArguments {
  @Flag(help: "Open the file in your editor (VISUAL or EDITOR).")
  var edit = false

  @OptionGroup var site: SiteOptions

  func validate() throws {
    if edit, Editor.current == nil {
      throw ValidationError("--edit needs to know your editor: set EDITOR first, as in `export EDITOR=nano`.")
    }
  }

  /// Writes `content` to the site, prints where it is and what is left to do, and opens it if that is wanted.
  func write(_ content: NewContent, _ clock: EditionOptions.Clock = .current) async throws {
    let added = try await add(content, to: site.folder, clock: clock)
    let path = site.path(of: added.file)
    for note in added.notes { Console.note(note + "\n") }
    try Console.say(path)
    if edit { try Editor.current?.open(path) }
  }
}

/// `partwork new post`.
struct NewPostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post",
    abstract: "Create a new post.",
    discussion: """
      The post gets today's date in the site's time zone. In a series, it becomes the last part; if the series announces \
      a part of this title, the post takes its place, date and description.

        partwork new post "Being a great sponsor"
        partwork new post "Being a great sponsor" --series mentorship --draft --edit
        partwork new post "A letter" --author ann --author bo --date 2026-12-24
        partwork new post "A walk in pictures" --folder --slug walk
      """
  )

  @Argument(help: "The title.")
  var title: String

  @Option(
    help: ArgumentHelp("Its date, such as 2026-03-12 or 2026-03-12T09:30; by default, today.", valueName: "date"),
    transform: parsing(DateInput.init(parsing:)))
  var date: DateInput?

  @Option(help: ArgumentHelp("The series that it belongs to.", valueName: "id"))
  var series: String?

  @Option(help: ArgumentHelp("Which part of the series it is; by default, the last.", valueName: "number"))
  var part: Int?

  @Option(
    name: .customLong("author"),
    help: ArgumentHelp(
      "An author; may be repeated. By default, the author of the site if there is only one.", valueName: "id"))
  var authors: [String] = []

  @Option(name: .customLong("category"), help: ArgumentHelp("A category; may be repeated.", valueName: "name"))
  var categories: [String] = []

  @Option(name: .customLong("tag"), help: ArgumentHelp("A tag; may be repeated.", valueName: "name"))
  var tags: [String] = []

  @Option(help: "The name of its file and its part of the URL; by default, made from the title.")
  var slug: String?

  @Flag(help: "Make it a draft, which is not built until you remove `draft: true`.")
  var draft = false

  @Flag(help: "Give it its own folder, for images next to the text.")
  var folder = false

  @OptionGroup private var options: NewOptions
  @OptionGroup var clock: ClockOption

  func validate() throws {
    guard let part else { return }
    if series == nil { throw ValidationError("--part needs --series: it is the number in a series.") }
    if !(1...999_999_999).contains(part) { throw ValidationError("--part must be 1 or more.") }
  }

  func run() async throws {
    let post = NewPost(
      title: title, date: date, authors: authors, series: series, part: part, categories: categories, tags: tags,
      slug: slug,
      isDraft: draft, isFolder: folder)
    try await options.write(.post(post), clock.clock)
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

  @OptionGroup private var options: NewOptions

  func run() async throws {
    try await options.write(.series(title: title, id: id))
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

  @OptionGroup private var options: NewOptions

  func run() async throws {
    try await options.write(.author(name: name, id: id))
  }
}

/// `partwork new category`.
struct NewCategoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "category",
    abstract: "Create the file of a category, for its introduction.",
    discussion: """
      A category exists as soon as a post names it; its file says what it is about.

        partwork new category "Working relationships"
        partwork new category "C#" --slug c-sharp
        partwork new category "Feedback" --parent "Working relationships"
      """
  )

  @Argument(help: "The name, as posts write it.")
  var name: String

  @Option(help: "The name of its file and its part of the URL; by default, made from the name.")
  var slug: String?

  @Option(help: ArgumentHelp("The category that it is a part of: its name or its slug.", valueName: "category"))
  var parent: String?

  @OptionGroup private var options: NewOptions

  func run() async throws {
    try await options.write(.term(.category, name: name, slug: slug, parent: parent))
  }
}

/// `partwork new tag`.
struct NewTagCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Create the file of a tag, for its introduction.",
    discussion: """
      A tag exists as soon as a post names it; its file says what it is about.

        partwork new tag "Night walks"
        partwork new tag "C#" --slug c-sharp
      """
  )

  @Argument(help: "The name, as posts write it.")
  var name: String

  @Option(help: "The name of its file and its part of the URL; by default, made from the name.")
  var slug: String?

  @OptionGroup private var options: NewOptions

  func run() async throws {
    try await options.write(.term(.tag, name: name, slug: slug))
  }
}

/// `partwork new page`.
struct NewPageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page",
    abstract: "Create a new page, such as one about the site.",
    discussion: """
        partwork new page "About us"
        partwork new page "The team" --path about/team --draft
      """
  )

  @Argument(help: "The title.")
  var title: String

  @Option(help: "Its file below content/pages/ and its URL; by default, made from the title.")
  var path: String?

  @Flag(help: "Make it a draft, which is not built until you remove `draft: true`.")
  var draft = false

  @OptionGroup private var options: NewOptions

  func run() async throws {
    try await options.write(.page(title: title, path: path, isDraft: draft))
  }
}
