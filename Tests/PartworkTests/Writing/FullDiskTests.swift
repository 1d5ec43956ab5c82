import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

/// A real disk that is full: a file system of 1 MB in memory, which only Linux has and only root may mount.
@Suite struct FullDiskTests {
  @Test(.enabled(if: Mount.isPermitted, "this test must mount a small disk, which is not permitted here"))
  func `a full disk leaves the site as it was, and the next build continues from there`() async throws {
    try await withOutput { site in
      let disk = site.site.appending(path: "disk")
      try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
      try #require(Mount.run("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.path()]))
      defer { _ = Mount.run("umount", [disk.path()]) }
      for state in ["disk/.partwork", ".partwork"] {
        let output = OutputFolder(
          disk.appending(path: "public").path(), state: site.site.appending(path: state).path(), name: "public")
        let texts = ["index.html": "home", "posts/a/index.html": "a"]
        _ = try await output.write(outputFiles(texts))

        let big = String(repeating: "too much for the disk ", count: 10_000)
        let many = Dictionary(uniqueKeysWithValues: (0..<8).map { ("new/\($0).html", big + "\($0)") })
        do throws(WriteError) {
          _ = try await output.write(outputFiles(many))
          Issue.record("1.7 MB must not fit on a disk of 1 MB")
        } catch {
          guard case .disk(let diagnostic) = error else {
            Issue.record("not a failure of the disk: \(error)")
            return
          }
          #expect(diagnostic.message.hasSuffix("the disk is full"))
        }
        #expect(try Folder(reading: disk.appending(path: "public")) == Folder(texts))

        _ = try await output.write(outputFiles(["index.html": "again"]))
        #expect(try Folder(reading: disk.appending(path: "public")) == Folder(["index.html": "again"]))
        try FileManager.default.removeItem(at: disk.appending(path: "public"))
      }
    }
  }
}

private enum Mount {
  static let isPermitted: Bool = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "partwork-mount-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return run("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path()]) && run("umount", [folder.path()])
  }()

  /// Whether the command could be run and succeeded.
  static func run(_ command: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
