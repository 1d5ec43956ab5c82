import Foundation
import Testing

/// The short form of `script/faults`: a few faults of each kind.
@Suite struct FaultTests {
  @Test(.enabled(if: missing.isEmpty, "\(missing.joined(separator: ", ")) missing (apt-get install python3 gcc git)"))
  func `nothing is lost to a fault`() async throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Faults/faults.py")
    let outcome = try await Program.run(
      ["--short"], by: ["/usr/bin/env", "python3", script.standardizedFileURL.path()])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  /// What it needs and is not there: faults are injected by a library that is loaded before that of C.
  private static let missing: [String] = {
    #if os(Linux)
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      return ["python3", "cc", "git"].filter { name in
        !folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
      }
    #else
      return ["Linux"]
    #endif
  }()
}
