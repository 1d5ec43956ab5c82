import Partwork
import PartworkSupport

/// Any destination that rsync takes: over ssh, from a daemon or local.
///
/// rsync writes each file beside its place and renames it, so that files are whole; one run for each pass keeps the
/// order.
struct RsyncTarget: PublishingTarget {
  let address: String
  private let site: String
  private let rsync: ExternalProgram

  init(_ destination: Located<String>, site: String, environment: [String: String]) {
    address = expandingHome(destination.value)
    self.site = site
    rsync = ExternalProgram(
      name: "rsync", folder: site, environment: environment.merging(["LC_ALL": "C"]) { $1 },
      secrets: Secrets(in: destination.value))
  }

  func publish(
    _ output: FinishedOutput, counter: PublishCounter, approve: @Sendable (PublishPlan) throws -> Bool
  ) async throws -> PublishPlan {
    var lock: FileLock?
    defer { extendLifetime(lock) }
    // An address is that of another machine if it has a colon before the first slash.
    if !address.prefix(while: { $0 != "/" }).contains(":") {
      let folder = absolutePath(address, from: site)
      try ProtectedFolders(of: site, output: output).check(folder, setBy: "destination")
      if try Disk().kind(of: folder, followingLinks: true) == .folder { lock = try FileLock(ofTarget: folder) }
    }
    let items = try await run(["--dry-run", "--recursive", "--checksum", "--delete"], output).text
      .split(separator: "\n").compactMap { RsyncItem($0) }
    let changes = items.compactMap { item in item.change.map { (item.path, $0) } }.filter { output.sizes[$0.0] != nil }
    let plan = PublishPlan(
      Dictionary(changes) { first, _ in first },
      deletions: items.filter { $0.isDeletion && !$0.path.hasSuffix("/") }.map(\.path), of: output)
    guard try approve(plan) else { return plan }
    for (pass, files) in plan.passes {
      counter.begin(.sending(pass), of: plan)
      // The comparison has shown that these differ; rsync must not skip any for its size and time. Permissions are set
      // for new files only, and times never: on a shared server both may belong to someone else.
      let run = try await run(
        ["--ignore-times", "--files-from=-", "--from0", "--force", "--chmod=D755,F644"], output,
        // rsync takes a line that begins with `#` or `;` for a comment.
        input: files.map { "./\($0.path)\0" }.joined()
      ) { line in
        if let item = RsyncItem(line), item.change != nil { counter.sent(item.path) }
      }
      try check(run, for: files)
    }
    let deletionCount = items.count(where: \.isDeletion)
    if deletionCount > 0 {
      counter.begin(.deleting, of: plan)
      // All files are there, so comparing sizes is enough to find nothing more to send. Only a run over the whole tree
      // puts a folder of the site in the place of a link before it deletes anything in it: a run that sends nothing
      // would follow the link, and delete outside the target.
      let limit = "--max-delete=\(deletionCount)"
      try await run(
        ["--recursive", "--size-only", "--delete-after", limit, "--force", "--chmod=D755,F644"], output)
    }
    return plan
  }

  /// The pattern that only `path` matches: a backslash is one only before characters that have a meaning.
  private static func pattern(_ path: String) -> String {
    guard path.contains(where: "*?[".contains) else { return path }
    return path.map { "\\*?[".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }

  /// Checks that `run` has sent each of `files`.
  private func check(_ run: ProgramRun, for files: [PlannedFile]) throws(PublishFailure) {
    let sent = Set(run.text.split(separator: "\n").compactMap { RsyncItem($0) }.filter { $0.change != nil }.map(\.path))
    guard let missing = files.first(where: { !sent.contains($0.path) }) else { return }
    throw PublishFailure(
      "rsync did not send `\(missing.path)`", command: run.command, output: run.lastLines,
      hint: "publish again; if that does not help, rename the file")
  }

  /// Runs rsync from the output to the destination: one line for each item, names unchanged, what to leave out or
  /// alone.
  @discardableResult
  private func run(
    _ options: [String], _ output: FinishedOutput, input: String = "",
    onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> ProgramRun {
    let filters =
      FinishedOutput.leftOut.atRoot.map { "--filter=- /\($0)" }
      + FinishedOutput.leftOut.anywhere.map { "--filter=- \($0)" }
      + PreservedPaths.names.map { "--filter=P /\($0)" }
      // Hidden from rsync, as if they were not there: if the target has such a file, it is deleted.
      + output.others.map { "--filter=H /\(Self.pattern($0))" }
    let format = ["--8-bit-output", "--outbuf=L", "--out-format=\(RsyncItem.format)"]
    return try await rsync.run(
      options + filters + format + [output.root + "/", address], input: Array(input.utf8), onLine: onLine)
  }
}

/// A line of rsync's output: what it would do, or has done, with one path.
struct RsyncItem: Sendable {
  /// The output format of the lines: eleven characters that say what happens, and the path.
  static let format = "%i|%n"

  /// How the sent file changes; nil if no file is sent.
  let change: FileChange?
  let isDeletion: Bool
  /// Ends with "/" for a folder.
  let path: String

  /// nil if `line` does not describe an item but is, say, a remark from rsync.
  init?(_ line: some StringProtocol) {
    let bytes = Array(line.utf8)
    guard bytes.count > 12, bytes[11] == UInt8(ascii: "|") else { return nil }
    let isSent = bytes[0] == UInt8(ascii: "<") || bytes[0] == UInt8(ascii: ">")
    change = isSent ? bytes[2] == UInt8(ascii: "+") ? .new : .changed : nil
    isDeletion = bytes.starts(with: "*deleting".utf8)
    // rsync prints a control character as `\#ooo`, its octal code.
    path = String(decoding: bytes[12...], as: UTF8.self).replacing(/\\#([0-7]{3})/) { match in
      UInt8(match.1, radix: 8).map { String(UnicodeScalar($0)) } ?? ""
    }
  }
}
