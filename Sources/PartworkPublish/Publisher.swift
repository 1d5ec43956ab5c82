import PartworkSupport
import Foundation
package import Partwork

/// Sends a finished output folder to a target, and only what changed, so that the target is whole at every moment.
///
/// New files arrive first, then changed pages, then feeds and sitemaps; deletions come last. Files are compared by their
/// bytes. A publish that is interrupted anywhere leaves old and new files, each whole, and the next one completes it.
package struct Publisher: Sendable {
  private let target: PublishTarget
  private let output: String
  private let place: any Place

  /// - Parameters:
  ///   - site: the path of the site's folder, where relative addresses of targets start.
  ///   - output: the folder to publish: an absolute path, or one from the site's folder.
  ///   - environment: the variables that the programs see.
  package init(
    target: PublishTarget, site: String, output: String = "public",
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let path = absolutePath(site, from: FileManager.default.currentDirectoryPath)
    let site = realPath(path) ?? path
    self.target = target
    self.output = absolutePath(output, from: site)
    place =
      switch target.destination {
      case .folder(let folder): FolderTarget(folder, site: site)
      case .git(let git): GitTarget(git, site: site, environment: environment)
      case .rsync(let rsync): RsyncTarget(rsync, site: site, environment: environment)
      case .rclone(let rclone): RcloneTarget(rclone, site: site, environment: environment)
      }
  }

  /// What `publish` would send and delete; changes nothing on the target.
  ///
  /// - Throws: a `PublishFailure`.
  package func plan(report: @escaping @Sendable (PublishProgress) -> Void = { _ in }) async throws -> PublishPlan {
    try await run(approve: { _ in false }, report: report)
  }

  /// Makes the target equal to the output folder.
  ///
  /// - Parameters:
  ///   - force: allows to delete more than half of the target's files.
  ///   - report: called often, from any thread.
  /// - Returns: what was sent and deleted.
  /// - Throws: a `PublishFailure`, or `CancellationError` if the task is cancelled.
  package func publish(
    force: Bool = false, report: @escaping @Sendable (PublishProgress) -> Void = { _ in }
  ) async throws -> PublishPlan {
    try await run(
      approve: { plan in
        if plan.deletesMostOfTarget, !force { throw deletionFailure(plan) }
        return true
      }, report: report)
  }

  private func run(
    approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping @Sendable (PublishProgress) -> Void
  ) async throws -> PublishPlan {
    // A program would take it for one of its options.
    if target.address.hasPrefix("-") {
      throw PublishFailure(
        "the address of `\(target.name.value)` begins with a hyphen",
        hint: "set it to a path or URL; `./` goes before a relative path that begins with a hyphen")
    }
    return try await place.publish(FinishedOutput(output), approve: approve, report: report)
  }

  private func deletionFailure(_ plan: PublishPlan) -> PublishFailure {
    PublishFailure(
      "publishing to `\(target.name.value)` would delete \(plan.deletions.count) of the \(plan.targetCount) files there",
      hint: "see which with `--dry-run`; if the target is the right one, publish with `--force`")
  }
}

extension PublishTarget {
  fileprivate var address: String {
    switch destination {
    case .folder(let folder): folder.path.value
    case .git(let git): git.repository.value
    case .rsync(let rsync): rsync.destination.value
    case .rclone(let rclone): rclone.remote.value
    }
  }
}

/// A kind of target: where files are compared, sent and deleted.
protocol Place: Sendable {
  /// Compares `output` with the target and, if `approve` says so, makes the target equal to it.
  ///
  /// - Returns: the plan that was approved, or not.
  func publish(
    _ output: FinishedOutput, approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping Report
  ) async throws -> PublishPlan
}
