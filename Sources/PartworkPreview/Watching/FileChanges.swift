/// What changed on disk between two quiet moments.
struct FileChanges: Sendable, Hashable {
  /// The paths of what was made, written, renamed or removed, relative to the watched folder. The path of a removed
  /// folder covers everything that was in it.
  var paths: Set<String> = []

  /// Whether more than `paths` may have changed, so that everything has to be read again.
  var isIncomplete = false

  var isEmpty: Bool { paths.isEmpty && !isIncomplete }

  mutating func formUnion(_ other: FileChanges) {
    paths.formUnion(other.paths)
    isIncomplete = isIncomplete || other.isIncomplete
  }

  /// Whether the file at `path` may have changed: it is named itself, or a folder that it is in.
  func mayInclude(_ path: String) -> Bool {
    isIncomplete || paths.contains(path)
      || path.indices.contains { path[$0] == "/" && paths.contains(String(path[..<$0])) }
  }
}

/// How long a watcher waits before it reports.
struct WatchTiming: Sendable {
  /// How long nothing may change before a burst of changes is over.
  var quiet: Duration = .milliseconds(30)

  /// How long a burst may last: a program that never stops writing is reported this often.
  var longest: Duration = .milliseconds(300)

  /// How often the files are compared if the system does not report changes.
  var polling: Duration = .milliseconds(500)
}

/// Changes in quick succession, such as an editor's save or a `git checkout`: one report.
struct ChangeBurst {
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

  /// When to report the burst if nothing is added.
  var end: ContinuousClock.Instant { min(latest + timing.quiet, start + timing.longest) }
}
