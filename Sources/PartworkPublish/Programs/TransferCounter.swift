import Synchronization

/// Counts the files of a plan as a program reports them sent, and reports the sums.
final class TransferCounter: Sendable {
  private struct State {
    var waiting: [String: Int]
    var progress: PublishProgress
  }

  private let state: Mutex<State>
  private let report: Report
  private let deletionCount: Int

  init(_ plan: PublishPlan, report: @escaping Report) {
    self.report = report
    deletionCount = plan.deletions.count
    state = Mutex(
      State(
        waiting: Dictionary(plan.files.map { ($0.path, $0.size) }) { first, _ in first },
        progress: PublishProgress(.comparing, totalFiles: plan.files.count, totalBytes: plan.byteCount)))
  }

  func begin(_ step: PublishProgress.Step) {
    update { state in
      state.progress.step = step
      if step == .placing { state.progress = PublishProgress(.placing, totalFiles: state.progress.totalFiles) }
      if step == .deleting { state.progress = PublishProgress(.deleting, totalFiles: deletionCount) }
    }
  }

  /// Counts the file at `path`, once.
  func sent(_ path: String) {
    update { state in
      guard let size = state.waiting.removeValue(forKey: path) else { return }
      state.progress.files += 1
      state.progress.bytes += size
    }
  }

  /// Counts a file as put in its place; each path comes once.
  func placed(_ path: String) { update { $0.progress.files += 1 } }

  /// Sets how much of everything has been sent, for a program that tells no names; from 0 to 1.
  func sent(fraction: Double) {
    update { state in
      state.progress.files = Int(Double(state.progress.totalFiles) * fraction)
      state.progress.bytes = Int(Double(state.progress.totalBytes) * fraction)
    }
  }

  private func update(_ change: (inout State) -> Void) {
    report(
      state.withLock { state in
        change(&state)
        return state.progress
      })
  }
}
