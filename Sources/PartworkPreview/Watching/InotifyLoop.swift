#if os(Linux)
  import Foundation
  import PartworkSupport

  /// Notices changes by inotify(7): the kernel tells, and nothing is done in between.
  struct InotifyLoop {
    private let descriptor: Int32
    private let tree: WatchedTree
    private let output: WatchOutput
    private let onLimit: @Sendable () -> Void
    private var folders: WatchedFolders
    private var burst: Burst?

    /// Watches every folder of `tree`; nil where the system's limits forbid it.
    init?(_ tree: WatchedTree, _ output: WatchOutput, onLimit: @escaping @Sendable () -> Void) throws(WatchError) {
      let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      guard descriptor >= 0 else {
        let error = WatchError("inotify_init1")
        guard error.isLimit else { throw error }
        onLimit()
        return nil
      }
      self.descriptor = descriptor
      self.tree = tree
      self.output = output
      self.onLimit = onLimit
      folders = WatchedFolders(descriptor, tree)
      do {
        _ = try folders.add("")
      } catch {
        close(descriptor)
        guard error.isLimit else { throw error }
        onLimit()
        return nil
      }
    }

    /// Runs on a thread of its own until the stop signal is given.
    func start() {
      Thread {
        var loop = self
        loop.run()
      }.start()
    }

    private mutating func run() {
      do {
        try watch()
      } catch {
        // From here on comparing does it; what happened until now is known to nobody.
        close(descriptor)
        onLimit()
        output.changes.yield(FileChanges(isIncomplete: true))
        PollingLoop(tree, output).start()
        return
      }
      close(descriptor)
      output.changes.finish()
    }

    private mutating func watch() throws(WatchError) {
      while true {
        let (isStopped, isReadable) = output.stopSignal.wait(orReadable: descriptor, until: nextLook)
        if isStopped { return }
        if isReadable { try readEvents() }
        if folders.isEmpty { try findRoot() }
        if let burst, burst.end <= .now {
          output.changes.yield(burst.changes)
          self.burst = nil
        }
      }
    }

    private mutating func readEvents() throws(WatchError) {
      var changes = FileChanges()
      for event in InotifyEvent.read(from: descriptor) { changes.formUnion(try handle(event)) }
      add(changes)
    }

    private mutating func add(_ changes: FileChanges) {
      if changes.isEmpty { return }
      if burst == nil { burst = Burst(at: .now, timing: output.timing) }
      burst?.add(changes, at: .now)
    }

    /// When to look again though nothing is told; nil for never.
    private var nextLook: ContinuousClock.Instant? {
      let next = folders.isEmpty ? ContinuousClock.now + output.timing.polling : nil
      return [next, burst?.end].compactMap { $0 }.min()
    }

    /// Watches the root again where it was removed or moved away and is back: nobody tells of that.
    private mutating func findRoot() throws(WatchError) {
      guard tree.status(of: "")?.kind == .folder else { return }
      _ = try folders.add("")
      add(FileChanges(isIncomplete: true))
    }

    /// What `event` says has changed; the watches are brought up to date with it.
    private mutating func handle(_ event: InotifyEvent) throws(WatchError) -> FileChanges {
      if event.has(IN_Q_OVERFLOW) {
        // Events were lost, those of new folders perhaps among them.
        folders.removeAll()
        _ = try folders.add("")
        return FileChanges(isIncomplete: true)
      }
      if event.has(IN_IGNORED) {
        folders.forget(event.watch)
        return FileChanges()
      }
      guard let folder = folders[event.watch] else { return FileChanges() }
      if event.name.isEmpty {
        // The watched folder itself is gone or has moved. Its parent tells, unless it is the root, which has none.
        let isRoot = folder.isEmpty && (event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) || event.has(IN_UNMOUNT))
        if isRoot { folders.removeAll() }
        return FileChanges(isIncomplete: isRoot)
      }
      guard let path = tree.path(of: event.name, in: folder) else { return FileChanges() }
      if event.has(IN_ISDIR) { return try handleFolder(event, at: path) }
      // A file that was just made is about to be written, which is told as well; half a file is of no use.
      if event.has(IN_CREATE), tree.status(of: path)?.isJustMade ?? true { return FileChanges() }
      return FileChanges(paths: [path])
    }

    private mutating func handleFolder(_ event: InotifyEvent, at path: String) throws(WatchError) -> FileChanges {
      // Changed attributes may let a folder be read that could not be read before.
      if event.has(IN_CREATE) || event.has(IN_MOVED_TO) || event.has(IN_ATTRIB) {
        var paths = try folders.add(path)
        paths.insert(path)
        return FileChanges(paths: paths)
      }
      if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
        folders.remove(path)
        return FileChanges(paths: [path])
      }
      return FileChanges()
    }
  }

  extension FileStatus {
    /// Whether this is a regular file of no bytes and of one name: as a program leaves it between making and writing it.
    fileprivate var isJustMade: Bool { kind == .file && size == 0 && linkCount == 1 }
  }
#endif
