import PartworkSupport

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The file system, by the few calls that writing needs. Paths are absolute; symbolic links are never followed to write.
///
/// Every change goes through `attempt`, so that a test can make any one of them fail, or all from one on, as after a kill.
struct Disk: Sendable {
  enum Change: Sendable, Hashable {
    case makeFolder(String)
    case create(String)
    case write(String)
    case flush(String)
    case rename(String, to: String)
    case removeFile(String)
    case removeFolder(String)
  }

  /// Asked before each change: an `errno` to fail with instead, or nil to go on.
  var fault: @Sendable (Change) -> CInt? = { _ in nil }

  enum Kind: Equatable {
    case file(size: Int)
    case folder
    case link
    case other
  }

  /// What is at `path`, itself and not what it links to; nil where nothing is.
  func kind(of path: String, followingLinks: Bool = false) throws(DiskFailure) -> Kind? {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw DiskFailure(action: "look at", path: path, code: errno)
    }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file(size: Int(status.st_size))
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// Whether names may be added to and taken from `folder`.
  func isWritable(folder: String) -> Bool {
    access(folder, W_OK | X_OK) == 0
  }

  /// The names in `folder`, sorted; empty where there is none.
  func names(in folder: String) throws(DiskFailure) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw DiskFailure(action: "list", path: folder, code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func makeFolder(_ path: String) throws(DiskFailure) {
    try attempt(.makeFolder(path), "make the folder", path) { mkdir(path, 0o777) }
  }

  func rename(_ path: String, to target: String) throws(DiskFailure) {
    try attempt(.rename(path, to: target), "write", target) { systemRename(path, target) }
  }

  /// Removes the file or link at `path`; one that is gone already is no failure.
  func removeFile(_ path: String) throws(DiskFailure) {
    try attempt(.removeFile(path), "remove", path) {
      unlink(path) == 0 || errno == ENOENT ? 0 : -1
    }
  }

  /// Removes the folder at `path` if it is empty; one that is gone, or that someone else filled, is no failure.
  func removeFolder(_ path: String) throws(DiskFailure) {
    try attempt(.removeFolder(path), "remove the folder", path) {
      rmdir(path) == 0 || [ENOENT, ENOTEMPTY, EEXIST].contains(errno) ? 0 : -1
    }
  }

  /// Makes `change` by `call`, which returns -1 and sets `errno` when it fails.
  @discardableResult
  func attempt(
    _ change: Change, _ action: String, _ path: String, _ call: () -> CInt
  ) throws(DiskFailure) -> CInt {
    if let code = fault(change) { throw DiskFailure(action: action, path: path, code: code) }
    while true {
      let result = call()
      if result != -1 { return result }
      if errno != EINTR { throw DiskFailure(action: action, path: path, code: errno) }
    }
  }
}

/// `rename(2)`, under a name that the method above does not hide.
private func systemRename(_ path: String, _ target: String) -> CInt {
  rename(path, target)
}
