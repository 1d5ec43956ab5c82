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

  /// The orientation, 1 to 8, of the Exif block whose TIFF header stands at `start`.
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
