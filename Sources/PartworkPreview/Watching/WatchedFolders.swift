#if os(Linux)
  import Foundation

  /// The folders that inotify watches. It watches folders one by one, never what is below them.
  struct WatchedFolders {
    private let descriptor: Int32
    private let tree: WatchedTree
    private var paths: [Int32: String] = [:]
    private var watches: [String: Int32] = [:]

    init(_ descriptor: Int32, _ tree: WatchedTree) {
      self.descriptor = descriptor
      self.tree = tree
    }

    /// Whether there is nothing left to watch: the root itself is gone.
    var isEmpty: Bool { paths.isEmpty }

    /// The path of the folder that `watch` watches.
    subscript(watch: Int32) -> String? { paths[watch] }

    /// Watches the folder at `path` and every folder below it.
    ///
    /// Each folder is listed after its watch is set: what was made in it before is in the result, what is made later is
    /// told by an event.
    /// - Returns: the paths of the files there.
    mutating func add(_ path: String) throws(WatchError) -> Set<String> {
      var files: Set<String> = []
      var waiting = [path]
      while let folder = waiting.popLast() {
        guard try watch(folder) else { continue }
        for (path, isFolder) in tree.entries(of: folder) {
          if isFolder { waiting.append(path) } else { files.insert(path) }
        }
      }
      return files
    }

    /// Stops watching the folder at `path` and every folder below it.
    mutating func remove(_ path: String) {
      let below = path + "/"
      for (folder, watch) in watches where folder == path || folder.hasPrefix(below) {
        // It fails where the folder is gone, and the kernel has ended the watch by itself.
        inotify_rm_watch(descriptor, watch)
        watches[folder] = nil
        paths[watch] = nil
      }
    }

    mutating func removeAll() {
      for watch in paths.keys { inotify_rm_watch(descriptor, watch) }
      paths = [:]
      watches = [:]
    }

    /// Notes that the kernel has ended `watch`.
    mutating func forget(_ watch: Int32) {
      guard let path = paths.removeValue(forKey: watch) else { return }
      if watches[path] == watch { watches[path] = nil }
    }

    /// - Returns: false where there is no such folder: it was removed or replaced meanwhile.
    private mutating func watch(_ path: String) throws(WatchError) -> Bool {
      let watch = inotify_add_watch(descriptor, tree.absolute(path), InotifyEvent.watched)
      guard watch >= 0 else {
        let error = WatchError("inotify_add_watch")
        // The root is the one folder that has to exist.
        if error.isLimit || path.isEmpty { throw error }
        return false
      }
      // A folder that was moved keeps its watch, and may be found at its new place before the event of the move is read.
      if let old = paths[watch] { watches[old] = nil }
      paths[watch] = path
      watches[path] = watch
      return true
    }
  }
#endif
