extension ImageHeader {
  /// AVIF and HEIF (ISO/IEC 23008-12): the spatial extents of the primary item, turned by its rotation.
  var avif: ImageSize? {
    guard has("ftyp", at: 4), let meta = box("meta", in: 0..<bytes.count)?.dropFirst(4),
      let properties = box("iprp", in: meta), let container = box("ipco", in: properties),
      let primary = box("pitm", in: meta)?.lowerBound, let version = byte(primary),
      let item = bigEndian(primary + 4, version == 0 ? 2 : 4)
    else { return nil }
    let all = boxes(in: container)
    var size: ImageSize?
    var isTurned = false
    for index in associations(in: properties, of: item) where index >= 1 && index <= all.count {
      let property = all[index - 1]
      let start = property.content.lowerBound
      if property.name == "ispe" {
        size = self.size(bigEndian(start + 4, 4), bigEndian(start + 8, 4))
      } else if property.name == "irot", let quarters = byte(start) {
        isTurned = quarters & 1 == 1
      }
    }
    return isTurned ? size?.turned : size
  }

  /// Whether the bytes, all those of a file, are an AVIF or HEIF with each of its boxes whole, of which one says what the
  /// file contains.
  var isWholeAVIF: Bool {
    guard has("ftyp", at: 4), box("meta", in: 0..<bytes.count) ?? box("moov", in: 0..<bytes.count) != nil else {
      return false
    }
    var offset = 0
    while let length = bigEndian(offset, 4), length > 1 { offset += length }
    return offset <= bytes.count
  }

  /// The boxes in `range`, each with what follows its size and name.
  private func boxes(in range: Range<Int>) -> [(name: String, content: Range<Int>)] {
    var found: [(name: String, content: Range<Int>)] = []
    var offset = range.lowerBound
    while offset + 8 <= range.upperBound, let length = bigEndian(offset, 4) {
      // A length of 0 means to the end; one of 1, a longer number, which no header has.
      let end = length == 0 ? range.upperBound : offset + length
      guard end >= offset + 8 else { break }
      let name = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
      found.append((name, offset + 8..<max(offset + 8, min(end, range.upperBound))))
      offset = end
    }
    return found
  }

  private func box(_ name: String, in range: Range<Int>) -> Range<Int>? {
    boxes(in: range).first { $0.name == name }?.content
  }

  /// The properties of `item`, as positions in their container, from 1.
  private func associations(in properties: Range<Int>, of item: Int) -> [Int] {
    guard let start = box("ipma", in: properties)?.lowerBound, let version = byte(start), let flags = byte(start + 3),
      let entries = bigEndian(start + 4, 4)
    else { return [] }
    let idLength = version == 0 ? 2 : 4
    let indexLength = flags & 1 == 0 ? 1 : 2
    var offset = start + 8
    for _ in 0..<entries {
      guard let id = bigEndian(offset, idLength), let count = byte(offset + idLength) else { return [] }
      offset += idLength + 1
      if id == item {
        // The highest bit says whether the property is essential.
        let indices = (0..<count).compactMap { bigEndian(offset + $0 * indexLength, indexLength) }
        return indices.count == count ? indices.map { $0 & (indexLength == 1 ? 0x7F : 0x7FFF) } : []
      }
      offset += count * indexLength
    }
    return []
  }
}
