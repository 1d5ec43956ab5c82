#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The file system, reduced to the few calls that writing needs. Paths are absolute; symbolic links are never followed
/// to write.
///
/// Every change goes through `attempt`, so that a test can make any one of them fail, or all from one on, as if the
/// program were killed.
package struct Disk: Sendable {
  package enum Change: Sendable, Hashable {
    case makeFolder(String)
    case create(String)
    case write(String)
    case flush(String)
    case rename(String, to: String)
    case removeFile(String)
    case removeFolder(String)
  }

  /// Asked before each change: an `errno` to fail with instead, or nil to go on.
  package var fault: @Sendable (Change) -> CInt? = { _ in nil }

  package init(fault: @escaping @Sendable (Change) -> CInt? = { _ in nil }) {
    self.fault = fault
  }

  /// What is at `path`: a link itself rather than its target, unless `followingLinks`; nil if nothing is there.
  package func kind(of path: String, followingLinks: Bool = false) throws(DiskFailure) -> FileStatus.Kind? {
    try FileStatus(of: path, followingLinks: followingLinks)?.kind
  }

  /// The prefix of Partwork's own names: its state folder, and files that are not complete yet.
  package static let reservedPrefix = ".partwork"

  /// Whether files can be added to and removed from `folder`.
  package func isWritable(folder: String) -> Bool {
    access(folder, W_OK | X_OK) == 0
  }

  /// The names in `folder`, sorted; empty if there is none.
  package func names(in folder: String) throws(DiskFailure) -> [String] {
    do throws(DiskFailure) {
      return try FolderItem.items(in: folder).map(\.name).sorted()
    } catch  where error.isNothingThere {
      return []
    }
  }

  package func makeFolder(_ path: String) throws(DiskFailure) {
    try attempt(.makeFolder(path), "make the folder", path) { path.withCString { mkdir($0, 0o777) } }
  }

  /// Waits until a file in `folder` that changes next gets a later time than `moment`, in nanoseconds since 1970, but
  /// no longer than a tick of the clock that timestamps files. That may be the clock of another machine: the folder is
  /// given a new time to see it.
  package func waitForTick(after moment: Int, in folder: String) async {
    let end = FileStatus.now + FileStatus.tick
    while FileStatus.now < end {
      if utimes(folder, nil) == 0, let status = try? FileStatus(of: folder, followingLinks: true),
        status.changed > moment
      {
        return
      }
      try? await Task.sleep(for: .milliseconds(1))
    }
  }

  package func rename(_ path: String, to target: String) throws(DiskFailure) {
    try attempt(.rename(path, to: target), "write", target) { systemRename(path, target) }
  }

  /// Removes the file or link at `path`; one that is already gone is not a failure.
  package func removeFile(_ path: String) throws(DiskFailure) {
    try attempt(.removeFile(path), "remove", path) {
      unlink(path) == 0 || errno == ENOENT ? 0 : -1
    }
  }

  /// Removes the folder at `path` if it is empty; one that is gone, or that someone else filled, is not a failure.
  package func removeFolder(_ path: String) throws(DiskFailure) {
    try attempt(.removeFolder(path), "remove the folder", path) {
      rmdir(path) == 0 || [ENOENT, ENOTEMPTY, EEXIST].contains(errno) ? 0 : -1
    }
  }

  /// Removes the folder at `path` with everything in it, or the file or link there; links are not followed. Nothing
  /// there is not a failure.
  package func removeTree(_ path: String) throws(DiskFailure) {
    guard try kind(of: path) == .folder else { return try removeFile(path) }
    for name in try names(in: path) { try removeTree("\(path)/\(name)") }
    try removeFolder(path)
  }

  /// Makes `change` with `call`, which returns -1 and sets `errno` when it fails.
  @discardableResult
  package func attempt(
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

/// A call on the file system that failed.
package struct DiskFailure: Error, Equatable {
  /// What was tried, as a verb: "write", "remove".
  package var action: String

  /// The path that it was tried on.
  package var path: String

  /// The `errno` of the call.
  package var code: CInt

  package init(action: String, path: String, code: CInt) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The failure of `action` at `path`, where nothing is any more.
  package static func nothing(at path: String, to action: String) -> DiskFailure {
    DiskFailure(action: action, path: path, code: ENOENT)
  }

  /// Whether changing permissions may fix it; everything else is the disk's fault.
  package var isRefusal: Bool { code == EACCES || code == EPERM || code == EROFS }

  /// Whether nothing is at the path.
  package var isNothingThere: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether the path, or a name in it, is longer than the system allows.
  package var isTooLong: Bool { code == ENAMETOOLONG }

  /// Whether this process, or the system, has too many files open.
  package var isTooManyFiles: Bool { code == EMFILE || code == ENFILE }

  /// Whether a folder is in the place of a file.
  package var isInPlaceOfFolder: Bool { code == EISDIR }

  /// Whether the path leads through symbolic links that lead to each other.
  package var isLinkLoop: Bool { code == ELOOP }

  /// Why it failed, in a writer's words.
  package var reason: String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "your share of the disk is used up"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the disk is mounted read-only"
    case EIO: "the disk reports an error"
    case ENOENT: "there is no such file or folder"
    case ENOTDIR: "a part of the path is not a folder"
    case ENAMETOOLONG: "the path is too long for this system"
    case EMFILE, ENFILE: "too many files are open"
    default: String(cString: strerror(code))
    }
  }
}

/// The right to write to a folder, held by one build or publish at a time and released when it goes out of scope.
///
/// It is a system lock (`flock`), so it ends with the process that holds it, however that ends.
package struct FileLock: ~Copyable {
  private let descriptor: CInt

  /// Takes the lock on the empty file at `path`, which must not be a link; nil if another build holds it.
  ///
  /// The file stays: removing it would let a third build lock a new file while a second one waits for the old.
  package init?(_ path: String, disk: Disk) throws(DiskFailure) {
    self.init(
      on: try disk.attempt(.create(path), "lock", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666) }
    )
  }

  /// Takes the lock on the folder at `path` itself, so that no file of the lock is left in it; nil if another publish
  /// holds it.
  package init?(folder path: String) throws(DiskFailure) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskFailure(action: "lock", path: path, code: errno) }
    self.init(on: descriptor)
  }

  private init?(on descriptor: CInt) {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // Some network disks have no locks, or (EBADF) none on folders; a build or publish there must do without.
      if [ENOLCK, EOPNOTSUPP, ENOSYS, EBADF].contains(errno) { break }
      guard errno == EINTR else {
        close(descriptor)
        return nil
      }
    }
    self.descriptor = descriptor
  }

  deinit {
    // Closing alone would leave the lock to a child process that was forked a moment ago and shares the open file until
    // it runs its own program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
