import ArgumentParser
import Partwork
import PartworkDiagnostics
import PartworkImport
import PartworkSupport

/// A command that imports the export of a platform.
protocol PlatformImport: AsyncParsableCommand {
  var export: String { get }
  var options: ImportOptions { get }

  static func site(in export: String) throws(DiskFailure) -> ImportedSite
}

extension PlatformImport {
  func run() async throws {
    try await options.importSite { () throws(DiskFailure) in try Self.site(in: export) }
  }
}

/// `partwork import ghost`.
struct ImportGhost: PlatformImport {
  static let configuration = CommandConfiguration(
    commandName: "ghost", abstract: "Import an export of Ghost.",
    discussion: """
      Takes the JSON file that Ghost makes with Settings, Import/Export, Export. Posts for members become drafts.

        partwork import ghost export.json --site blog --uploads content/images
      """)

  @Argument(help: "The file of the export.", completion: .file(extensions: ["json"]))
  var export: String

  @OptionGroup var options: ImportOptions

  static func site(in export: String) throws(DiskFailure) -> ImportedSite { try GhostReader.site(in: export) }
}

/// `partwork import substack`.
struct ImportSubstack: PlatformImport {
  static let configuration = CommandConfiguration(
    commandName: "substack", abstract: "Import an export of Substack.",
    discussion: """
      Takes the ZIP file of the export, or its folder with `posts.csv` and `posts`. Posts for subscribers become drafts.

        partwork import substack export.zip --site blog
      """)

  @Argument(help: "The ZIP file or the folder of the export.")
  var export: String

  @OptionGroup var options: ImportOptions

  static func site(in export: String) throws(DiskFailure) -> ImportedSite {
    try UnpackedExport.site(at: export, SubstackReader.site)
  }
}

/// `partwork import medium`.
struct ImportMedium: PlatformImport {
  static let configuration = CommandConfiguration(
    commandName: "medium", abstract: "Import an export of Medium.",
    discussion: """
      Takes the ZIP file of the export, or its folder with `posts`.

        partwork import medium medium-export.zip --site blog
      """)

  @Argument(help: "The ZIP file or the folder of the export.")
  var export: String

  @OptionGroup var options: ImportOptions

  static func site(in export: String) throws(DiskFailure) -> ImportedSite {
    try UnpackedExport.site(at: export, MediumReader.site)
  }
}

/// `partwork import feed`.
struct ImportFeed: PlatformImport {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "Import the posts of a feed.",
    discussion: """
      Takes a file of RSS or Atom. Many feeds have only the newest posts, or only their beginnings.

        partwork import feed feed.xml --site blog
      """)

  @Argument(help: "The file of the feed.", completion: .file(extensions: ["xml", "atom", "rss"]))
  var export: String

  @OptionGroup var options: ImportOptions

  static func site(in export: String) throws(DiskFailure) -> ImportedSite { try FeedReader.site(in: export) }
}
