import ArgumentParser
import PartworkDiagnostics
import Partwork
import PartworkSupport

/// `partwork list`: what the site contains, for people or for programs.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List posts, series, scheduled posts or drafts.",
    discussion: """
        partwork list
        partwork list scheduled
        partwork list series --json
      """
  )

  @Argument(help: "What to list: posts, series, scheduled or drafts.")
  var list = InventoryList.posts

  @OptionGroup var site: SiteOptions
  @OptionGroup var clock: ClockOption

  @Flag(help: "Print JSON: an array of objects with the same keys.")
  var json = false

  func run() async throws {
    let content = await readContent(site: site.folder)
    let inventory = await Inventory(content, EditionOptions(clock: clock.clock))
    // JSON has an escape of its own for what a terminal must not get.
    let json = json ? inventory.json(list, .indented).escapingUnprintable(besides: "\n") { "\\u\($0)" } : nil
    try Console.say(json ?? inventory.table(list))
    // A file that cannot be read may be missing from the list.
    try Console.report(content.diagnostics.filter { $0.severity == .error })
  }
}

extension InventoryList: ExpressibleByArgument {}
