/// The control characters in a text that neither HTML (HTML Standard, 13.2.3.5) nor XML 1.0 (2.2) allows, and U+FFFE and
/// U+FFFF: all but tabs and line ends. NUL is libcmark's, which replaces it with U+FFFD.
struct ControlCharacters {
  /// Where the first of them is in the text.
  let first: Int
  let count: Int

  /// The text without them; a space stands for those that separate words, the line and the page break of old programs.
  let rest: [UInt8]

  /// Those in `text`, which is UTF-8; nil if there are none, as in nearly all texts.
  init?(in text: UnsafeRawBufferPointer) {
    guard Self.mayBe(in: text) else { return nil }
    var (first, count): (Int?, Int) = (nil, 0)
    var rest: [UInt8] = []
    rest.reserveCapacity(text.count)
    var offset = 0
    while offset < text.count {
      let length = Self.length(at: offset, in: text)
      if length == 0 {
        rest.append(text[offset])
        offset += 1
        continue
      }
      first = first ?? offset
      count += 1
      if text[offset] == 0x0B || text[offset] == 0x0C { rest.append(UInt8(ascii: " ")) }
      offset += length
    }
    guard let first else { return nil }
    (self.first, self.count, self.rest) = (first, count, rest)
  }

  /// How many bytes the control character at `offset` has; 0 if there is none.
  private static func length(at offset: Int, in text: UnsafeRawBufferPointer) -> Int {
    func byte(_ distance: Int) -> UInt8 { offset + distance < text.count ? text[offset + distance] : 0 }
    switch text[offset] {
    case 0x09, 0x0A, 0x0D: return 0
    case 0x01..<0x20, 0x7F: return 1
    // U+0080 to U+009F.
    case 0xC2: return byte(1) < 0xA0 ? 2 : 0
    // U+FFFE and U+FFFF.
    case 0xEF: return byte(1) == 0xBF && byte(2) >= 0xBE ? 3 : 0
    // What libcmark makes of `&#xFFFE;` and `&#xFFFF;`. One such byte in its HTML would be taken for a slot.
    case 0xFE, 0xFF: return 1
    default: return 0
    }
  }

  /// Whether there may be some. Each text is asked, so this has no branch, and the compiler looks at many bytes at once.
  private static func mayBe(in text: UnsafeRawBufferPointer) -> Bool {
    var found: UInt8 = 0
    var last: UInt8 = 0
    for byte in text {
      let isAllowed: UInt8 =
        (byte == 0x09 ? 1 : 0) | (byte == 0x0A ? 1 : 0) | (byte == 0x0D ? 1 : 0) | (byte == 0 ? 1 : 0)
      found |= (byte < 0x20 ? 1 : 0) & ~isAllowed
      found |= (byte == 0x7F ? 1 : 0) | (byte >= 0xFE ? 1 : 0)
      found |= (last == 0xC2 ? 1 : 0) & (byte < 0xA0 ? 1 : 0)
      found |= (last == 0xBF ? 1 : 0) & (byte >= 0xBE ? 1 : 0)
      last = byte
    }
    return found != 0
  }
}
