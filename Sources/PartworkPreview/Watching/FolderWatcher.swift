/// Tells of changes to the files of a site, burst by burst.
///
/// On Linux the kernel tells of them (inotify), so that nothing is done while nothing changes; elsewhere, and where the
/// kernel's limit of watches is reached, the files are compared twice a second.
package final class FolderWatcher: Sendable {
  /// Each burst of changes, once it has come to rest. It ends when the watcher is stopped.
  package let changes: AsyncStream<FileChanges>

  private let stopSignal: StopSignal

  /// How changes are noticed.
  package enum Method: Sendable {
    /// The system's best.
    case notification
    /// Comparing the files again and again.
    case polling
  }

  /// Watches `tree` from now on: every change after this call is reported.
  /// - Parameter onLimit: called if the system refuses to watch more folders and comparing takes over.
  package init(
    _ tree: WatchedTree, timing: WatchTiming = WatchTiming(), method: Method = .notification,
    onLimit: @escaping @Sendable () -> Void = {}
  ) throws(WatchError) {
    let (changes, continuation) = AsyncStream.makeStream(of: FileChanges.self)
    let stopSignal = try StopSignal()
    self.changes = changes
    self.stopSignal = stopSignal
    let output = WatchOutput(changes: continuation, timing: timing, stopSignal: stopSignal)
    #if os(Linux)
      if method == .notification, let loop = try InotifyLoop(tree, output, onLimit: onLimit) {
        loop.start()
        return
      }
    #endif
    PollingLoop(tree, output).start()
  }

  package func stop() { stopSignal.give() }

  deinit { stop() }
}

/// Where a watching loop sends what it sees, and what ends it.
struct WatchOutput: Sendable {
  let changes: AsyncStream<FileChanges>.Continuation
  let timing: WatchTiming
  let stopSignal: StopSignal
}
