import ArgumentParser
import Foundation
import Markdown

/// `partwork render`: Markdown in, HTML out.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the HTML of a Markdown file.",
    discussion: """
        partwork render notes.md
        echo '*Hello*' | partwork render -
        partwork render --commonmark notes.md
      """
  )

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Flag(help: "Turn every extension off: plain CommonMark, raw HTML included.")
  var commonmark = false

  func run() throws {
    Console.say("")
  }
}
