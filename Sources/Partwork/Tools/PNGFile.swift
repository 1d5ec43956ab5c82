internal import CZlib

/// A PNG file (ISO/IEC 15948) of a square in shades between two colours.
enum PNGFile {
  /// - Parameters:
  ///   - shades: how much of `ink` each pixel has, row by row.
  ///   - paper: the colour where that is nothing.
  static func make(_ shades: [UInt8], side: Int, ink: Color, paper: Color) -> [UInt8] {
    precondition(shades.count == side * side, "one shade for each pixel")
    let rows = (0..<side).flatMap { row in [0] + shades[row * side..<(row + 1) * side] }
    let palette = (0...UInt8.max).flatMap { paper.mixed(with: ink, share: $0) }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", number(side) + number(side) + [8, 3, 0, 0, 0]) + chunk("PLTE", palette)
      + chunk("IDAT", compressed(rows)) + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + data
    let checksum = named.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    return number(data.count) + named + number(Int(checksum))
  }

  /// Four bytes, the highest first.
  private static func number(_ value: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt32(value).bigEndian) { Array($0) }
  }

  private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      let result = compress2(buffer.baseAddress, &size, bytes, UInt(bytes.count), Z_BEST_COMPRESSION)
      precondition(result == Z_OK, "the buffer is as large as zlib asks for")
      count = Int(size)
    }
  }
}
