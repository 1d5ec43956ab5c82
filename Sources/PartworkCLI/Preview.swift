import ArgumentParser
import Foundation
import Partwork
import PartworkPreview

/// `partwork preview`: the site in the browser, as it is saved.
struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the site in the browser while you write.",
    discussion: """
      Serves the site to browsers on this machine, drafts and scheduled posts included, and shows each change when it is \
      saved. Nothing is written to public/. Ctrl-C stops it.

        partwork preview
        partwork preview --port 8080
        partwork preview --host 0.0.0.0

      With --host, other machines can look on: at one address of this machine, or with 0.0.0.0 at all of them.
      """
  )

  @OptionGroup var site: SiteOptions

  @Option(help: "The port to listen at; 0 takes any that is free.")
  var port: UInt16 = 4000

  @Option(help: "The name or address to listen at.")
  var host = "127.0.0.1"

  func run() async throws {
    var options = SitePreview.Options()
    options.port = port
    options.host = host
    let preview = SitePreview(of: site.folder, clock: { .current }, options: options)
    let log = PreviewLog(Console.formatter)
    do {
      // Whoever stops it has the prompt back, and the port, within a second.
      try await untilInterrupted(patience: 0.8) {
        try await preview.run { event in Console.show(log.lines(for: event, at: Int(Date().timeIntervalSince1970))) }
      }
    } catch let error as ListeningError {
      throw Console.fail(error)
    }
  }
}
