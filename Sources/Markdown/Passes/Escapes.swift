internal import CCMark

/// Characters that passes give a meaning, and that libcmark has put into text although a backslash or an entity says
/// that they have none.
///
/// libcmark forgets how a character was written. Where the source has any such, the text nodes are laid beside it, and
/// each of these characters, which are all punctuation, is set as a byte that UTF-8 does not have until the passes are
/// through.
enum Escapes {
  /// What the passes look for, in the order of the bytes 0xF5 and following.
  private static let characters = Array("[]~{!:@/.".utf8)
  static let firstByte: UInt8 = 0xF5

  /// Whether `text` has any of the characters behind a backslash, or an entity.
  static func areIn(_ text: [UInt8]) -> Bool {
    var offset = 0
    while let found = text.firstIndex(of: UInt8(ascii: "\\"), from: offset), found + 1 < text.count {
      if characters.contains(text[found + 1]) { return true }
      offset = found + 2
    }
    offset = 0
    while let found = text.firstIndex(of: UInt8(ascii: "&"), from: offset), found + 1 < text.count {
      if isEntityStart(text[found + 1]) { return true }
      offset = found + 1
    }
    return false
  }

  /// `literal` with every escaped character set apart, by the `source` it was read from; nil where it has none.
  static func setApart(_ literal: UnsafeRawBufferPointer, writtenAs source: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8]?
    var place = source.startIndex
    var offset = 0
    while offset < literal.count, place < source.endIndex {
      let byte = source[place]
      if byte == UInt8(ascii: "\\"), place + 1 < source.endIndex, source[place + 1] == literal[offset] {
        if let index = characters.firstIndex(of: literal[offset]) {
          result = result ?? Array(literal)
          result?[offset] = firstByte + UInt8(index)
        }
        place += 2
        offset += 1
      } else if byte == UInt8(ascii: "&"), let end = entityEnd(source[place...]),
        !literal[offset...].starts(with: source[place..<end])
      {
        if end < source.endIndex || literal.count - offset <= 2 {
          if let index = characters.firstIndex(of: literal[offset]) {
            result = result ?? Array(literal)
            result?[offset] = firstByte + UInt8(index)
          }
        }
        place = end
        offset = resume(literal, offset + 1, at: source[end...])
      } else if byte == literal[offset] {
        place += 1
        offset += 1
      } else if literal[offset] == 0xE2 {
        // A sign of smart punctuation, for as many quotes, hyphens or dots.
        offset += 3
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
          while offset < literal.count, literal[offset] == 0xE2, byte == UInt8(ascii: "-") { offset += 3 }
          while place < source.endIndex, source[place] == byte { place += 1 }
        } else {
          place += 1
        }
      } else {
        return result
      }
    }
    return result
  }

  /// `text` with the characters that were set apart.
  static func restored(_ text: some Sequence<UInt8>) -> [UInt8] {
    text.map { $0 >= firstByte && $0 - firstByte < characters.count ? characters[Int($0 - firstByte)] : $0 }
  }

  static func mayBeIn(_ literal: UnsafeRawBufferPointer) -> Bool { literal.contains { $0 >= firstByte } }

  private static func isEntityStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "#") || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  /// The end of the entity that begins `source`; nil where it is none.
  private static func entityEnd(_ source: ArraySlice<UInt8>) -> Int? {
    guard let semicolon = source.prefix(40).firstIndex(of: UInt8(ascii: ";")), semicolon > source.startIndex + 1,
      isEntityStart(source[source.startIndex + 1])
    else { return nil }
    return semicolon + 1
  }

  /// Where `literal` goes on behind an entity: at the first place, at or after `offset`, that reads as `source` does.
  private static func resume(_ literal: UnsafeRawBufferPointer, _ offset: Int, at source: ArraySlice<UInt8>) -> Int {
    guard let next = source.first(where: { $0 != UInt8(ascii: "\\") }) else { return literal.count }
    var offset = offset
    let limit = min(offset + 8, literal.count)
    while offset < limit, literal[offset] != next { offset += 1 }
    return offset
  }
}

extension Edit {
  /// Sets apart the escaped characters of every text node; true where there are any.
  mutating func setEscapesApart(in root: Node) -> Bool {
    guard Escapes.areIn(source.bytes) else { return false }
    var origin: InlineOrigin?
    var block: Node?
    var found = false
    let walk = Walk(root)
    while let (node, isEntered) = walk.next() {
      switch node.type {
      case CMARK_NODE_PARAGRAPH where isEntered, CMARK_NODE_HEADING where isEntered,
        CMARK_NODE_CUSTOM_INLINE where isEntered && node.place != nil:
        block = node
        origin = nil
      case CMARK_NODE_TEXT:
        guard let block else { continue }
        let lines = origin ?? InlineOrigin(block, in: &source)
        origin = lines
        let line = lines.line(of: node)
        let start = lines.offset(of: node.startColumn, on: line, in: &source)
        let end = source.range(ofLine: line).upperBound
        guard start < end else { continue }
        if let text = Escapes.setApart(node.literal, writtenAs: source.bytes[start..<end]) {
          node.setLiteral(text)
          found = true
        }
      default: break
      }
    }
    return found
  }
}
