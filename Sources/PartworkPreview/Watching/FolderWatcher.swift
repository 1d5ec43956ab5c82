import Foundation

/// Reports changes to the files of a site, a burst at a time.
///
/// On Linux the kernel reports them (inotify), so that nothing runs while nothing changes. Elsewhere, and if the kernel
/// cannot watch that many folders, the files are compared twice a second.
final class FolderWatcher: Sendable {
  /// Each burst of changes, once it is over. The stream ends when the watcher is stopped.
  let changes: AsyncStream<FileChanges>

  private let stopSignal: StopSignal

  /// How changes are noticed.
  enum WatchMethod: Sendable {
    /// The best that the system offers.
    case notification
    /// Comparing the files again and again.
    case polling
  }

  /// Watches `tree` from now on: every change after this call is reported.
  /// - Parameter onLimit: called if the system refuses to watch more folders, and comparing takes over.
  init(
    _ tree: WatchedTree, timing: WatchTiming = WatchTiming(), method: WatchMethod = .notification,
    onLimit: @escaping @Sendable () -> Void = {}
  ) throws(ListeningError) {
    let (changes, continuation) = AsyncStream.makeStream(of: FileChanges.self)
    let stopSignal = try StopSignal()
    self.changes = changes
    self.stopSignal = stopSignal
    let output = WatchOutput(changes: continuation, timing: timing, stopSignal: stopSignal)
    #if os(Linux)
      if method == .notification, let loop = InotifyLoop(tree, output, onLimit: onLimit) {
        loop.start()
        return
      }
    #endif
    PollingLoop(tree, output).start()
  }

  func stop() { stopSignal.give() }

  deinit { stop() }
}

/// Where a watching loop sends what it sees, and what stops it.
struct WatchOutput: Sendable {
  let changes: AsyncStream<FileChanges>.Continuation
  let timing: WatchTiming
  let stopSignal: StopSignal
}

/// A way to notice changes.
protocol WatchLoop: Sendable {
  /// Reports changes until the stop signal is given.
  mutating func run()
}

extension WatchLoop {
  /// Runs on a new thread.
  func start() {
    Thread {
      var loop = self
      loop.run()
    }.start()
  }
}
