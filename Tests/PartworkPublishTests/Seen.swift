import PartworkPublish
import Synchronization

/// Collects what a publish reports, from any thread.
final class InContext: Sendable {
  private let reports = Mutex<[PublishProgress]>([])

  func add(_ progress: PublishProgress) { reports.withLock { $0.append(progress) } }

  var progress: [PublishProgress] { reports.withLock { $0 } }
}
