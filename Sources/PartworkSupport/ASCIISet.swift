/// A set of ASCII characters that is fast to look into.
package struct ASCIISet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// The characters of `characters`, which are ASCII, and those in `range`.
  package init(_ characters: StaticString, _ range: Range<UInt8> = 0..<0) {
    characters.withUTF8Buffer { for byte in $0 { insert(byte) } }
    for byte in range { insert(byte) }
  }

  /// The letters, the digits and the characters of `others`, which are ASCII.
  package init(lettersDigitsAnd others: StaticString) {
    self.init(others, UInt8(ascii: "0")..<UInt8(ascii: "9") + 1)
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") {
      insert(byte)
      insert(byte & ~0x20)
    }
  }

  private mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
  }

  package func contains(_ byte: UInt8) -> Bool {
    if byte >= 0x80 { return false }
    return (byte < 64 ? low : high) & 1 << UInt64(byte & 63) != 0
  }
}
