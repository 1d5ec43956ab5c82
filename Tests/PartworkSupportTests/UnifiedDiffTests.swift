import Foundation
import PartworkSupport
import TestSupport
import Testing

@Suite("Unified diffs") struct UnifiedDiffTests {
  @Test func `equal texts have no difference`() {
    #expect(UnifiedDiff(from: ("a", "one\ntwo\n"), to: ("b", "one\ntwo\n")).text == "")
  }

  @Test func `a change has three lines around it`() {
    let old = (1...9).map { "\($0)\n" }.joined()
    #expect(
      UnifiedDiff(from: ("a", old), to: ("b", old.replacing("5\n", with: "five\n"))).text == """
        --- a
        +++ b
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  /// `patch` makes the new text of the old one.
  @Test(arguments: [
    ("one\n", "one\ntwo\n"), ("", "one\n"), ("one\n", ""), ("one", "one\n"), ("a\nb\nc", "a\nx\nc"),
    ((1...40).map { "\($0)\n" }.joined(), (1...40).map { $0 % 9 == 0 ? "\n" : "\($0)\n" }.joined()),
    ((1...20).map { "\($0)\n" }.joined(), (5...25).map { "\($0)\n" }.joined()),
  ])
  func `patch reads them`(old: String, new: String) async throws {
    let patch = try #require(["/usr/bin/patch", "/bin/patch"].first(where: FileManager.default.fileExists))
    try await withTemporaryFolder(Folder(["a": old, "diff": UnifiedDiff(from: ("a", old), to: ("a", new)).text])) {
      folder in
      let process = Process()
      process.executableURL = URL(filePath: patch)
      process.currentDirectoryURL = folder
      process.arguments = ["--silent", "a", "diff"]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let found = try? String(contentsOf: folder.appending(path: "a"), encoding: .utf8)
      #expect(found ?? "" == new)
    }
  }
}
