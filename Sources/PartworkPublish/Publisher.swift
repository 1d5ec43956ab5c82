import Foundation
package import Partwork
import PartworkSupport

/// Sends a finished output folder to a target, and only what changed, so that the target is whole at every moment.
///
/// New files arrive first, then changed pages, then feeds and sitemaps; deletions come last. Files are compared by their
/// bytes. A publish that is interrupted anywhere leaves old and new files, each whole, and the next one completes it.
package struct Publisher: Sendable {
  private let name: String
  /// Where the target is, as written in `site.yml`.
  private let address: String
  private let output: String
  private let target: any PublishingTarget

  /// - Parameters:
  ///   - site: the path of the site's folder, where relative addresses of targets start.
  ///   - output: the folder to publish: an absolute path, or one relative to the site's folder.
  ///   - environment: the variables that the programs see.
  package init(
    target: PublishTarget, site: String, output: String = "public",
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let site = realPath(site) ?? site.absolutePath
    name = target.name.value
    self.output = absolutePath(output, from: site)
    switch target.destination {
    case .folder(let folder):
      address = folder.path.value
      self.target = FolderTarget(folder, site: site)
    case .git(let git):
      address = git.repository.value
      self.target = GitTarget(git, site: site, environment: environment)
    case .rsync(let rsync):
      address = rsync.destination.value
      self.target = RsyncTarget(rsync, site: site, environment: environment)
    case .rclone(let rclone):
      address = rclone.remote.value
      self.target = RcloneTarget(rclone, site: site, environment: environment)
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
  ///   - force: allows deleting more than half of the target's files.
  ///   - report: called often, from any thread.
  /// - Returns: what was sent and deleted.
  /// - Throws: a `PublishFailure`, or `CancellationError` if the task is cancelled.
  package func publish(
    force: Bool = false, report: @escaping @Sendable (PublishProgress) -> Void = { _ in }
  ) async throws -> PublishPlan {
    try await run(
      approve: { plan in
        guard plan.deletesMostOfTarget, !force else { return true }
        throw PublishFailure(
          "publishing to `\(name)` would delete \(plan.deletions.count) of the \(plan.targetCount) files there",
          hint: "see which with `--dry-run`; if this is the right target, publish with `--force`")
      }, report: report)
  }

  private func run(
    approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping ProgressHandler
  ) async throws -> PublishPlan {
    // A program would take it for an option.
    if address.hasPrefix("-") {
      throw PublishFailure(
        "the address of `\(name)` starts with a hyphen",
        hint: "set it to a path or URL; put `./` before a relative path that starts with a hyphen")
    }
    do {
      return try await target.publish(FinishedOutput(output), approve: approve, report: report)
    } catch let failure as DiskFailure {
      throw PublishFailure(failure)
    }
  }
}

/// One kind of target: it compares, sends and deletes files there.
protocol PublishingTarget: Sendable {
  /// Compares `output` with the target and, if `approve` allows it, makes the target equal to it.
  ///
  /// - Returns: the plan, approved or not.
  /// - Throws: a `PublishFailure`, a `DiskFailure`, or `CancellationError` if the task is cancelled.
  func publish(
    _ output: FinishedOutput, approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping ProgressHandler
  ) async throws -> PublishPlan
}

/// A path or address from `site.yml` with `~/` replaced by the home folder. Programs run in the site's folder, so a
/// relative path starts there.
func expandingHome(_ address: String) -> String {
  guard address == "~" || address.hasPrefix("~/") else { return address }
  return (ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()) + address.dropFirst()
}

/// `path` as an absolute one; a relative path starts at the folder `site`.
func absolutePath(_ path: String, from site: String) -> String {
  let path = expandingHome(path)
  return (path.hasPrefix("/") ? path : "\(site)/\(path)").absolutePath
}
