internal import Foundation

/// Tries links in a process of its own, which may crash.
///
/// On Linux, Foundation ends the process if a server closes a connection in the middle of its headers: "Transfer
/// completed, but there's no response".
struct LinkProcess: Sendable {
  /// The path of a program that takes URLs as arguments, and prints a line for each: why the link does not work, or
  /// nothing.
  let program: String
  let arguments: [String]

  /// How many URLs one process tries, since the system limits the length of a command.
  private static let batch = 100

  /// Why links to `urls` do not work for readers, nil for each that works; nil if there is no such program.
  func faults(of urls: [String]) async -> [String?]? {
    var faults: [String?] = []
    while faults.count < urls.count {
      let batch = urls[faults.count...].prefix(Self.batch)
      guard let lines = await run(batch) else { return nil }
      faults += lines.prefix(batch.count)
      // The one that it was trying when it crashed.
      if lines.count < batch.count { faults.append("is on a server that breaks off its answer") }
    }
    return faults
  }

  /// The whole lines that the program prints; nil if it cannot be started.
  private func run(_ urls: ArraySlice<String>) async -> [String?]? {
    await withCheckedContinuation { continuation in
      // Not on a thread of the pool that tasks share: waiting for the program would block it.
      DispatchQueue.global().async { continuation.resume(returning: try? runToEnd(urls)) }
    }
  }

  private func runToEnd(_ urls: ArraySlice<String>) throws -> [String?] {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: program)
    process.arguments = arguments + urls
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    return lines.map { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
  }
}
