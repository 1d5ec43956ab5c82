import Foundation
import TestSupport
import Testing

/// The built `partwork`, run as a user would.
enum Program {
  /// The result of a run.
  struct Outcome: Sendable {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs `partwork` with `arguments` in the folder `directory`, and waits until it ends.
  ///
  /// Standard output and error are files, not pipes, so that neither can fill up while the other is read.
  ///
  /// - Parameters:
  ///   - limit: when to press Control-C; nil waits for its end.
  ///   - isUnprivileged: whether permissions bind it, even if the tests run as root (see `hasUnprivilegedRuns`).
  ///   - hidesProc: whether there is no `/proc`, as in some containers (see `canHideProc`).
  ///   - executable: the program to run; nil for `partwork`.
  ///   - command: what runs it, with the program and its arguments as the last ones; by default, nothing does.
  static func run(
    _ arguments: [String], in directory: URL? = nil, input: String = "", environment: [String: String] = [:],
    outputPath: String? = nil, stoppedAfter limit: Duration? = nil, isUnprivileged: Bool = false,
    hidesProc: Bool = false, executable: String? = nil, by command: [String] = []
  ) async throws -> Outcome {
    var program = try #require(
      executable.map { URL(filePath: $0) } ?? program, "there is no `partwork` next to the tests")
    var arguments = arguments
    if isUnprivileged, geteuid() == 0 {
      arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", program.path()] + arguments
      program = URL(filePath: setpriv)
    }
    if hidesProc {
      arguments = hiding + [program.path()] + arguments
      program = URL(filePath: unshare)
    }
    if let first = command.first {
      arguments = command.dropFirst() + [program.path()] + arguments
      program = URL(filePath: first)
    }
    await gate.enter()
    defer { Task { await gate.leave() } }
    return try await withTemporaryFolder(Folder(["in": input, "out": "", "err": ""])) { folder in
      let process = Process()
      process.executableURL = program
      process.arguments = arguments
      if let directory { process.currentDirectoryURL = directory }
      var variables = ProcessInfo.processInfo.environment
      variables["SOURCE_DATE_EPOCH"] = nil
      process.environment = variables.merging(environment) { $1 }
      let input = try FileHandle(forReadingFrom: folder.appending(path: "in"))
      let output = try FileHandle(
        forWritingTo: outputPath.map { URL(filePath: $0) } ?? folder.appending(path: "out"))
      let errors = try FileHandle(forWritingTo: folder.appending(path: "err"))
      // On Linux they would stay open for good, and with 1,365 open files `Process` reads memory that is not its own.
      defer { for file in [input, output, errors] { try? file.close() } }
      (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
      let alarm = limit.map { limit in
        Task {
          try await Task.sleep(for: limit)
          process.interrupt()
        }
      }
      defer { alarm?.cancel() }
      try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
        process.terminationHandler = { _ in done.resume() }
        do { try process.run() } catch { done.resume(throwing: error) }
      }
      let left = try Folder(reading: folder)
      return Outcome(
        status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
        output: left["out"] ?? "", errors: left["err"] ?? "")
    }
  }

  /// Runs `script` by a shell in the folder `directory`, in which `partwork` is the built program.
  static func run(script: String, in directory: URL, isUnprivileged: Bool = false) async throws -> Outcome {
    let program = try #require(program, "there is no `partwork` next to the tests").path()
    var script = script
    if isUnprivileged, geteuid() == 0 {
      // What the shell itself does, such as taking permissions away, it does as root.
      let user = "--reuid=65534 --regid=65534 --clear-groups"
      script = "chmod -R a+rwX .\numask 0\npartwork() { \(setpriv) \(user) '\(program)' \"$@\"; }\n\(script)"
    }
    let folder = URL(filePath: program).deletingLastPathComponent().path()
    return try await run(
      ["-c", script], in: directory, environment: ["PATH": "\(folder):/usr/bin:/bin"], executable: "/bin/sh")
  }

  /// Runs `partwork` in a temporary folder that holds `site`.
  static func run(
    _ arguments: [String], in site: Folder, environment: [String: String] = [:]
  ) async throws -> (outcome: Outcome, site: Folder) {
    try await withTemporaryFolder(site) { directory in
      let outcome = try await run(arguments, in: directory, environment: environment)
      return (outcome, try Folder(reading: directory))
    }
  }

  /// Whether the tests can run the program as a user whom permissions bind.
  static let hasUnprivilegedRuns =
    geteuid() != 0 || FileManager.default.isExecutableFile(atPath: setpriv) && othersMayEnter

  /// Whether other users may enter the folders on the way to the program, unlike those below root's own.
  private static let othersMayEnter: Bool = {
    var folder = program?.deletingLastPathComponent() ?? URL(filePath: "/")
    while folder.path() != "/" {
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path())
      guard let permissions = attributes?[.posixPermissions] as? Int, permissions & 1 != 0 else { return false }
      folder.deleteLastPathComponent()
    }
    return true
  }()

  /// Whether the tests can run the program in a file system without `/proc`.
  static let canHideProc: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: unshare)
    process.arguments = hiding + ["true"]
    process.standardError = FileHandle.nullDevice
    guard FileManager.default.isExecutableFile(atPath: unshare), (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static let unshare = "/usr/bin/unshare"
  private static let hiding = [
    "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "sh",
  ]
  private static let setpriv = "/usr/bin/setpriv"
  private static let gate = Gate()

  /// The program in the folder that the tests were built into: that of the test bundle, or one around it.
  private static let program: URL? = {
    for argument in [Bundle.main.bundlePath] + CommandLine.arguments where argument.contains("/") {
      var folder = URL(filePath: argument)
      for _ in 0..<5 {
        folder.deleteLastPathComponent()
        let candidate = folder.appending(path: "partwork")
        if FileManager.default.isExecutableFile(atPath: candidate.path()), !isFolder(candidate) { return candidate }
      }
    }
    return nil
  }()

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
  }
}

/// Lets two through at a time: otherwise all tests would start a program at once and starve those that measure time.
private actor Gate {
  private var free = 2
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

extension Folder {
  /// A site of `files` with settings and the smallest theme, unless they are among the files.
  static func site(_ files: [String: String]) -> Folder {
    var folder = Folder(files)
    folder["content/site.yml"] =
      folder["content/site.yml"] ?? "title: Test\nurl: https://example.com/\nimages: {cards: false, sizes: false}\n"
    let kinds = [
      "404", "archive", "author", "author-index", "category", "category-index", "home", "page", "post", "series",
      "series-all", "series-index",
    ]
    for kind in kinds {
      let path = "templates/\(kind).mustache"
      folder[path] = folder[path] ?? "<title>{{page.title}}</title>\n"
    }
    return folder
  }

  static func post(_ lines: String = "", _ body: String = "Text.\n") -> String {
    "---\ntitle: A post\ndate: 2026-03-01\n\(lines)---\n\(body)"
  }
}
