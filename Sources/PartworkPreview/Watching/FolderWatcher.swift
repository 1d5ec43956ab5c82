import Foundation
import PartworkSupport

/// Reports changes to the files of a site, a burst at a time.
///
/// On Linux the kernel reports them (inotify), so that nothing runs while nothing changes. Elsewhere, and if the kernel
/// cannot watch that many folders, the files are compared twice a second.
final class FolderWatcher: Sendable {
  /// Each burst of changes, once it is over. The stream ends when the watcher is stopped.
  let changes: AsyncStream<FileChanges>

  private let output: WatchOutput

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
    self.changes = changes
    output = WatchOutput(changes: continuation, timing: timing, stopSignal: try StopSignal())
    #if os(Linux)
      if method == .notification, let loop = InotifyLoop(tree, output, onLimit: onLimit) {
        loop.start()
        return
      }
    #endif
    PollingLoop(tree, output).start()
  }

  /// Reports `changes` as if the files had been written.
  func report(_ changes: FileChanges) { output.changes.yield(changes) }

  func stop() { output.stopSignal.give() }

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

/// Which files are watched: those in some folders of a root folder.
struct WatchedTree: Sendable {
  /// The absolute path of the folder that all paths are relative to. It may hold much else that is not watched.
  var root: String

  /// The names of the folders in `root` that are watched, with everything in them. They need not exist yet.
  var folders: Set<String>

  /// Whether files and folders with this name are ignored, wherever they are.
  var ignores: @Sendable (_ name: String) -> Bool = { _ in false }

  /// The path of `name` in the folder at `path`, both relative to the root; nil if it is not watched.
  func path(of name: String, in path: String) -> String? {
    if path.isEmpty { return folders.contains(name) ? name : nil }
    return ignores(name) ? nil : "\(path)/\(name)"
  }

  func absolute(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }

  /// The files and folders in `folder`, by their paths; none if it cannot be read, as when it was just removed.
  func entries(of folder: String) -> [(path: String, isFolder: Bool)] {
    guard let items = try? FolderItem.items(in: absolute(folder)) else { return [] }
    return items.compactMap { item in
      guard let path = path(of: item.name, in: folder) else { return nil }
      return (path, (item.kind ?? status(of: path)?.kind) == .folder)
    }
  }

  /// The status of the file at `path`, itself and not what it links to; nil if there is none.
  func status(of path: String) -> FileStatus? {
    (try? FileStatus(of: absolute(path))) ?? nil
  }
}
