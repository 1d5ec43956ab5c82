import Foundation
import Testing

/// An example of the CommonMark specification.
struct SpecificationExample: Sendable, CustomTestStringConvertible {
  let number: Int
  let markdown: String
  let html: String

  var testDescription: String { "example \(number)" }
}

/// The specification's text beside the repository.
private let file = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "../shared/conformance/commonmark-0.30.txt")

extension SpecificationExample {
  static let arePresent = FileManager.default.fileExists(atPath: file.path(percentEncoded: false))

  /// Every example, in order. Each is between fences of 32 backticks, its Markdown and its HTML separated by a
  /// line with a single dot; `→` is a tab.
  static let all: [SpecificationExample] = {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    let fence = String(repeating: "`", count: 32)
    var examples: [SpecificationExample] = []
    var markdown = ""
    var html: String?
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let plain = line.replacing("→", with: "\t") + "\n"
      if line == fence + " example" {
        (isInside, markdown, html) = (true, "", nil)
      } else if line == fence, let found = html {
        examples.append(SpecificationExample(number: examples.count + 1, markdown: markdown, html: found))
        (isInside, html) = (false, nil)
      } else if isInside, html == nil, line == "." {
        html = ""
      } else if isInside {
        if html == nil { markdown += plain } else { html? += plain }
      }
    }
    return examples
  }()
}
