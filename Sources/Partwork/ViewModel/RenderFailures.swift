package import PartworkDiagnostics
import Synchronization

/// What went wrong while pages were rendered: only what no check can find beforehand, such as a section that repeats
/// without end.
package final class RenderFailures: Sendable {
  private let found = Mutex<Set<Diagnostic>>([])

  /// Each once, in no particular order.
  package var all: [Diagnostic] { found.withLock { Array($0) } }

  func add(_ diagnostic: Diagnostic) {
    found.withLock { _ = $0.insert(diagnostic) }
  }
}
