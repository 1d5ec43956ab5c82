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
    descriptor = try openForReading(path)
    self.path = path
    offset = range?.lowerBound ?? 0
    end = range?.upperBound ?? .max
  }

  deinit { close(descriptor) }

  /// The length of a piece.
  package static let pieceLength = 256 << 10

  /// Adds the next piece to `bytes`, which is shorter than the others only at the end; false at the end.
  package mutating func read(into bytes: inout [UInt8]) throws(DiskFailure) -> Bool {
    let length = min(Self.pieceLength, end - offset)
    if length <= 0 { return false }
    let (start, begin) = (bytes.count, offset)
    bytes.append(contentsOf: repeatElement(0, count: length))
    while offset - begin < length {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress?.advanced(by: start + offset - begin), length - (offset - begin), off_t(offset)
        )
      }
      if count == 0 { break }
      if count > 0 {
        offset += count
      } else if errno != EINTR {
        throw DiskFailure(action: "read", path: path, code: errno)
      }
    }
    bytes.removeLast(length - (offset - begin))
    return offset > begin
  }
}
