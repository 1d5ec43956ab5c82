/// Reads texts into the words that a search looks for.
///
/// In scripts with spaces these are words, folded. In others they are all runs of two or three characters, and shorter
/// ones at the end of a stretch, so that each stretch of a text is found by the beginning of such a run.
struct SearchWords: ~Copyable {
  /// The word being read, and in scripts without spaces where each of its characters ends.
  private var word: [UInt8] = []
  private var ends: [Int] = []
  private var script = FoldedCharacter.Script.none

  /// Longer words are not indexed: they are codes that nobody types.
  private static let longestWord = 60

  /// The folded ASCII bytes: letters in lower case and digits; 0 for those that separate words.
  private static let ascii: [UInt8] = (0..<128 as Range<UInt8>).map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0b0010_0000
    default: 0
    }
  }

  init() {}

  /// Calls `body` with each word of `text`, which is UTF-8.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let ascii = Self.ascii
    var offset = 0
    while offset < text.count {
      let byte = text[offset]
      if byte < 0x80 {
        let folded = ascii[Int(byte)]
        if folded == 0 {
          end(body)
        } else {
          if script != .spaced { begin(.spaced, body) }
          word.append(folded)
        }
        offset += 1
      } else {
        let (scalar, length) = text.scalar(at: offset)
        append(FoldedCharacter.of(scalar), body)
        offset += length
      }
    }
    end(body)
  }

  private mutating func append(_ character: FoldedCharacter, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if character.script != script { begin(character.script, body) }
    word.append(contentsOf: character.utf8)
    if script.gramLength != nil { ends.append(word.count) }
  }

  private mutating func begin(_ next: FoldedCharacter.Script, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    end(body)
    script = next
  }

  /// Calls `body` with what has been read.
  private mutating func end(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    word.withUnsafeBufferPointer { word in
      if let length = script.gramLength {
        for first in ends.indices {
          let (start, end) = (first == 0 ? 0 : ends[first - 1], ends[min(first + length, ends.count) - 1])
          body(UnsafeBufferPointer(rebasing: word[start..<end]))
        }
      } else if !word.isEmpty, word.count <= Self.longestWord {
        body(word)
      }
    }
    word.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    script = .none
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The scalar at `offset` of a text that is UTF-8, and its length in bytes.
  fileprivate func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let first = self[offset]
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard offset + length <= count else { return (" ", 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for place in offset + 1..<offset + length { value = value << 6 | UInt32(self[place] & 0b0011_1111) }
    return (Unicode.Scalar(value) ?? " ", length)
  }
}
