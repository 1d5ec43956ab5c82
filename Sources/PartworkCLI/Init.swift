import ArgumentParser
import Foundation
import Partwork
import PartworkDiagnostics
import PartworkSupport

/// `partwork init`: a new site.
struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a site.",
    discussion: """
      Writes a small site that builds at once, with its settings explained. On a terminal, it asks for what is not \
      given. Existing files are never overwritten.

        partwork init blog
        partwork init blog --title "The Second Chair" --author "Ada Osei" --language en-GB
        partwork init --url https://example.com/ --host netlify
      """
  )

  @Argument(help: "The folder of the site; by default, the current one.", completion: .directory)
  var dir: String?

  @Option(help: ArgumentHelp("The title of the site; by default, the name of its folder.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("Where readers will find the site; by default, https://example.com/.", valueName: "url"),
    transform: parsing(SiteURL.init(parsing:)))
  var url: SiteURL?

  @Option(help: ArgumentHelp("Your name; by default, the name of your account.", valueName: "name"))
  var author: String?

  @Option(
    help: ArgumentHelp("The language of the texts, such as en-GB; by default, yours.", valueName: "tag"),
    transform: parsing(NewSite.language))
  var language: String?

  @Option(help: "Add what this host needs to build or serve the site.")
  var host: HostingService?

  @OptionGroup var clock: ClockOption

  func validate() throws {
    for (option, value) in [("--title", title), ("--author", author)] {
      if let value, (try? NewSite.title(value)) == nil { throw ValidationError("The value of \(option) is empty.") }
    }
  }

  func run() async throws {
    let folder = dir ?? "."
    if (try? FileStatus(of: folder, followingLinks: true))?.kind ?? .folder != .folder {
      throw ValidationError("`\(folder)` is not a folder.")
    }
    let site = try NewSite(
      title: title ?? Question("Title of the site", default: Standard.title(of: folder)).answer(NewSite.title),
      url: url ?? Question("Its address", default: "https://example.com/").answer(SiteURL.init(parsing:)),
      author: author ?? Question("Your name", default: Standard.author).answer(NewSite.title),
      language: language ?? Question("Language", default: Standard.language).answer(NewSite.language),
      host: host, clock: clock.clock)
    let files = try site.write(to: folder)
    try Console.say(Summary.started(files.count, in: dir))
  }
}

extension HostingService: ExpressibleByArgument {}

/// The values for which there is neither an option nor an answer.
private enum Standard {
  /// The name of the site's folder.
  static func title(of folder: String) -> String {
    let name = folder.absolutePath.split(separator: "/").last.map(String.init) ?? ""
    return Slug.make(name).isEmpty ? "My site" : name
  }

  /// The full name of the account, or else its name.
  static var author: String {
    [NSFullUserName(), NSUserName()].map(NewSite.line).first { !$0.isEmpty } ?? "The author"
  }

  /// The language of the system's messages, such as `de-DE` for `de_DE.UTF-8`.
  static var language: String {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let tag = locale.prefix { $0 != "." && $0 != "@" }.replacing("_", with: "-")
    return (try? NewSite.language(String(tag))) ?? "en"
  }
}
