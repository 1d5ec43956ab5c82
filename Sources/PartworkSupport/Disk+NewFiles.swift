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
    var parent = folder
    for name in path.split(separator: "/").dropLast() {
      parent += "/\(name)"
      if try kind(of: parent, followingLinks: true) == nil { try makeFolder(parent) }
    }
    let target = "\(folder)/\(path)"
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
    guard let path = realPath(path) else { throw DiskFailure(action: "write", path: path, code: ENOENT) }
    let permissions = try FileStatus(of: path)?.permissions ?? 0o644
    try stage(bytes, beside: path) { temporary throws(DiskFailure) in
      try attempt(.write(temporary), "write", path) { chmod(temporary, mode_t(permissions)) }
      try rename(temporary, to: path)
    }
  }

  /// Writes `bytes` to a temporary file beside `path`, and removes it if `body` fails.
  private func stage(
    _ bytes: [UInt8], beside path: String, _ body: (_ temporary: String) throws(DiskFailure) -> Void
  ) throws(DiskFailure) {
    let folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
    // Hidden, so that a preview that watches the folder does not take it for content.
    let temporary = "\(folder)/\(Disk.reservedPrefix)-new-\(getpid())"
    do throws(DiskFailure) {
      try write(.bytes(bytes), to: temporary, isFlushed: true)
      try body(temporary)
    } catch {
      try? removeFile(temporary)
      throw error
    }
  }
}

extension DiskFailure {
  /// Whether something is at the path already.
  package var isAlreadyThere: Bool { code == EEXIST }

  /// Whether this kind of disk does not support the call: FAT, for example, has no links.
  fileprivate var isUnknownToDisk: Bool { [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(code) }
}

private func systemLink(_ path: String, _ target: String) -> CInt { link(path, target) }
