import ArgumentParser
import Partwork

/// `partwork try-links`: what `check --external` runs, as a process that may crash.
struct TryLinks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print for each URL a line that says why a link to it does not work, or an empty line.",
    shouldDisplay: false)

  @Argument var urls: [String]

  func run() async throws {
    let client = LinkClient()
    for url in urls { try Console.say(await client.fault(of: url) ?? "") }
  }
}
