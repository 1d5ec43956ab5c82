import Partwork

/// Any destination that rsync takes, over ssh, from a daemon or local.
///
/// rsync writes each file beside its place and renames it, so that files are whole; a run for each pass keeps the order.
struct RsyncTarget: Place {
  private let destination: String
  private let rsync: Program

  init(_ destination: RsyncDestination, site: String, environment: [String: String]) {
    self.destination = expandingHome(destination.destination.value)
    rsync = Program(
      name: "rsync", folder: site, environment: environment.merging(["LC_ALL": "C"]) { $1 },
      secrets: Secrets(in: [destination.destination.value]))
  }

  func publish(
    _ output: FinishedOutput, approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping Report
  ) async throws -> PublishPlan {
    report(PublishProgress(.comparing, totalFiles: output.files.count))
    let comparison = RsyncComparison(
      try await rsync.run(
        ["--dry-run", "--recursive", "--checksum", "--delete"] + common + [output.root + "/", destination]
      ).output)
    let plan = comparison.plan(of: output)
    guard try approve(plan) else { return plan }
    let counter = TransferCounter(plan, report: report)
    for (pass, files) in plan.passes {
      counter.begin(.sending(pass))
      try await send(files, of: output) { if let path = RsyncComparison.Item($0)?.sentPath { counter.sent(path) } }
    }
    if comparison.deletedEntryCount > 0 {
      counter.begin(.deleting)
      try await delete(output, atMost: comparison.deletedEntryCount)
    }
    return plan
  }

  /// What every run is told: one line an item, names as they are, and what to leave out or alone.
  private var common: [String] {
    let filters =
      FinishedOutput.leftOut.atRoot.map { "--filter=- /\($0)" }
      + FinishedOutput.leftOut.anywhere.map { "--filter=- \($0)" }
      + PreservedPaths.names.map { "--filter=P /\($0)" }
    return filters + ["--8-bit-output", "--outbuf=L", "--out-format=\(RsyncComparison.format)"]
  }

  private func send(
    _ files: [PublishPlan.File], of output: FinishedOutput, onLine: @escaping @Sendable (String) -> Void
  ) async throws {
    // The comparison has told that these differ; size and time must not talk rsync out of sending them. Permissions
    // are set for new files only, and times nowhere: on a shared server both may belong to someone else.
    try await rsync.run(
      ["--ignore-times", "--files-from=-", "--from0", "--force", "--chmod=D755,F644"] + common
        + [output.root + "/", destination],
      input: files.flatMap { Array($0.path.utf8) + [0] }, onLine: onLine)
  }

  private func delete(_ output: FinishedOutput, atMost limit: Int) async throws {
    // All files are there, so that sizes suffice to find nothing more to send. Only a run over the whole tree puts a
    // folder of the site where the target has a link before it deletes below: a run that were told to send nothing
    // would follow the link, and delete outside of the target.
    try await rsync.run(
      ["--recursive", "--size-only", "--delete-after", "--max-delete=\(limit)", "--force", "--chmod=D755,F644"]
        + common + [output.root + "/", destination])
  }
}
