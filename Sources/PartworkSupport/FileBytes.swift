#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The bytes of a file, or of a part of it, read piece by piece.
package struct FileBytes: ~Copyable {
  /// The offset in the file of the next byte.
  package private(set) var offset: Int

  private let path: String
  private let descriptor: CInt
  private let end: Int

  /// - Parameter range: the bytes to read; nil for all of them.
  package init(_ path: String, range: Range<Int>? = nil) throws(DiskFailure) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskFailure(action: "read", path: path, code: errno) }
    self.path = path
    offset = range?.lowerBound ?? 0
    end = range?.upperBound ?? .max
  }

  deinit { close(descriptor) }

  /// Adds the next bytes to `bytes`, at most 256 KiB; false at the end.
  package mutating func read(into bytes: inout [UInt8]) throws(DiskFailure) -> Bool {
    let length = min(256 << 10, end - offset)
    if length <= 0 { return false }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: length))
    let (descriptor, offset) = (descriptor, offset)
    let count = bytes.withUnsafeMutableBytes { buffer in
      var count = -1
      repeat {
        count = pread(descriptor, buffer.baseAddress?.advanced(by: start), length, off_t(offset))
      } while count < 0 && errno == EINTR
      return count
    }
    bytes.removeLast(length - max(0, count))
    guard count >= 0 else { throw DiskFailure(action: "read", path: path, code: errno) }
    self.offset += count
    return count > 0
  }
}
