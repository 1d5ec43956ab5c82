import ArgumentParser
import Partwork
import PartworkDiagnostics
import PartworkImport
import PartworkSupport

/// A command that imports a folder of Markdown with front matter.
protocol MarkdownImport: AsyncParsableCommand {
  static var source: MarkdownSource { get }
  var folder: String { get }
  var options: ImportOptions { get }
}

extension MarkdownImport {
  static func description(of source: MarkdownSource) -> CommandConfiguration {
    CommandConfiguration(
      commandName: source.rawValue,
      abstract: "Import a site of \(source.title).",
      discussion: """
        Takes the folder of the site, with its settings and its texts. docs/moving.md says what comes over.

          partwork import \(source.rawValue) old-blog --site blog
          partwork import \(source.rawValue) old-blog --dry-run
        """)
  }

  func run() async throws {
    guard isFolder(folder) else { throw ValidationError("There is no folder `\(folder)`.") }
    try await options.importSite { () throws(DiskFailure) in try MarkdownReader.site(in: folder, of: Self.source) }
  }
}

/// `partwork import jekyll`.
struct ImportJekyll: MarkdownImport {
  static let source = MarkdownSource.jekyll
  static let configuration: CommandConfiguration = description(of: source)

  @Argument(help: "The folder of the site.", completion: .directory)
  var folder: String

  @OptionGroup var options: ImportOptions
}

/// `partwork import hugo`.
struct ImportHugo: MarkdownImport {
  static let source = MarkdownSource.hugo
  static let configuration: CommandConfiguration = description(of: source)

  @Argument(help: "The folder of the site.", completion: .directory)
  var folder: String

  @OptionGroup var options: ImportOptions
}

/// `partwork import zola`.
struct ImportZola: MarkdownImport {
  static let source = MarkdownSource.zola
  static let configuration: CommandConfiguration = description(of: source)

  @Argument(help: "The folder of the site.", completion: .directory)
  var folder: String

  @OptionGroup var options: ImportOptions
}

/// `partwork import eleventy`.
struct ImportEleventy: MarkdownImport {
  static let source = MarkdownSource.eleventy
  static let configuration: CommandConfiguration = description(of: source)

  @Argument(help: "The folder of the site.", completion: .directory)
  var folder: String

  @OptionGroup var options: ImportOptions
}
