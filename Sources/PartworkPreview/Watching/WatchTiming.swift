/// How long a watcher waits before it reports.
package struct WatchTiming: Sendable {
  /// How long nothing may change before a burst of changes is over.
  package var quiet: Duration = .milliseconds(30)

  /// How long a burst may last; a program that never stops writing is reported this often.
  package var longest: Duration = .milliseconds(300)

  /// How often the files are compared where the system cannot tell of changes.
  package var polling: Duration = .milliseconds(500)

  package init() {}
}

/// Changes that follow each other closely, such as an editor's save or a `git checkout`: one report.
struct Burst {
  private(set) var changes = FileChanges()
  private let timing: WatchTiming
  private let start: ContinuousClock.Instant
  private var latest: ContinuousClock.Instant

  init(at now: ContinuousClock.Instant, timing: WatchTiming) {
    self.timing = timing
    start = now
    latest = now
  }

  mutating func add(_ new: FileChanges, at now: ContinuousClock.Instant) {
    changes.formUnion(new)
    latest = now
  }

  /// When the burst is to be reported, if nothing is added.
  var end: ContinuousClock.Instant { min(latest + timing.quiet, start + timing.longest) }
}
