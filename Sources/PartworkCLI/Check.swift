import ArgumentParser
import PartworkDiagnostics
import Partwork

/// `partwork check`: everything that is wrong, or could be better, and nothing written.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the site, and write nothing.",
    discussion: """
      Finds all that stops a build, and warns of more: pictures without alternative text, promises of a series that \
      were not kept, pages that nothing links to. With --external, links to other sites are tried as well.

        partwork check
        partwork check --drafts --future
        partwork check --external --strict
      """
  )

  @OptionGroup var site: SiteOptions
  @OptionGroup var edition: EditionFlags

  @Flag(help: "Try links to other sites too, over the network.")
  var external = false

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  func run() async throws {
    let prepared = await prepare(site.folder, edition.options)
    var found = prepared.diagnostics + prepared.movedPages(since: prepared.output(nil, of: site.folder)) + prepared.lint
    if external { found += await ExternalLinkChecker().tryOut(prepared.context.outsideLinks) }
    try Console.report(found, isStrict: strict)
    try Console.say(Summary.checked(prepared, hasWarnings: !found.isEmpty))
  }
}
