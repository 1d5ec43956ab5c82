internal import CZlib

/// A ZIP archive that is being written (APPNOTE.TXT 6.3.10). The same files give the same bytes: the entries are in the
/// order in which they were added, and all have the same date.
struct ZIPArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Adds a file; its name is ASCII.
  ///
  /// - Parameter isCompressed: Whether it is compressed, which what is compressed already only makes slower.
  mutating func add(_ name: String, _ content: [UInt8], isCompressed: Bool = true) {
    let packed = isCompressed ? deflated(content) : content
    let isDeflated = packed.count < content.count
    let data = isDeflated ? packed : content
    guard let size = UInt32(exactly: content.count), let offset = UInt32(exactly: bytes.count), count < .max else {
      preconditionFailure("a book has less than 4 GB")
    }
    var header: [UInt8] = []
    header.append(UInt16(20))  // the version needed to extract
    header.append(UInt16(0))  // flags
    header.append(UInt16(isDeflated ? 8 : 0))
    header.append(UInt16(0))  // midnight
    header.append(UInt16(1 << 5 | 1))  // 1 January 1980, the first day that ZIP knows
    header.append(checksum(content))
    header.append(UInt32(data.count))
    header.append(size)
    header.append(UInt16(name.utf8.count))
    header.append(UInt16(0))  // no extra fields
    bytes.append(UInt32(0x0403_4B50))
    bytes += header
    bytes += name.utf8
    bytes += data
    directory.append(UInt32(0x0201_4B50))
    directory.append(UInt16(20))  // the version made by
    directory += header
    directory.append(UInt16(0))  // no comment
    directory.append(UInt16(0))  // the number of the disk
    directory.append(UInt16(0))  // internal attributes
    directory.append(UInt32(0))  // external attributes
    directory.append(offset)
    directory += name.utf8
    count += 1
  }

  /// The bytes of the archive.
  consuming func finish() -> [UInt8] {
    let start = UInt32(bytes.count)
    bytes += directory
    bytes.append(UInt32(0x0605_4B50))
    bytes.append(UInt16(0))
    bytes.append(UInt16(0))
    bytes.append(count)
    bytes.append(count)
    bytes.append(UInt32(directory.count))
    bytes.append(start)
    bytes.append(UInt16(0))  // no comment
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

private func checksum(_ content: [UInt8]) -> UInt32 {
  content.withUnsafeBufferPointer { UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
}

/// `content` compressed without a header (RFC 1951), as archives have it.
private func deflated(_ content: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  let size = CInt(MemoryLayout<z_stream>.size)
  guard deflateInit2_(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
  else { return content }
  defer { deflateEnd(&stream) }
  let bound = Int(deflateBound(&stream, UInt(content.count)))
  return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
    content.withUnsafeBufferPointer { input in
      // zlib only reads its input.
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(bound)
      let result = deflate(&stream, Z_FINISH)
      count = result == Z_STREAM_END ? bound - Int(stream.avail_out) : 0
    }
    if count == 0 { count = output.initialize(fromContentsOf: content) }
  }
}
