import ArgumentParser
import PartworkDiagnostics
import Foundation
import PartworkMarkdown
import Partwork

/// `partwork render`: Markdown in, HTML out.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a Markdown file as HTML.",
    discussion: """
      Links are printed as written, and front matter is left out. With --commonmark, the whole file is read as plain \
      CommonMark 0.30.

        partwork render notes.md
        echo '*Hello*' | partwork render -
        partwork render --commonmark notes.md > notes.html
      """
  )

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Flag(help: "Turn off all extensions: plain CommonMark, including raw HTML.")
  var commonmark = false

  func validate() throws {
    if file != "-", isFolder(file) || !FileManager.default.isReadableFile(atPath: file) {
      throw ValidationError("There is no readable file `\(file)`.")
    }
  }

  func run() throws {
    let text = try Console.read(file)
    if commonmark {
      try Console.print(Document.commonMarkHTML(text))
    } else {
      let document = readMarkdown(text, file: file == "-" ? "standard input" : file)
      Console.note(document.diagnostics)
      try Console.print(Array(document.html().utf8))
      if document.diagnostics.hasErrors { throw ExitCode.siteHasErrors }
    }
  }
}
