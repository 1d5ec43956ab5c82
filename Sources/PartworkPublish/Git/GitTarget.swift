import Partwork

/// A branch of a git repository: each publish is one commit, pushed at once, so that readers see all of it or none.
///
/// Commits are made in a repository of their own in a temporary folder; the one that the site lives in is not touched.
struct GitTarget: Place {
  private let destination: GitDestination
  private let site: String
  private let environment: [String: String]

  init(_ destination: GitDestination, site: String, environment: [String: String]) {
    self.destination = destination
    self.site = site
    self.environment = environment
  }

  /// How often the branch may move while we publish.
  private static let attempts = 4

  func publish(
    _ output: FinishedOutput, approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping Report
  ) async throws -> PublishPlan {
    report(PublishProgress(.comparing, totalFiles: output.files.count))
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let repository = GitRepository(
      folder: folder.path, remote: expandingHome(destination.repository.value), branch: destination.branch.value,
      site: site, environment: environment)
    try await repository.make()
    for _ in 1...Self.attempts {
      let tip = try await repository.fetchTip()
      let old = try await repository.files(of: tip)
      let new = try await files(of: output, in: repository, keeping: old)
      let plan = plan(from: old, to: new, output)
      guard try approve(plan), !plan.isEmpty else { return plan }
      let counter = TransferCounter(plan, report: report)
      counter.begin(.uploading)
      let commit = try await repository.commit(
        new, parent: destination.history == .append ? tip : nil, message: Self.message(of: plan))
      if try await repository.push(commit, replacing: tip, onFraction: counter.sent(fraction:)) {
        counter.sent(fraction: 1)
        return plan
      }
    }
    throw PublishFailure(
      "the branch `\(destination.branch.value)` moves faster than it can be published to",
      hint: "see what else pushes to it, and publish again when that is done")
  }

  /// The files of the commit to make: those of the output, the markers that were asked for, and those that are kept.
  private func files(
    of output: FinishedOutput, in repository: GitRepository, keeping old: [String: GitRepository.File]
  ) async throws -> [String: GitRepository.File] {
    var files = try await repository.store(output)
    if destination.nojekyll {
      if files[".nojekyll"] == nil { files[".nojekyll"] = try await repository.store([]) }
    } else {
      files[".nojekyll"] = nil
    }
    if let name = destination.cname?.value { files["CNAME"] = try await repository.store(Array("\(name)\n".utf8)) }
    // The host's own settings page commits `CNAME` to the branch; dropping it would take the site off its address.
    for (path, file) in old where files[path] == nil && (path == "CNAME" || PreservedPaths.contains(path)) {
      files[path] = file
    }
    return files
  }

  private func plan(
    from old: [String: GitRepository.File], to new: [String: GitRepository.File], _ output: FinishedOutput
  ) -> PublishPlan {
    let sizes = Dictionary(output.files.map { ($0.path, $0.size) }) { first, _ in first }
    let files = new.compactMap { path, file -> PublishPlan.File? in
      if old[path] == file { return nil }
      return .init(path: path, size: sizes[path] ?? 0, change: old[path] == nil ? .new : .changed)
    }
    return PublishPlan(
      files: files, deletions: old.keys.filter { new[$0] == nil }, unchangedCount: new.count - files.count)
  }

  private static func message(of plan: PublishPlan) -> String {
    let counts = [
      (plan.count(.new), "new"), (plan.count(.changed), "changed"), (plan.deletions.count, "deleted"),
    ]
    return "Publish: " + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
