import Foundation
import Testing

@Suite("The template reference") struct TemplateReferenceTests {
  static let docs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/")

  @Test(arguments: [
    ("templates.md", "the views", TemplateReference.markdown),
    ("themes.md", "`templates/theme.yml`", TemplateReference.settings),
  ])
  func `the docs list the names that templates and sites may use now`(
    name: String, source: String, reference: String
  ) throws {
    let file = Self.docs.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let begin = "<!-- The reference begins. It is generated from \(source) by `UPDATE_GOLDEN=1 script/test`. -->\n"
    let start = try #require(text.range(of: begin)).upperBound
    let end = try #require(text.range(of: "<!-- The reference ends. -->\n")).lowerBound
    let fresh = "\n" + reference + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try text.replacingCharacters(in: start..<end, with: fresh).write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text[start..<end] == fresh, "run `UPDATE_GOLDEN=1 script/test --filter TemplateReference`")
  }
}
