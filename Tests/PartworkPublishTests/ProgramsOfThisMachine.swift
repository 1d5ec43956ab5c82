import Foundation

/// Whether a program is in the search path, for tests that need it and say so where it is missing.
func isInstalled(_ program: String) -> Bool {
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
}

/// Runs `git` in `folder` and returns what it printed: for laying out and looking at repositories.
@discardableResult
func git(_ arguments: String..., in folder: URL) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments =
    [
      "git", "-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main",
      "-c", "commit.gpgSign=false",
    ] + arguments
  process.currentDirectoryURL = folder
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
  return String(decoding: output, as: UTF8.self)
}
