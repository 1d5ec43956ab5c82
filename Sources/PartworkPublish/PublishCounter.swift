import Synchronization

/// Counts the files of a publish as they are compared, sent and deleted, and reports the sums.
final class PublishCounter: Sendable {
  private let state: Mutex<(waiting: [String: Int], progress: PublishProgress)>
  private let report: ProgressHandler

  /// Begins to compare `count` files.
  init(comparing count: Int, report: @escaping ProgressHandler) {
    state = Mutex(([:], PublishProgress(.comparing, totalFiles: count)))
    self.report = report
    update { _, _ in }
  }

  /// Begins `step` of carrying out `plan`; each pass of sending goes on counting where the last one ended.
  func begin(_ step: PublishStep, of plan: PublishPlan) {
    update { waiting, progress in
      if case (.sending, .sending) = (progress.step, step) { return progress.step = step }
      waiting = Dictionary(plan.files.map { ($0.path, $0.size) }) { first, _ in first }
      progress =
        switch step {
        case .deleting: PublishProgress(step, totalFiles: plan.deletions.count)
        case .placing: PublishProgress(step, totalFiles: plan.files.count)
        default: PublishProgress(step, totalFiles: plan.files.count, totalBytes: plan.byteCount)
        }
    }
  }

  /// Counts a file.
  func counted() { update { $1.files += 1 } }

  /// Counts bytes of a file that is yet to be counted.
  func counted(bytes: Int) { update { $1.bytes += bytes } }

  /// Counts the file at `path` and its bytes, once.
  func sent(_ path: String) {
    update { waiting, progress in
      guard let size = waiting.removeValue(forKey: path) else { return }
      progress.files += 1
      progress.bytes += size
    }
  }

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
