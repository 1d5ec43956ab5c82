internal import PartworkSupport

/// The number of words in `text`, which is UTF-8: runs of characters between white space. In scripts without spaces, each
/// Chinese or Japanese character is a word, and so are five characters of Thai, Lao, Tibetan, Khmer and
/// Burmese.
///
/// - Returns: the words, and how many of them are Chinese or Japanese characters.
func countWords(in text: [UInt8]) -> (words: Int, ideographs: Int) {
  text.withUnsafeBytes { text in
    var words = Words()
    var offset = 0
    while offset < text.count {
      // Most texts are mostly ASCII: eight bytes at a time.
      if text.count - offset >= 8, words.count(text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) {
        offset += 8
      } else {
        offset = words.countCharacter(of: text, at: offset)
      }
    }
    return (words.count + words.ideographs + (words.clusters + 4) / 5, words.ideographs)
  }
}

/// The number of words that have begun, and whether the last one goes on.
private struct Words {
  private(set) var count = 0

  /// How many Chinese and Japanese characters there are, and how many of Thai, Lao, Tibetan, Khmer and Burmese.
  private(set) var ideographs = 0
  private(set) var clusters = 0
  private var isInWord = false

  /// Counts eight bytes; if one of them is not ASCII, counts nothing and returns false.
  mutating func count(_ bytes: UInt64) -> Bool {
    let high: UInt64 = 0x8080_8080_8080_8080
    let bytes = UInt64(littleEndian: bytes)
    guard bytes & high == 0 else { return false }
    // The high bit of each byte that is greater than a space.
    let letters = (bytes + 0x5F5F_5F5F_5F5F_5F5F) & high
    let starts = letters & ~(letters << 8 | (isInWord ? 0x80 : 0))
    count += starts.nonzeroBitCount
    isInWord = letters >> 63 == 1
    return true
  }

  /// Counts the character at `offset`, or at least its first byte; returns the next offset.
  mutating func countCharacter(of text: UnsafeRawBufferPointer, at offset: Int) -> Int {
    let byte = text[offset]
    if byte >= 0xE0, byte < 0xF0, offset + 2 < text.count {
      let scalar =
        UInt32(byte & 0x0F) << 12 | UInt32(text[offset + 1] & 0x3F) << 6 | UInt32(text[offset + 2] & 0x3F)
      switch UnspacedScript(ofBasic: scalar) {
      case .chineseOrJapanese:
        ideographs += 1
        isInWord = false
      case .abugida:
        clusters += 1
        isInWord = false
      case nil where isWideSpace(scalar):
        isInWord = false
      case nil:
        if !isDash(scalar) { continueWord() }
      }
      return offset + 3
    }
    if byte > UInt8(ascii: " ") { continueWord() } else { isInWord = false }
    return offset + 1
  }

  private mutating func continueWord() {
    if !isInWord { count += 1 }
    isInWord = true
  }
}

/// The spaces and marks of U+2000 to U+206F and U+3000 to U+303F that separate words.
private func isWideSpace(_ scalar: UInt32) -> Bool {
  (0x2000...0x200A).contains(scalar) || scalar == 0x2028 || scalar == 0x2029 || scalar == 0x205F
    || (0x3000...0x303F).contains(scalar)
}

/// Dashes, which are not words between spaces.
private func isDash(_ scalar: UInt32) -> Bool { (0x2010...0x2015).contains(scalar) }
