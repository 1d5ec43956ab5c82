import Foundation
import PartworkSupport

/// A file that is open for reading, so that it is the same file from the first byte to the last even if an editor
/// replaces it meanwhile.
final class OpenFile: Sendable {
  /// The size in bytes when it was opened.
  let size: Int
  let tag: EntityTag
  private let descriptor: Int32

  /// Opens the regular file at `path`; nil where there is none, or where its real path leads out of `root`.
  init?(_ path: String, in root: String) {
    guard let realRoot = realPath(root), let realPath = realPath(path),
      realPath.hasPrefix(realRoot == "/" ? "/" : realRoot + "/")
    else { return nil }
    // Not to wait for a writer where it is a pipe.
    let descriptor = open(realPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    guard let status = try? FileStatus(ofOpen: descriptor, at: realPath), status.kind == .file else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    size = status.size
    tag = EntityTag(of: status)
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
}

/// A file has lost bytes while it was sent. The connection is closed, as the client waits for them.
struct FileShortened: Error {}
