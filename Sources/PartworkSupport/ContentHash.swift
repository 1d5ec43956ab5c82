/// A 64-bit hash of some bytes: the same in every run and on every machine, unlike `hashValue`.
///
/// It distinguishes versions of a text; it does not protect against someone who forges one. It takes eight bytes at a
/// time, since every page is hashed.
package struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  /// The hash of what has been added so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package init(of bytes: some Sequence<UInt8>) { add(bytes) }

  package init(of text: String) { add(text.utf8) }

  /// Adds the bytes of a part. Where one part ends and the next begins changes the hash.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    let added: Void? = bytes.withContiguousStorageIfAvailable { add(UnsafeRawBufferPointer($0)) }
    if added == nil { Array(bytes).withUnsafeBytes { add($0) } }
  }

  /// Adds a number.
  package mutating func add(_ number: UInt64) { mix(number) }

  private mutating func add(_ buffer: UnsafeRawBufferPointer) {
    var offset = 0
    while offset + 8 <= buffer.count {
      mix(buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
      offset += 8
    }
    var rest: UInt64 = 0
    for byte in buffer[offset...] { rest = rest << 8 | UInt64(byte) }
    mix(rest)
    mix(UInt64(buffer.count))
  }

  /// Mixes both halves of a product into the value, so that every bit of `word` affects all of it.
  private mutating func mix(_ word: UInt64) {
    let product = (value ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    value = product.high ^ product.low ^ (value << 1 | value >> 63)
  }

  /// Sixteen hexadecimal digits.
  package var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
