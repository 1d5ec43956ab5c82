#if os(Linux)
  import Foundation
  import PartworkSupport

  /// Notices changes with inotify(7): the kernel reports them, and nothing runs in between.
  struct InotifyLoop: WatchLoop {
    private let descriptor: Int32
    private let tree: WatchedTree
    private let output: WatchOutput
    private let onLimit: @Sendable () -> Void
    private var folders: WatchedFolders
    private var burst: ChangeBurst?

    /// Watches every folder of `tree`; nil if the kernel refuses to, as when its limit is reached.
    init?(_ tree: WatchedTree, _ output: WatchOutput, onLimit: @escaping @Sendable () -> Void) {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      self.tree = tree
      self.output = output
      self.onLimit = onLimit
      folders = WatchedFolders(descriptor, tree)
      do {
        try folders.add("")
      } catch {
        close(descriptor)
        onLimit()
        return nil
      }
    }

    mutating func run() {
      do {
        try watch()
        close(descriptor)
        output.changes.finish()
      } catch {
        close(descriptor)
        onLimit()
        // What has changed by now can no longer be found out.
        output.changes.yield(FileChanges(isIncomplete: true))
        var polling = PollingLoop(tree, output)
        polling.run()
      }
    }

    private mutating func watch() throws(WatchRefused) {
      while true {
        let (isStopped, isReadable) = output.stopSignal.wait(orReadable: descriptor, until: nextLook)
        if isStopped { return }
        if isReadable {
          for event in InotifyEvent.read(from: descriptor) { add(try handle(event)) }
        }
        if folders.isEmpty { try findRoot() }
        if let burst, burst.end <= .now {
          output.changes.yield(burst.changes)
          self.burst = nil
        }
      }
    }

    private mutating func add(_ changes: FileChanges) {
      if changes.isEmpty { return }
      if burst == nil { burst = ChangeBurst(at: .now, timing: output.timing) }
      burst?.add(changes, at: .now)
    }

    /// When to look again even without an event; nil for never.
    private var nextLook: ContinuousClock.Instant? {
      let next = folders.isEmpty ? ContinuousClock.now + output.timing.polling : nil
      return [next, burst?.end].compactMap { $0 }.min()
    }

    /// Watches the root again if it was removed or moved away and is back, which no event reports.
    private mutating func findRoot() throws(WatchRefused) {
      guard tree.status(of: "")?.kind == .folder else { return }
      try folders.add("")
      add(FileChanges(isIncomplete: true))
    }

    /// What `event` says has changed. Brings the watches up to date.
    private mutating func handle(_ event: InotifyEvent) throws(WatchRefused) -> FileChanges {
      if event.has(IN_Q_OVERFLOW) {
        // Events were lost, perhaps those of new folders.
        folders.remove("")
        try folders.add("")
        return FileChanges(isIncomplete: true)
      }
      if event.has(IN_IGNORED) {
        folders.forget(event.watch)
        return FileChanges()
      }
      guard let folder = folders[event.watch] else { return FileChanges() }
      if event.name.isEmpty {
        // The watched folder itself is gone or has moved. Its parent has an event for that; the root has no parent.
        let isRoot = folder.isEmpty && (event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) || event.has(IN_UNMOUNT))
        if isRoot { folders.remove("") }
        return FileChanges(isIncomplete: isRoot)
      }
      guard let path = tree.path(of: event.name, in: folder) else { return FileChanges() }
      if event.has(IN_ISDIR) { return try handleFolder(event, at: path) }
      // A new file is about to be written, and there will be an event for that; half a file is of no use.
      if event.has(IN_CREATE), tree.status(of: path)?.isJustMade ?? true { return FileChanges() }
      return FileChanges(paths: [path])
    }

    private mutating func handleFolder(_ event: InotifyEvent, at path: String) throws(WatchRefused) -> FileChanges {
      // A change of attributes may have made a folder readable.
      if event.has(IN_CREATE) || event.has(IN_MOVED_TO) || event.has(IN_ATTRIB) {
        return FileChanges(paths: try folders.add(path).union([path]))
      }
      if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
        folders.remove(path)
        return FileChanges(paths: [path])
      }
      return FileChanges()
    }
  }

  extension FileStatus {
    /// Whether this is an empty regular file with one name, as a program leaves it between making and writing it.
    fileprivate var isJustMade: Bool { kind == .file && size == 0 && linkCount == 1 }
  }
#endif
