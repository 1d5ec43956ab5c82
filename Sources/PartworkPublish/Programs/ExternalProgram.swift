import Foundation
import PartworkSupport
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A program on this machine that a target is published with, such as `rsync`. It is run with a list of arguments,
/// never through a shell.
struct ExternalProgram: Sendable {
  let name: String
  /// Where it is run: addresses relative to the site start here.
  let folder: String
  /// All variables that it sees.
  var environment: [String: String]
  let secrets: Secrets
  /// A line of its output as the writer should read it; nil for one that says nothing about a failure.
  var readable: @Sendable (String) -> String? = { $0 }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input.
  ///   - accepted: the exit codes that are not failures.
  ///   - onLine: called with each line of standard output and standard error as it arrives; carriage returns end
  ///     lines too, as in progress displays.
  /// - Throws: a `PublishFailure` that says why it could not be started or failed, `CancellationError` if cancelled.
  @discardableResult
  func run(
    _ arguments: [String], input: [UInt8] = [], accepting accepted: Set<Int32> = [0],
    onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> ProgramRun {
    BrokenPipe.isIgnored
    try checkDescriptors()
    // Masked first: quoting may change a secret so that it is not found.
    let command = Self.typed([name] + arguments.map(secrets.masked))
    let result: ExecutionResult<(output: [UInt8], error: [UInt8]), SequenceOutput, SequenceOutput>
    do {
      result = try await Subprocess.run(
        configuration(arguments), input: .inputWriter, output: .sequence, error: .sequence
      ) { execution in
        async let output = Self.collect(execution.standardOutput, onLine: onLine)
        async let error = Self.collect(execution.standardError, onLine: onLine)
        // A program that ends early does not read all of its input; what matters is why it ended.
        _ = try? await execution.standardInputWriter.write(input)
        try? await execution.standardInputWriter.finish()
        return try await (output: output, error: error)
      }
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw startFailure(error, command: command)
    }
    try Task.checkCancellation()
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): -signal
      }
    let (output, error) = result.closureResult
    let lines = lastLines(error).isEmpty ? lastLines(output) : lastLines(error)
    let run = ProgramRun(status: status, output: output, lastLines: lines.map(secrets.masked), command: command)
    guard accepted.contains(status) else { throw failure(of: run) }
    return run
  }

  /// Fails if there are not enough descriptors left for the pipes to the program: the library that makes them ends this
  /// program if it cannot make all of them.
  private func checkDescriptors() throws(DiskFailure) {
    var descriptors: [CInt] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    for _ in 0..<16 {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw DiskFailure(action: "run", path: name, code: errno) }
      descriptors.append(descriptor)
    }
  }

  /// Why `run` failed.
  func failure(of run: ProgramRun) -> PublishFailure {
    let reason =
      FailureReason.find(program: name, in: run.lastLines + lastLines(run.output))
      ?? FailureReason.find(program: name, status: run.status)
    let message = run.status < 0 ? "`\(name)` was killed" : "`\(name)` failed with exit code \(run.status)"
    return PublishFailure(
      reason?.message ?? message, command: run.command, output: run.lastLines,
      hint: reason?.hint ?? "its last lines say why; fix this, then publish again to complete the site")
  }
}

/// What is left when a program has ended.
struct ProgramRun: Sendable {
  /// The exit code, or the negative number of the signal that ended it.
  var status: Int32
  var output: [UInt8]
  /// The last lines of standard error, or of standard output if the former is empty; masked.
  var lastLines: [String]
  /// The command as it could be typed; masked.
  var command: String

  /// The output as text, without its last line end.
  var text: String {
    String(decoding: output.last == UInt8(ascii: "\n") ? output.dropLast() : output[...], as: UTF8.self)
  }
}

extension ExternalProgram {
  private func configuration(_ arguments: [String]) -> Configuration {
    var variables: [Environment.Key: String] = [:]
    for (name, value) in environment {
      // A name that no shell would accept is useless to the program, and would keep it from starting.
      guard let key = Environment.Key(rawValue: name), name.first?.isNumber == false else { continue }
      variables[key] = value
    }
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(3))]
    return Configuration(
      executable: .name(name), arguments: Arguments(arguments), environment: .custom(variables),
      workingDirectory: FilePath(folder), platformOptions: options)
  }

  private func startFailure(_ error: SubprocessError, command: String) -> PublishFailure {
    guard error.code == .executableNotFound else {
      return PublishFailure(
        "could not run `\(name)`: \(secrets.masked(error.description))", command: command,
        hint: "check that `\(name) --version` runs in a terminal")
    }
    return PublishFailure(
      "this target needs `\(name)`, which is not installed", command: command,
      hint: "install it: `sudo apt install \(name)` on Debian and Ubuntu, `brew install \(name)` on macOS")
  }

  private static func collect(
    _ sequence: SubprocessOutputSequence, onLine: @Sendable (String) -> Void
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var lineStart = 0
    for try await buffer in sequence {
      let scanned = bytes.count
      buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
      for index in scanned..<bytes.count where isLineEnd(bytes[index]) {
        if index > lineStart { onLine(String(decoding: bytes[lineStart..<index], as: UTF8.self)) }
        lineStart = index + 1
      }
    }
    if lineStart < bytes.count { onLine(String(decoding: bytes[lineStart...], as: UTF8.self)) }
    return bytes
  }

  private func lastLines(_ bytes: [UInt8]) -> [String] {
    // The end may start in the middle of a line; that part is dropped.
    let end = bytes.count <= 8192 ? bytes[...] : bytes.suffix(8192).drop { !Self.isLineEnd($0) }
    return end.split(whereSeparator: Self.isLineEnd)
      .compactMap { readable(String(decoding: $0, as: UTF8.self)) }
      .filter { !$0.allSatisfy(\.isWhitespace) }
      .suffix(8)
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  /// `words` as they could be typed: those with special characters in single quotes.
  private static func typed(_ words: [String]) -> String {
    words.map { word in
      let isPlain = word.wholeMatch(of: /[A-Za-z0-9\-_.\/:@%+=,^\u{80}-\u{10FFFF}]+/) != nil
      return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }.joined(separator: " ")
  }
}

/// Writing to a program that has ended must be an error to handle, not the end of this process.
private enum BrokenPipe {
  static let isIgnored: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}
