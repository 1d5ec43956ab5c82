import ArgumentParser
import Partwork

/// `partwork theme`: the files of the theme.
struct ThemeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "List the files of the theme, copy them to be changed, or compare.",
    discussion: """
      The program carries a theme. A file in templates/ replaces the built-in file of that name.

        partwork theme list
        partwork theme copy post.mustache partials/byline.mustache
        partwork theme diff
      """,
    subcommands: [ThemeListCommand.self, ThemeCopyCommand.self, ThemeDiffCommand.self]
  )
}

/// `partwork theme list`.
struct ThemeListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the files of the theme: built-in ones and the site's own.")

  @OptionGroup var site: SiteOptions

  func run() async throws {
    let files = try ThemeFiles(ofSite: site.folder).list
    let width = (files.map(\.path.count).max() ?? 0) + 2
    for file in files {
      let name = file.path + String(repeating: " ", count: width - file.path.count)
      try Console.say(name + (file.isOwn ? "the site's" : "built in"))
    }
  }
}

/// `partwork theme copy`.
struct ThemeCopyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Write built-in files to templates/, to be changed there.",
    discussion: """
      Existing files are never overwritten. The files that you copy are yours from then on: delete a copy to get the \
      built-in file back.

        partwork theme copy post.mustache
        partwork theme copy --all
      """)

  @Argument(help: ArgumentHelp("The files, as `partwork theme list` names them.", valueName: "file"))
  var files: [String] = []

  @Flag(help: "Copy all files.")
  var all = false

  @OptionGroup var site: SiteOptions

  func validate() throws {
    if files.isEmpty, !all { throw ValidationError("Name the files to copy, or write --all.") }
    if !files.isEmpty, all { throw ValidationError("Name files or write --all, not both.") }
  }

  func run() async throws {
    let theme = try ThemeFiles(ofSite: site.folder)
    let (written, kept) = try all ? theme.copyAll() : theme.copy(files)
    for path in kept { Console.note("\(path) is there already and is left unchanged.\n") }
    for path in written { try Console.say(site.path(of: path)) }
  }
}

/// `partwork theme diff`.
struct ThemeDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show how the site's files differ from the built-in ones of this version.")

  @OptionGroup var site: SiteOptions

  func run() async throws {
    let (diff, same) = try ThemeFiles(ofSite: site.folder).differences()
    if !diff.isEmpty { try Console.say(String(diff.dropLast())) }
    for path in same { Console.note("\(path) is the same as the built-in file and can be deleted.\n") }
  }
}
