import PartworkPublish
import Synchronization

/// The progress of a publish on standard error.
final class ProgressLine: Sendable {
  private let start = ContinuousClock.now
  private let display = Mutex(ProgressDisplay(isTerminal: Console.isTerminal))

  func show(_ progress: PublishProgress) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // Written under the lock, so that lines from several threads keep their order.
    display.withLock { display in
      if let text = display.text(for: progress, at: seconds) { Console.note(text) }
    }
  }

  func end() {
    display.withLock { display in
      if let text = display.ending { Console.note(text) }
    }
  }
}
