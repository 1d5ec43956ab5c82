import Synchronization

/// Counts the files of a plan as a program reports them sent, and reports the sums.
final class TransferCounter: Sendable {
  private let state: Mutex<(waiting: [String: Int], progress: PublishProgress)>
  private let report: ProgressHandler
  private let deletionCount: Int

  init(_ plan: PublishPlan, report: @escaping ProgressHandler) {
    self.report = report
    deletionCount = plan.deletions.count
    state = Mutex(
      (
        Dictionary(plan.files.map { ($0.path, $0.size) }) { first, _ in first },
        PublishProgress(.comparing, totalFiles: plan.files.count, totalBytes: plan.byteCount)
      ))
  }

  func begin(_ step: PublishStep) {
    update { _, progress in
      progress.step = step
      if step == .placing { progress = PublishProgress(.placing, totalFiles: progress.totalFiles) }
      if step == .deleting { progress = PublishProgress(.deleting, totalFiles: deletionCount) }
    }
  }

  /// Counts the file at `path`, once.
  func sent(_ path: String) {
    update { waiting, progress in
      guard let size = waiting.removeValue(forKey: path) else { return }
      progress.files += 1
      progress.bytes += size
    }
  }

  /// Counts a file as moved into place; each path comes once.
  func placed(_ path: String) { update { $1.files += 1 } }

  /// Sets how much of everything has been sent, from 0 to 1, for a program that does not name files.
  func sent(fraction: Double) {
    update { _, progress in
      progress.files = Int(Double(progress.totalFiles) * fraction)
      progress.bytes = Int(Double(progress.totalBytes) * fraction)
    }
  }

  private func update(_ change: (inout [String: Int], inout PublishProgress) -> Void) {
    report(
      state.withLock { state in
        change(&state.waiting, &state.progress)
        return state.progress
      })
  }
}
