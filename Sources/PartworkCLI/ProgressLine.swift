import PartworkPublish
import Synchronization

/// The progress of a publish on standard error.
final class ProgressLine: Sendable {
  private let start = ContinuousClock.now
  private let display = Mutex(ProgressDisplay(isTerminal: Console.isTerminal))

  func show(_ progress: PublishProgress) {
    write { $0.text(for: progress, at: seconds, width: Console.width) }
  }

  /// Runs `work`, and meanwhile keeps a terminal from standing still in a step that reports rarely.
  func accompany<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
    let clock = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .milliseconds(250))
        write { $0.refreshed(at: seconds, width: Console.width) }
      }
    }
    defer {
      clock.cancel()
      write { $0.ending() }
    }
    return try await work()
  }

  private var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Written under the lock, so that lines from several threads keep their order.
  private func write(_ text: (inout ProgressDisplay) -> String?) {
    display.withLock { display in
      if let text = text(&display) { Console.note(text) }
    }
  }
}
