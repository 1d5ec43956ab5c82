#if os(Linux)
  import Foundation

  /// The folders that inotify(7) watches. It watches each folder by itself, never what is in the folders below.
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
    /// Each folder is listed after its watch is set: files made before that are in the result, later ones have an
    /// event.
    /// - Returns: the paths of the files there.
    @discardableResult
    mutating func add(_ path: String) throws(WatchRefused) -> Set<String> {
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

    /// Stops watching the folder at `path` and every folder below it; with an empty path, all folders.
    mutating func remove(_ path: String) {
      let below = path.isEmpty ? "" : path + "/"
      for (watch, folder) in paths where folder == path || folder.hasPrefix(below) {
        // This fails if the folder is gone, since the kernel has then ended the watch.
        inotify_rm_watch(descriptor, watch)
        watches[folder] = nil
        paths[watch] = nil
      }
    }

    /// Records that the kernel has ended `watch`.
    mutating func forget(_ watch: Int32) {
      guard let path = paths.removeValue(forKey: watch) else { return }
      if watches[path] == watch { watches[path] = nil }
    }

    /// - Returns: false if the folder no longer exists or cannot be read.
    private mutating func watch(_ path: String) throws(WatchRefused) -> Bool {
      // Not `IN_MODIFY`: a file is read when the program that writes it has finished.
      let events =
        IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK
      let watch = inotify_add_watch(descriptor, tree.absolute(path), UInt32(events))
      guard watch >= 0 else {
        // Without the root there would be nothing to wait for.
        if errno == ENOSPC || errno == ENOMEM || path.isEmpty { throw WatchRefused() }
        return false
      }
      // A moved folder keeps its watch, and may be found in its new place before the event of the move is read.
      if let old = paths[watch] { watches[old] = nil }
      paths[watch] = path
      watches[path] = watch
      return true
    }
  }

  /// The kernel does not watch as many folders as the site has.
  struct WatchRefused: Error {}

  /// One message of inotify(7).
  struct InotifyEvent {
    /// The watch it is about; -1 for the queue itself.
    let watch: Int32

    /// The name of the file in the watched folder; empty if the event is about the folder itself.
    let name: String
    private let mask: UInt32

    func has(_ flag: Int32) -> Bool { mask & UInt32(flag) != 0 }

    /// All messages that wait at `descriptor`.
    static func read(from descriptor: Int32) -> [InotifyEvent] {
      var events: [InotifyEvent] = []
      var buffer = [UInt8](repeating: 0, count: 64 * 1024)
      while case let count = Foundation.read(descriptor, &buffer, buffer.count), count > 0 {
        var rest = buffer[..<count]
        while rest.count >= MemoryLayout<inotify_event>.size {
          let header = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
          rest = rest.dropFirst(MemoryLayout<inotify_event>.size)
          // The name is padded with zeros.
          let name = rest.prefix(Int(header.len)).prefix { $0 != 0 }
          rest = rest.dropFirst(Int(header.len))
          events.append(
            InotifyEvent(watch: header.wd, name: String(decoding: name, as: UTF8.self), mask: header.mask))
        }
      }
      return events
    }
  }
#endif
