import ArgumentParser
import PartworkDiagnostics
import Partwork

/// `partwork check`: errors, and more warnings than a build has, without writing anything.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the site without writing anything.",
    discussion: """
      Finds every error that stops a build, and gives more warnings: about images without alternative text, parts of \
      a series that were promised but not written, and pages that nothing links to. With --external, it also tries \
      links to other sites.

        partwork check
        partwork check --drafts --future
        partwork check --external --strict
      """
  )

  @OptionGroup var site: SiteOptions
  @OptionGroup var edition: EditionFlags

  @Flag(help: "Also try links to other sites, over the network.")
  var external = false

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  func run() async throws {
    let prepared = await prepare(site.folder, edition.options)
    var found =
      prepared.diagnostics + prepared.addressProblems(.warning) + prepared.lint
    if external {
      found += await ExternalLinkChecker().check(prepared.context.externalLinks)
    }
    try Console.report(found, isStrict: strict)
    try Console.say(Summary.checked(prepared, hasWarnings: !found.isEmpty))
  }
}
