import Foundation
import Testing

@testable import PartworkImport

/// The HTML that the converter Turndown is tested with, and every text of the public exports: what is written says what
/// the source says, or the proof names the difference.
@Suite struct PublicTextTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/import/samples").standardizedFileURL

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: samples.appending(path: path).path)
  }

  @Test(.enabled(if: exists("html-to-markdown"), "../shared/import/samples is absent"))
  func `each case of Turndown keeps its words, links, pictures, headings and lists`() throws {
    let page = try String(
      contentsOf: Self.samples.appending(path: "html-to-markdown/turndown-cases.html"), encoding: .utf8)
    let cases = page.components(separatedBy: "<div class=\"case\"").dropFirst()
    #expect(cases.count == 147)
    for text in cases {
      let name = text.components(separatedBy: "data-name=\"").last?.prefix { $0 != "\"" } ?? ""
      let input = try #require(text.components(separatedBy: "<div class=\"input\">").last)
      let html = try #require(input.components(separatedBy: "<pre class=\"expected\">").first)
      let end = try #require(html.range(of: "</div>", options: .backwards))
      let result = ImportedText(html: String(html[..<end.lowerBound]))
      #expect(result.differences == [], "\(name)\n\(result.markdown)")
    }
  }
}
