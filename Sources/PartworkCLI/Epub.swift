import ArgumentParser
import Partwork
import PartworkDiagnostics

/// `partwork epub`: a series in, an e-book out.
struct Epub: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an e-book of a series.",
    discussion: """
      Writes the parts that readers can see, the introduction, what is still to come, and the authors' bios as one file \
      in the format EPUB 3. To offer it on the site, write `epub: true` in the file of the series.

        partwork epub mentorship
        partwork epub mentorship --output ~/books/mentorship.epub
      """
  )

  @Argument(help: "The ID of the series: the name of its file without .md.")
  var series: String

  @OptionGroup var site: SiteOptions
  @OptionGroup var edition: EditionFlags

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; by default, the ID with .epub, in this folder.", valueName: "file"),
    completion: .file(extensions: ["epub"]))
  var output: String?

  func run() async throws {
    let prepared = await prepare(site.folder, edition.options)
    let consequence = "nothing was written"
    try Console.report(prepared.diagnostics, consequence: consequence)
    let (book, problems) = await prepared.book(of: series, with: Tools.installed())
    try Console.report(problems, consequence: consequence)
    guard let book else { return }
    let path = output ?? "\(series).epub"
    try book.write(to: path)
    try Console.say(Summary.wrote(book, to: path))
  }
}
