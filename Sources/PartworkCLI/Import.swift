import ArgumentParser
import Partwork
import PartworkDiagnostics
import PartworkImport
import PartworkSupport

/// `partwork import`: a blog from elsewhere.
struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Move a blog here from another program.",
    discussion: """
      Writes the posts, pages, authors and categories of a blog as files of a site, keeps the addresses that readers \
      know, and says in import-report.md what came over and what did not. Files that you have changed are never \
      overwritten, so that you can import again.

        partwork import wordpress export.xml --site blog --uploads wp-content/uploads
        partwork import hugo old-blog --site blog
      """,
    subcommands: [
      ImportWordPress.self, ImportJekyll.self, ImportHugo.self, ImportZola.self, ImportEleventy.self,
      ImportGhost.self, ImportSubstack.self, ImportMedium.self, ImportFeed.self,
    ]
  )
}

/// Where an import writes, and how.
struct ImportOptions: ParsableArguments {
  @Option(
    name: .customLong("site"),
    help: ArgumentHelp("The folder of the site, which need not exist.", valueName: "dir"), completion: .directory)
  var folder = "."

  @Option(
    help: ArgumentHelp(
      "The folder with the pictures and files of the old site; others are downloaded.", valueName: "dir"),
    completion: .directory)
  var uploads: String?

  @Flag(name: .customLong("no-download"), help: "Download nothing, and list what is missing.")
  var skipsDownloads = false

  @Flag(help: "Make series of posts that are named alike, such as “A walk, part 2”; otherwise you are asked.")
  var series = false

  @Flag(help: "Leave paragraphs that close many posts where they are, instead of making bios and outros of them.")
  var keepClosings = false

  @Flag(help: "Write only the report, import-report.md.")
  var dryRun = false

  func validate() throws {
    if let uploads, !isFolder(uploads) { throw ValidationError("There is no folder `\(uploads)`.") }
  }

  /// Writes the site that `read` finds, and says how it went.
  func importSite(_ read: () throws(DiskFailure) -> ImportedSite) async throws {
    let site: ImportedSite
    do throws(DiskFailure) {
      site = try read()
    } catch {
      throw error.writeError
    }
    Console.note(site.diagnostics)
    if site.isUnreadable { throw ExitCode.siteHasErrors }
    try await write(site)
  }

  private func write(_ site: ImportedSite) async throws {
    let options = SiteImporter.ImportChoices(
      media: MediaStore.MediaOptions(uploads: uploads, downloads: !skipsDownloads), isDryRun: dryRun,
      movesClosings: !keepClosings)
    let importer = SiteImporter(
      to: folder, options,
      takes: { [series] evidence in
        series
          ? true : try Question("Is “\(evidence.title)” a series? \(evidence.reason)", default: "no").answer(Self.yes)
      },
      progress: { step in
        if Console.isTerminal { Console.show("\r\u{1B}[K\(step.printable.prefix(Console.width - 1))") }
      })
    let report = try await importer.write(site)
    if Console.isTerminal { Console.show("\r\u{1B}[K") }
    try Console.say(Summary.imported(report, to: folder == "." ? nil : folder, isDryRun: dryRun))
  }
}

extension ImportOptions {
  /// Whether an answer is yes.
  private static func yes(_ answer: String) throws(InvalidValue) -> Bool {
    switch answer.lowercased() {
    case "y", "yes": true
    case "n", "no": false
    default: throw InvalidValue("this is neither yes nor no", hint: "write `yes` or `no`")
    }
  }
}

/// `partwork import wordpress`.
struct ImportWordPress: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wordpress",
    abstract: "Import an export of WordPress.",
    discussion: """
      Takes the file that WordPress makes with Tools, Export, All content; if it makes several, name them all. \
      docs/moving.md says what comes over.

        partwork import wordpress export.xml --site blog
        partwork import wordpress export.000.xml export.001.xml --uploads wp-content/uploads
        partwork import wordpress export.xml --dry-run
      """
  )

  @Argument(help: "The files of the export.", completion: .file(extensions: ["xml"]))
  var files: [String]

  @OptionGroup var options: ImportOptions

  func run() async throws {
    try await options.importSite { () throws(DiskFailure) in try WordPressReader.site(in: files) }
  }
}
