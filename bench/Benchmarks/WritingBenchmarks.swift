import PartworkSupport
import PartworkDiagnostics
import Foundation
import Partwork

let writingBenchmarks: [Benchmark] = [
  Benchmark("writing: compare 3,000 pages of 20 KB, none of them changed") {
    let site = try TemporarySite()
    return { keep(try await site.output.write(site.pages(edition: 0))) }
  },
  Benchmark("writing: replace 3,000 pages of 20 KB, all of them changed") {
    let site = try TemporarySite()
    return {
      site.edition += 1
      keep(try await site.output.write(site.pages(edition: site.edition)))
    }
  },
  Benchmark("writing: check the paths of 3,000 pages") {
    let pages = try TemporarySite().pages(edition: 0)
    return { keep(checkOutput(pages)) }
  },
]

/// An empty folder for a site's output, which goes with its owner.
private final class TemporarySite {
  let folder: URL
  let output: OutputFolder
  var edition = 0

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "partwork-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    output = OutputFolder(folder.appending(path: "public").path(), state: folder.appending(path: ".partwork").path())
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func pages(edition: Int) -> [OutputFile] {
    let page = Array(String(repeating: "<p>Edition \(edition % 10) of a page.</p>\n", count: 650).utf8)
    return (0..<3000).map { number in
      OutputFile("posts/post-\(number)/index.html", at: SourceLocation("content/posts/\(number).md")) { page }
    }
  }
}
