import Foundation
package import Partwork
import PartworkSupport

/// Sends a finished output folder to a target, and only what changed, so that the target is whole at every moment.
///
/// New files arrive first, then changed pages, then feeds and sitemaps; deletions come last. Files are compared by
/// their bytes. A publish that is interrupted anywhere leaves old and new files, each whole, and the next one completes
/// it.
package struct Publisher: Sendable {
  private let name: String
  private let output: String
  private let files: Set<String>
  private let target: any PublishingTarget

  /// - Parameters:
  ///   - site: the path of the site's folder, where relative addresses of targets start.
  ///   - output: the folder to publish: an absolute path, or one relative to the site's folder.
  ///   - files: the paths in it of the files that the build made; nothing else is sent.
  ///   - environment: the variables that the programs see.
  package init(
    target: PublishTarget, site: String, output: String = "public", files: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let site = (try? realPath(site)) ?? site.absolutePath
    name = target.name.value
    self.output = absolutePath(output, from: site)
    self.files = Set(files)
    self.target =
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
  package func plan(report: @escaping ProgressHandler = { _ in }) async throws -> PublishPlan {
    try await run(approve: { _ in false }, report: report)
  }

  /// Makes the target equal to the output folder.
  ///
  /// - Parameters:
  ///   - force: allows deleting more than half of the target's files.
  ///   - report: called often, from any thread.
  /// - Returns: what was sent and deleted.
  /// - Throws: a `PublishFailure`, or `CancellationError` if the task is cancelled.
  package func publish(force: Bool = false, report: @escaping ProgressHandler = { _ in }) async throws -> PublishPlan {
    let approve: @Sendable (PublishPlan) throws -> Bool = { plan in
      guard plan.deletesMostOfTarget, !force else { return true }
      throw PublishFailure(
        "publishing to `\(name)` would delete \(plan.deletions.count) of the \(plan.targetCount) files there",
        hint: "see which with `--dry-run`; if this is the right target, publish with `--force`")
    }
    return try await run(approve: approve, report: report)
  }

  private func run(
    approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping ProgressHandler
  ) async throws -> PublishPlan {
    // A program would take it for an option.
    if target.address.hasPrefix("-") {
      throw PublishFailure(
        "the address of `\(name)` starts with a hyphen",
        hint: "set it to a path or URL; put `./` before a relative path that starts with a hyphen")
    }
    do {
      let output = try FinishedOutput(output, of: files)
      let counter = PublishCounter(comparing: output.paths.count, report: report)
      var plan = try await target.publish(output, counter: counter, approve: approve)
      if let warning = output.warning { plan.warnings.append(warning) }
      return plan
    } catch let failure as DiskFailure {
      throw PublishFailure(failure)
    }
  }
}

/// One kind of target: it compares, sends and deletes files there.
protocol PublishingTarget: Sendable {
  /// Where the target is, as a program takes it.
  var address: String { get }

  /// Compares `output` with the target and, if `approve` allows it, makes the target equal to it.
  ///
  /// - Returns: the plan, approved or not.
  /// - Throws: a `PublishFailure`, a `DiskFailure`, or `CancellationError` if the task is cancelled.
  func publish(
    _ output: FinishedOutput, counter: PublishCounter, approve: @Sendable (PublishPlan) throws -> Bool
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
