/// How many words `text`, which is UTF-8, has: runs of characters between white space, and each Chinese or Japanese
/// character, which are written without spaces.
func countWords(in text: [UInt8]) -> Int {
  text.withUnsafeBufferPointer { text in
    var count = 0
    var isInWord = false
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      offset += 1
      if byte < 0x80 {
        // Without a branch, since where words end cannot be foreseen.
        let isLetter = byte > UInt8(ascii: " ")
        count += isLetter && !isInWord ? 1 : 0
        isInWord = isLetter
      } else if byte >= 0xE2, byte < 0xF0, offset + 1 < text.count {
        let scalar = UInt32(byte & 0x0F) << 12 | UInt32(text[offset] & 0x3F) << 6 | UInt32(text[offset + 1] & 0x3F)
        offset += 2
        if isUnspaced(scalar) {
          count += 1
          isInWord = false
        } else if isWideSpace(scalar) {
          isInWord = false
        } else if !isInWord, !isDash(scalar) {
          count += 1
          isInWord = true
        }
      } else if !isInWord {
        count += 1
        isInWord = true
      }
    }
    return count
  }
}

/// Kana, Han and their extensions in the basic plane.
private func isUnspaced(_ scalar: UInt32) -> Bool {
  (0x3040...0x30FF).contains(scalar) || (0x3400...0x4DBF).contains(scalar) || (0x4E00...0x9FFF).contains(scalar)
    || (0xF900...0xFAFF).contains(scalar)
}

/// The spaces and marks of U+2000 to U+206F and U+3000 to U+303F that part words.
private func isWideSpace(_ scalar: UInt32) -> Bool {
  (0x2000...0x200A).contains(scalar) || scalar == 0x2028 || scalar == 0x2029 || scalar == 0x205F
    || (0x3000...0x303F).contains(scalar)
}

/// A dash between spaces is no word.
private func isDash(_ scalar: UInt32) -> Bool { (0x2010...0x2015).contains(scalar) }
