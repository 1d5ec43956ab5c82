import ArgumentParser
import PartworkDiagnostics
import Foundation
import PartworkMarkdown
import Partwork

/// `partwork render`: Markdown in, HTML out.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the HTML of a Markdown file.",
    discussion: """
      Links stay as they are written, and front matter is left out. With --commonmark, the whole file is read as plain \
      CommonMark 0.30.

        partwork render notes.md
        echo '*Hello*' | partwork render -
        partwork render --commonmark notes.md > notes.html
      """
  )

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Flag(help: "Turn every extension off: plain CommonMark, raw HTML included.")
  var commonmark = false

  func validate() throws {
    if file != "-", !Console.isReadable(file) { throw ValidationError("There is no file `\(file)` that can be read.") }
  }

  func run() throws {
    let text = try Console.read(file)
    if commonmark {
      try Console.print(Document.commonMarkHTML(text))
    } else {
      let document = readMarkdown(text, file: file == "-" ? "standard input" : file)
      Console.note(document.diagnostics)
      try Console.print(Array(document.html().utf8))
      if document.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.siteHasErrors }
    }
  }
}
