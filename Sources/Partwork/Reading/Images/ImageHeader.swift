/// The start of a file that may be an image. Every read beyond its end is nil.
struct ImageHeader {
  let bytes: [UInt8]

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
  }

  func byte(_ offset: Int) -> Int? { bigEndian(offset, 1) }

  /// An unsigned integer of `count` bytes, the most significant first.
  func bigEndian(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, count > 0, offset <= bytes.count - count else { return nil }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// An unsigned integer of `count` bytes, the least significant first.
  func littleEndian(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, count > 0, offset <= bytes.count - count else { return nil }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Whether the text `name` is at `offset`.
  func has(_ name: String, at offset: Int) -> Bool {
    offset >= 0 && offset <= bytes.count && bytes[offset...].starts(with: name.utf8)
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

extension ImageHeader {
  /// JPEG (ITU-T T.81): the first frame header, turned as Exif says.
  var jpeg: ImageSize? {
    guard bigEndian(0, 2) == 0xFFD8 else { return nil }
    var isTurned = false
    var offset = 2
    while let prefix = byte(offset), prefix == 0xFF, let marker = byte(offset + 1) {
      switch marker {
      case 0xFF:
        // Markers may be padded.
        offset += 1
        continue
      case 0x01, 0xD0...0xD8:
        offset += 2
        continue
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        let size = size(bigEndian(offset + 7, 2), bigEndian(offset + 5, 2))
        return isTurned ? size?.turned : size
      case 0xE1 where has("Exif\0\0", at: offset + 4):
        isTurned = orientation(at: offset + 10).map { (5...8).contains($0) } ?? isTurned
      case 0xD9, 0xDA: return nil
      default: break
      }
      guard let length = bigEndian(offset + 2, 2), length >= 2 else { return nil }
      offset += 2 + length
    }
    return nil
  }

  /// The orientation, 1 to 8, of the Exif block whose TIFF header is at `start`.
  private func orientation(at start: Int) -> Int? {
    let isLittle = has("II", at: start)
    guard isLittle || has("MM", at: start) else { return nil }
    func number(_ offset: Int, _ count: Int) -> Int? {
      isLittle ? littleEndian(offset, count) : bigEndian(offset, count)
    }
    guard number(start + 2, 2) == 42, let directory = number(start + 4, 4), let entries = number(start + directory, 2)
    else { return nil }
    for entry in 0..<entries {
      let offset = start + directory + 2 + 12 * entry
      guard let tag = number(offset, 2) else { return nil }
      if tag == 0x0112 { return number(offset + 8, 2) }
    }
    return nil
  }
}
