internal import Foundation
import PartworkSupport

/// A program of the system that Partwork runs if it is installed.
package struct Program: Sendable {
  /// The path of its file.
  let path: String

  /// What tells one version from another.
  let status: FileStatus

  /// The folders in which programs are looked for: `PATH`.
  package static var searchPath: [String] {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
  }

  /// The first executable called `name` in `folders`; nil if there is none.
  package static func find(_ name: String, in folders: [String]) -> Program? {
    for folder in folders {
      let path = "\(folder)/\(name)"
      if let status = try? FileStatus(of: path, followingLinks: true), status.kind == .file,
        FileManager.default.isExecutableFile(atPath: path)
      {
        return Program(path: path, status: status)
      }
    }
    return nil
  }

  /// Runs it to its end, without standard input and in silence.
  ///
  /// - Returns: what it prints on standard output, and its exit code; nil if it cannot be started.
  package func run(_ arguments: [String], _ environment: [String: String] = [:]) -> (output: [UInt8], exitCode: Int)? {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = (try? output.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    return (Array(text ?? Data()), process.terminationReason == .exit ? Int(process.terminationStatus) : -1)
  }
}
