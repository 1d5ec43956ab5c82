import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

/// Sites as folders, with the exact output they must have: `Golden/NAME/site` and `Golden/NAME/expected`.
///
/// `UPDATE_GOLDEN=1` overwrites the expected output and fails: read the difference before committing it.
@Suite("Golden sites") struct GoldenSiteTests {
  private static let golden = packageRoot.appending(path: "Tests/PartworkTests/Golden")

  @Test(arguments: ["minimal", "series"])
  func `a site has exactly the expected output`(name: String) async throws {
    let folder = Self.golden.appending(path: name)
    let found = try await build(folder.appending(path: "site").path(), options(now: "2026-06-01"))
    let expectation = folder.appending(path: "expected")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try? FileManager.default.removeItem(at: expectation)
      try found.write(to: expectation)
      Issue.record("expected output of \(name) was rewritten")
      return
    }
    let expected = try Folder(reading: expectation)
    #expect(found.paths == expected.paths)
    for path in expected.paths where found.files[path] != nil && found.files[path] != expected.files[path] {
      Issue.record("\(name)/\(path) is not as expected: \(difference(found[path] ?? "", expected[path] ?? ""))")
    }
  }

  /// The first line in which two texts differ.
  private func difference(_ found: String, _ expected: String) -> String {
    let (found, expected) = (found.split(separator: "\n"), expected.split(separator: "\n"))
    let line = zip(found, expected).prefix { $0 == $1 }.count
    func text(_ lines: [Substring]) -> Substring { lines.indices.contains(line) ? lines[line] : "the end" }
    return "line \(line + 1) is `\(text(found))`, not `\(text(expected))`"
  }
}
