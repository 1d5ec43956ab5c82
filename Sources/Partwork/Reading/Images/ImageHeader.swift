/// The start of a file that may be a picture. Every read beyond its end is nil.
struct ImageHeader {
  let bytes: [UInt8]

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
  }

  func byte(_ offset: Int) -> Int? {
    bytes.indices.contains(offset) ? Int(bytes[offset]) : nil
  }

  /// An unsigned integer of `count` bytes, the highest first.
  func bigEndian(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, count > 0, offset <= bytes.count - count else { return nil }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// An unsigned integer of `count` bytes, the lowest first.
  func littleEndian(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, count > 0, offset <= bytes.count - count else { return nil }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Whether the ASCII text `name` stands at `offset`.
  func has(_ name: StaticString, at offset: Int) -> Bool {
    let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return offset >= 0 && offset <= bytes.count && bytes[offset...].starts(with: name)
  }

  func size(_ width: Int?, _ height: Int?) -> ImageSize? {
    guard let width, let height else { return nil }
    return ImageSize(width: width, height: height)
  }
}

extension ImageHeader {
  /// Portable Network Graphics (ISO/IEC 15948): the header chunk comes first.
  var png: ImageSize? {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), has("IHDR", at: 12) else { return nil }
    return size(bigEndian(16, 4), bigEndian(20, 4))
  }

  /// Graphics Interchange Format, 87a and 89a: the logical screen.
  var gif: ImageSize? {
    guard has("GIF87a", at: 0) || has("GIF89a", at: 0) else { return nil }
    return size(littleEndian(6, 2), littleEndian(8, 2))
  }

  /// WebP (RFC 9649): lossy, lossless or extended.
  var webP: ImageSize? {
    guard has("RIFF", at: 0), has("WEBP", at: 8) else { return nil }
    if has("VP8 ", at: 12), bigEndian(23, 3) == 0x9D012A {
      return size(littleEndian(26, 2).map { $0 & 0x3FFF }, littleEndian(28, 2).map { $0 & 0x3FFF })
    }
    if has("VP8L", at: 12), byte(20) == 0x2F, let bits = littleEndian(21, 4) {
      return size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    }
    if has("VP8X", at: 12) { return size(littleEndian(24, 3).map { $0 + 1 }, littleEndian(27, 3).map { $0 + 1 }) }
    return nil
  }
}
