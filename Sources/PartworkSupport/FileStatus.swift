#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What the file system knows about a file without reading it (`lstat`).
package struct FileStatus: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case file
    case folder
    case link
    /// A pipe, a socket or a device.
    case other
  }

  package let kind: Kind

  /// In bytes.
  package let size: Int

  /// The time of the last change of the bytes, in nanoseconds since 1970.
  package let modified: Int

  /// The time of the last change of anything, in nanoseconds since 1970: editors that rename a new file into place may
  /// keep the size and `modified`.
  package let changed: Int

  /// The number of the file on its disk.
  package let inode: UInt64

  /// How many names the file has.
  package let linkCount: Int

  /// The permissions, as `chmod` takes them.
  package let permissions: UInt32

  /// The status of what is at `path`: a link itself rather than its target, unless `followingLinks`; nil if nothing is
  /// there.
  package init?(of path: String, followingLinks: Bool = false) throws(DiskFailure) {
    var status = stat()
    // A string that is passed as it is would be copied.
    let result = path.withCString { followingLinks ? stat($0, &status) : lstat($0, &status) }
    guard result == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw DiskFailure(action: "look at", path: path, code: errno)
    }
    self.init(status)
  }

  /// The status of the open file `descriptor`.
  package init(ofOpen descriptor: CInt, at path: String) throws(DiskFailure) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw DiskFailure(action: "look at", path: path, code: errno) }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    #if canImport(Darwin)
      let (modification, change) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modification, change) = (status.st_mtim, status.st_ctim)
    #endif
    size = Int(status.st_size)
    modified = Int(modification.tv_sec) * 1_000_000_000 + Int(modification.tv_nsec)
    changed = Int(change.tv_sec) * 1_000_000_000 + Int(change.tv_nsec)
    inode = UInt64(status.st_ino)
    linkCount = Int(status.st_nlink)
    permissions = UInt32(status.st_mode & 0o7777)
  }

  /// Whether a write after `moment`, in nanoseconds since 1970, is sure to change this status: two writes within one
  /// tick of the clock that timestamps files look the same.
  package func isSettled(at moment: Int) -> Bool {
    changed < moment - Self.tick
  }

  /// The longest tick of a clock that timestamps files, in nanoseconds.
  package static let tick = 20_000_000

  /// The current time, in nanoseconds since 1970.
  package static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}

/// A name in a folder, as `readdir` gives it.
package struct FolderItem: Sendable, Hashable {
  /// The name; bytes that are not UTF-8 are shown as U+FFFD.
  package let name: String

  /// Whether `name` is the file's name to the byte.
  package let isUTF8: Bool

  /// What it is; nil if this file system says so only in a separate call.
  package let kind: FileStatus.Kind?

  /// Everything in the folder at `path` except `.` and `..`, in no particular order.
  package static func items(in path: String) throws(DiskFailure) -> [FolderItem] {
    guard let folder = path.withCString(opendir) else { throw DiskFailure(action: "list", path: path, code: errno) }
    defer { closedir(folder) }
    var items: [FolderItem] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        if errno != 0 { throw DiskFailure(action: "list", path: path, code: errno) }
        return items
      }
      withUnsafeBytes(of: &entry.pointee.d_name) { field in
        let bytes = field.prefix { $0 != 0 }
        if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { return }
        let name = String(validating: bytes, as: UTF8.self)
        items.append(
          FolderItem(name: name ?? String(decoding: bytes, as: UTF8.self), isUTF8: name != nil, kind: kind(of: entry)))
      }
    }
  }

  private static func kind(of entry: UnsafeMutablePointer<dirent>) -> FileStatus.Kind? {
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): nil
    default: .other
    }
  }
}
