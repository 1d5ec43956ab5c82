/// The characters that would be markup in a text, and what replaces them.
package enum Escaping: Sendable {
  /// `&`, `<`, `>` and `"`: the content of an element, or an attribute's value in double quotes.
  case html
  /// As `html`, and `'`: the characters that Mustache escapes.
  case mustache
  /// As `html`; characters that XML 1.0 (section 2.2) forbids even in escaped form are left out, since one of them
  /// makes a whole feed unreadable.
  case xml
  /// The text of a CDATA section (section 2.7): `]]>` alone, which would end it, and what XML 1.0 forbids.
  case cdata
}

extension [UInt8] {
  /// Appends `text` as it is.
  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends `text` as it is, without counting a reference to it.
  package mutating func append(text: String) {
    text.withBytes { append(contentsOf: $0) }
  }

  /// Appends `text`, escaping the characters that would be read as markup.
  package mutating func append(escaping text: String, for escaping: Escaping) {
    text.withBytes { append(escaping: $0, for: escaping) }
  }

  /// Appends `bytes`, which are UTF-8, escaping the characters that would be read as markup.
  ///
  /// Runs of ordinary bytes, which are most of a text, are copied at once.
  package mutating func append(escaping bytes: UnsafeBufferPointer<UInt8>, for escaping: Escaping) {
    if escaping == .cdata, !bytes.mayChangeInCDATA { return append(contentsOf: bytes) }
    var start = 0
    var index = 0
    while true {
      if escaping != .cdata { index = bytes.firstSpecial(from: index) }
      if index == bytes.count { break }
      guard let (replacement, length) = escaping.replacement(bytes, at: index) else {
        index += 1
        continue
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      append(replacement)
      index += length
      start = index
    }
    append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }
}

extension Escaping {
  /// `text`, escaped.
  package func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.append(escaping: text, for: self)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What replaces the character at `index`, and how many bytes that character has; nil if it stays.
  fileprivate func replacement(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (replacement: StaticString, length: Int)? {
    let isXML = self == .xml || self == .cdata
    return switch bytes[index] {
    case 0x09, 0x0A, 0x0D: nil
    case 0..<0x20: isXML ? ("", 1) : nil
    // U+FFFE and U+FFFF.
    case 0xEF where isXML && index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE: ("", 3)
    case UInt8(ascii: "]"): self == .cdata && bytes[index...].starts(with: "]]>".utf8) ? ("]]]]><![CDATA[>", 3) : nil
    case _ where self == .cdata: nil
    case UInt8(ascii: "&"): ("&amp;", 1)
    case UInt8(ascii: "<"): ("&lt;", 1)
    case UInt8(ascii: ">"): ("&gt;", 1)
    case UInt8(ascii: "\""): ("&quot;", 1)
    case UInt8(ascii: "'"): self == .mustache ? ("&#39;", 1) : nil
    default: nil
    }
  }
}

extension String {
  /// Calls `body` with the text in UTF-8. `withUTF8` needs a copy of the string, whose reference is counted.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a CDATA section may need another text than these bytes, which is rare. This has no branch, so the compiler
  /// looks at many bytes at once.
  fileprivate var mayChangeInCDATA: Bool {
    var found: UInt8 = 0
    var last: UInt8 = 0
    for byte in self {
      found |= (byte < 0x20 ? 1 : 0) & (byte != 0x09 ? 1 : 0) & (byte != 0x0A ? 1 : 0) & (byte != 0x0D ? 1 : 0)
      found |= (last == 0xBF ? 1 : 0) & (byte >= 0xBE ? 1 : 0)
      found |= (last == UInt8(ascii: "]") ? 1 : 0) & (byte == UInt8(ascii: "]") ? 1 : 0)
      last = byte
    }
    return found != 0
  }

  /// The offset of the first byte from `start` on that may have to be replaced, or the length.
  ///
  /// It looks at eight bytes at once: for each test, the high bit of a byte is set where the test holds, and possibly
  /// above the first such byte, which does no harm.
  fileprivate func firstSpecial(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    var index = start
    let raw = UnsafeRawBufferPointer(self)
    while index + 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let quotes = zeros(word ^ ones &* 0x22) | zeros((word | ones) ^ ones &* 0x27)
      let brackets = zeros((word | ones &* 0x02) ^ ones &* 0x3E)
      let others = (word &- ones &* 0x20) & ~word | zeros(word ^ ones &* 0xEF)
      if (quotes | brackets | others) & (ones &* 0x80) != 0 { break }
      index += 8
    }
    while index < count, !special.contains(self[index]), self[index] != 0xEF { index += 1 }
    return index
  }
}

/// The ASCII characters that may have to be replaced.
private let special = ASCIISet("&<>\"'", 0..<0x20)
