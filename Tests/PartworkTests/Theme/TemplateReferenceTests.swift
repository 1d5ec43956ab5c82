import Foundation
import Testing

@Suite("The template reference") struct TemplateReferenceTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/templates.md")
  static let begin = "<!-- The reference begins. It is generated from the views by `UPDATE_GOLDEN=1 script/test`. -->\n"
  static let end = "<!-- The reference ends. -->\n"

  @Test func `docs/templates.md lists the names that templates may use now`() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let start = try #require(text.range(of: Self.begin)).upperBound
    let end = try #require(text.range(of: Self.end)).lowerBound
    let fresh = "\n" + TemplateReference.markdown + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try text.replacingCharacters(in: start..<end, with: fresh).write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(text[start..<end] == fresh, "run `UPDATE_GOLDEN=1 script/test --filter TemplateReference`")
  }
}
