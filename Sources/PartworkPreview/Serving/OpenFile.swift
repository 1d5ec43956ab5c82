import Foundation

/// A file that is open for reading, so that it is the same file from the first byte to the last even if an editor
/// replaces it meanwhile.
final class OpenFile: Sendable {
  /// The size in bytes when it was opened.
  let size: Int
  let tag: EntityTag
  private let descriptor: Int32

  /// Opens the regular file at `path`; nil where there is none, or where its real path leads out of `root`.
  init?(_ path: String, in root: String) {
    guard let realRoot = Self.realPath(root), let realPath = Self.realPath(path),
      realPath.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
    else { return nil }
    // Not to wait for a writer where it is a pipe.
    let descriptor = open(realPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, UInt32(status.st_mode) & UInt32(S_IFMT) == UInt32(S_IFREG) else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    tag = EntityTag(
      size: size, seconds: modified.tv_sec, nanoseconds: modified.tv_nsec, file: UInt64(status.st_ino))
  }

  deinit { close(descriptor) }

  /// The bytes of `range`.
  /// - Throws: `FileShortened` if the file has become shorter than that.
  func bytes(_ range: Range<Int>) throws(FileShortened) -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), range.count - count, off_t(range.lowerBound + count))
        if got <= 0 { break }
        count += got
      }
    }
    guard bytes.count == range.count else { throw FileShortened() }
    return bytes
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}

/// A file has lost bytes while it was sent. The connection is closed, as the client waits for them.
struct FileShortened: Error {}
