import Foundation
import Testing

/// docs/errors.md has an example of every diagnostic, and its examples print what it says.
@Suite("The page of errors", .serialized) struct ErrorPageTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
  private static let file = root.appending(path: "docs/errors.md")

  private static let isLinux: Bool = {
    #if os(Linux)
      true
    #else
      false
    #endif
  }()

  @Test(.enabled(if: isLinux, "the examples are sessions on Linux"))
  func `its examples print what it says`() async throws {
    try await check { !$0.needsPermissions }
  }

  @Test(
    .enabled(if: isLinux, "the examples are sessions on Linux"),
    .enabled(
      if: Program.hasUnprivilegedRuns,
      "root may read everything, and there is no setpriv, or only root may enter the repository"))
  func `its examples of permissions print what it says`() async throws {
    try await check { $0.needsPermissions }
  }

  private func check(_ isIncluded: (ErrorPage.Example) -> Bool) async throws {
    var page = ErrorPage(try String(contentsOf: Self.file, encoding: .utf8))
    let examples = page.examples.filter(isIncluded)
    let printed = try await withThrowingTaskGroup(of: (ErrorPage.Example, [String]).self) { group in
      for example in examples { group.addTask { (example, try await ErrorPage.run(example)) } }
      return try await group.reduce(into: []) { $0.append((example: $1.0, lines: $1.1)) }
    }
    #expect(printed.count == examples.count && !examples.isEmpty)
    for (example, lines) in printed {
      #expect(!lines.isEmpty, "docs/errors.md:\(example.lines.lowerBound): the commands print no message")
      #expect(
        page.printed(by: example) == lines,
        "docs/errors.md:\(example.lines.lowerBound): run `UPDATE_GOLDEN=1 script/test --filter ErrorPage`")
    }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      page.replace(printed)
      try page.text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
  }

  @Test func `it has every message, and no other`() throws {
    let page = ErrorPage(try String(contentsOf: Self.file, encoding: .utf8))
    let source = try SourceMessages(in: Self.root.appending(path: "Sources"))
    #expect(source.faults == [])
    #expect(source.patterns.count > 300)
    for pattern in source.patterns.sorted(by: { $0.place < $1.place }) {
      #expect(
        page.messages.contains { pattern.matches($0.text) },
        "docs/errors.md has no example of “\(pattern.description)” in \(pattern.place)")
    }
    for message in page.messages where !message.isRun {
      #expect(
        source.patterns.contains { $0.matches(message.text) },
        "docs/errors.md:\(message.line): there is no such message")
    }
    for hint in page.hints {
      #expect(
        source.texts.contains { $0.hasWords && $0.matches(hint.text) },
        "docs/errors.md:\(hint.line): there is no such hint")
    }
  }
}
