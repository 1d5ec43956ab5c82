import ArgumentParser
import Partwork

/// `partwork build`: the whole way from content to files.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the site.",
    discussion: """
      Reads content/ and templates/ and writes the site to public/. Nothing is written while anything is wrong.

        partwork build
        partwork build --drafts --future
        partwork build --base-url https://example.com/blog/ --output /tmp/site
      """
  )

  @OptionGroup var site: SiteOptions
  @OptionGroup var edition: EditionFlags

  @Option(help: ArgumentHelp("The folder to write to; public/ in the site by default.", valueName: "dir"))
  var output: String?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  func run() async throws {
    let prepared = await prepare(site.folder, edition.options)
    let folder = prepared.output(output, of: site.folder)
    try Console.report(
      prepared.diagnostics + prepared.movedPages(since: folder), isStrict: strict, consequence: "nothing was written")

    let files = await prepared.renderer.files()
    do {
      let report = try await folder.write(files, pages: prepared.pageAddresses)
      try Console.say(Summary.built(prepared, report: report, in: output ?? "public"))
    } catch let error as WriteError {
      throw Console.fail(error)
    }
  }
}
