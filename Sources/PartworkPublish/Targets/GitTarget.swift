import Partwork
import PartworkSupport

/// A branch of a git repository: each publish is one commit, pushed at once, so that readers see all of it or none.
///
/// Commits are made in a temporary repository; the one that the site lives in is not touched.
struct GitTarget: PublishingTarget {
  let address: String
  private let destination: GitDestination
  private let site: String
  private let environment: [String: String]

  init(_ destination: GitDestination, site: String, environment: [String: String]) {
    address = expandingHome(destination.repository.value)
    self.destination = destination
    self.site = site
    self.environment = environment
  }

  /// How often a publish starts over because the branch has moved.
  private static let attempts = 4

  func publish(
    _ output: FinishedOutput, counter: PublishCounter, approve: @Sendable (PublishPlan) throws -> Bool
  ) async throws -> PublishPlan {
    let repository = try GitRepository(
      remote: address, branch: destination.branch.value, site: site, environment: environment)
    let lock = try FileLock(folder: repository.folder)
    defer {
      repository.remove()
      extendLifetime(lock)
    }
    try await repository.create()
    for _ in 1...Self.attempts {
      let tip = try await repository.fetchTip()
      let old = try await repository.files(of: tip)
      let new = try await files(of: output, in: repository, keeping: old)
      let changes = new.filter { old[$0] != $1 }.map { ($0.key, old[$0.key] == nil ? FileChange.new : .changed) }
      let plan = PublishPlan(
        Dictionary(uniqueKeysWithValues: changes), deletions: old.keys.filter { new[$0] == nil }, of: output,
        fileCount: new.count)
      guard try approve(plan), !plan.isEmpty else { return plan }
      counter.begin(.uploading, of: plan)
      let commit = try await repository.commit(
        new, parent: destination.history == .append ? tip : nil, message: Self.subject(of: plan))
      if try await repository.push(commit, replacing: tip, onFraction: counter.sent(fraction:)) {
        counter.sent(fraction: 1)
        return plan
      }
    }
    throw PublishFailure(
      "the branch `\(destination.branch.value)` was changed by others again and again during the publish",
      hint: "find out what else pushes to it, and publish again when that has finished")
  }

  /// The files of the commit to make: those of the output, the requested markers, and those to keep.
  private func files(
    of output: FinishedOutput, in repository: GitRepository, keeping old: [String: String]
  ) async throws -> [String: String] {
    var files = try await repository.store(output)
    if !destination.nojekyll {
      files[".nojekyll"] = nil
    } else if files[".nojekyll"] == nil {
      files[".nojekyll"] = try await repository.store("")
    }
    if let name = destination.cname?.value { files["CNAME"] = try await repository.store("\(name)\n") }
    // The host's own settings page commits `CNAME` to the branch; dropping it would take the site off its domain.
    return files.merging(old.filter { $0.key == "CNAME" || PreservedPaths.contains($0.key) }) { new, _ in new }
  }

  private static func subject(of plan: PublishPlan) -> String {
    let counts = [
      (plan.count(.new), "new"), (plan.count(.changed), "changed"), (plan.deletions.count, "deleted"),
    ]
    return "Publish: " + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
