#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files that a writer will edit: never overwritten, never half written.
extension Disk {
  /// Writes a new file at `path` below `folder`, and makes the folders that are missing.
  ///
  /// - Throws: a failure whose `isAlreadyThere` is true if anything is at the path.
  package func create(_ path: String, in folder: String, bytes: [UInt8]) throws(DiskFailure) {
    let target = "\(folder)/\(path)"
    try makeFolders(target.folder)
    if try kind(of: target) != nil { throw DiskFailure(action: "write", path: target, code: EEXIST) }
    try stage(bytes, beside: target) { temporary throws(DiskFailure) in
      do throws(DiskFailure) {
        // Unlike renaming, linking fails if the file was made in the meantime.
        try attempt(.rename(temporary, to: target), "write", target) { systemLink(temporary, target) }
      } catch  where error.isUnknownToDisk {
        try rename(temporary, to: target)
        return
      }
      try removeFile(temporary)
    }
  }

  /// Replaces the file at `path` with `bytes`, in one step and with the same permissions; a link is followed.
  package func replace(_ path: String, with bytes: [UInt8]) throws(DiskFailure) {
    guard let path = try realPath(path) else { throw .nothing(at: path, to: "write") }
    let permissions = try FileStatus(of: path)?.permissions ?? 0o644
    try stage(bytes, beside: path) { temporary throws(DiskFailure) in
      try attempt(.write(temporary), "write", path) { chmod(temporary, mode_t(permissions)) }
      try rename(temporary, to: path)
    }
  }

  /// Writes `content` to the file at `path` in one step, in place of a file that is there, and makes the folders that
  /// are missing; a link is followed.
  ///
  /// The temporary name depends only on `path`, so that what a killed program left is overwritten by the next one: two
  /// programs must not do so at once.
  package func put(_ content: FileBody, at path: String) throws(DiskFailure) {
    let target = try realPath(path) ?? path
    try makeFolders(target.folder)
    let temporary =
      "\(target.folder)/\(Disk.reservedPrefix)-\(ContentHash(of: target.utf8.dropFirst(target.folder.utf8.count)))"
    do throws(DiskFailure) {
      try write(content, to: temporary)
      if let permissions = try FileStatus(of: target)?.permissions {
        try attempt(.write(temporary), "write", target) { chmod(temporary, mode_t(permissions)) }
      }
      try rename(temporary, to: target)
    } catch {
      try? removeFile(temporary)
      throw error
    }
  }

  /// Makes the folder at `path` and those above it, unless they are there.
  package func makeFolders(_ path: String) throws(DiskFailure) {
    if path.isEmpty { return }
    if try kind(of: path, followingLinks: true) != nil { return }
    try makeFolders(path.folder)
    try makeFolder(path)
  }

  /// Writes `bytes` to a temporary file beside `path`, and removes it if `body` fails.
  private func stage(
    _ bytes: [UInt8], beside path: String, _ body: (_ temporary: String) throws(DiskFailure) -> Void
  ) throws(DiskFailure) {
    removeLeftovers(in: path.folder)
    // Hidden, so that a preview that watches the folder does not take it for content.
    let temporary = "\(path.folder)/\(Self.stagedPrefix)\(getpid())"
    do throws(DiskFailure) {
      try write(.bytes(bytes), to: temporary, isFlushed: true)
      try body(temporary)
    } catch {
      try? removeFile(temporary)
      throw error
    }
  }

  /// Removes the temporary files in `folder` of programs that were killed.
  private func removeLeftovers(in folder: String) {
    for name in (try? names(in: folder)) ?? [] where name.hasPrefix(Self.stagedPrefix) {
      guard let process = pid_t(name.dropFirst(Self.stagedPrefix.count)) else { continue }
      if kill(process, 0) != 0, errno == ESRCH { try? removeFile("\(folder)/\(name)") }
    }
  }

  /// What temporary names begin with; the number of the process follows.
  private static let stagedPrefix = "\(reservedPrefix)-new-"
}

extension String {
  /// The folder of the path; empty for a path at the root.
  fileprivate var folder: String { String(self[..<(lastIndex(of: "/") ?? startIndex)]) }
}

extension DiskFailure {
  /// Whether something is at the path already.
  package var isAlreadyThere: Bool { code == EEXIST }

  /// Whether this kind of disk does not support the call: FAT, for example, has no links.
  fileprivate var isUnknownToDisk: Bool { [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(code) }
}

private func systemLink(_ path: String, _ target: String) -> CInt { link(path, target) }
