import Foundation

/// What lies below a folder on disk, found with `readdir` and `lstat`; links are listed, never followed.
struct FileTree: Sendable {
  enum Kind: Sendable {
    case file
    /// A link, a socket or a device.
    case other
  }

  struct Entry: Sendable {
    var kind: Kind
    /// In bytes.
    var size: Int
  }

  /// Everything but folders, by its path relative to the root.
  private(set) var entries: [String: Entry] = [:]
  private(set) var folders: Set<String> = []

  /// Lists `root`, leaving out what `isSkipped` says of a relative path; a skipped folder is not entered.
  ///
  /// - Throws: a `PublishFailure` that names the folder that could not be read.
  init(of root: String, skipping isSkipped: (String) -> Bool = { _ in false }) throws {
    var pending = [""]
    while let folder = pending.popLast() {
      for name in try Self.names(in: root, folder) {
        let path = folder.isEmpty ? name : folder + "/" + name
        if isSkipped(path) { continue }
        var status = stat()
        // A file that went away meanwhile is none.
        guard lstat(root + "/" + path, &status) == 0 else { continue }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
          folders.insert(path)
          pending.append(path)
        case S_IFREG: entries[path] = Entry(kind: .file, size: Int(status.st_size))
        default: entries[path] = Entry(kind: .other, size: 0)
        }
      }
    }
  }

  private static func names(in root: String, _ folder: String) throws -> [String] {
    let path = folder.isEmpty ? root : root + "/" + folder
    guard let directory = opendir(path) else { throw PublishFailure.disk("cannot be read", path) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

extension PublishFailure {
  /// The failure of a call on this machine's disk that has just set `errno`: "`/srv/x` cannot be read: Permission…".
  static func disk(_ problem: String, _ path: String) -> PublishFailure {
    let code = errno
    let hint =
      switch code {
      case ENOSPC, EDQUOT: "make room there and publish again: files that arrived are whole, and only the rest is sent"
      case EACCES, EPERM: "check who owns it, and that the user who publishes may write there"
      case EROFS: "its file system is read-only: mount it for writing, then publish again"
      default: "once that is put right, publish again to complete the site"
      }
    return PublishFailure("`\(path)` \(problem): \(String(cString: strerror(code)))", hint: hint)
  }
}
