import ArgumentParser
import Foundation
import Partwork
import PartworkPreview
import PartworkSupport

/// `partwork preview`: the site in the browser, with every change.
struct Preview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the site in the browser while you write.",
    discussion: """
      Serves the site to browsers on this machine, including drafts and scheduled posts, and shows each change when \
      you save it. Nothing is written to public/. Press Control-C to stop.

        partwork preview
        partwork preview --open
        partwork preview --port 8080
        partwork preview --host 0.0.0.0

      With --host, other machines can see it: on one address of this machine, or with 0.0.0.0 on all of them.
      """
  )

  @OptionGroup var site: SiteOptions

  @Option(help: "The port to listen on; 0 takes any free port.")
  var port: UInt16 = 4000

  @Option(help: "The host name or address to listen on.")
  var host = "127.0.0.1"

  @Flag(help: "Open it in your browser.")
  var open = false

  func run() async throws {
    var options = SitePreview.Options()
    options.port = port
    options.host = host
    let preview = SitePreview(of: site.folder, clock: { .current }, options: options)
    let log = PreviewLog(Console.formatter)
    let opensBrowser = open
    // Whoever stops it has the prompt and the port back within a second.
    try await untilInterrupted(patience: 0.8) {
      try await preview.run { event in
        let lines = log.lines(for: event, at: Int(Date().timeIntervalSince1970))
        Console.show(lines.findings)
        try? FileHandle.standardOutput.write(contentsOf: Data(lines.news.printableLines.utf8))
        if opensBrowser, case .listening(let url) = event { Self.openBrowser(at: url) }
      }
    }
  }

  private static func openBrowser(at url: String) {
    Task {
      if await !Browser.open(url) { Console.note("Could not open a browser: open \(url) yourself.\n") }
    }
  }
}
