internal import CCMark

/// Characters that have another meaning in the text than their sign, as bytes that stand in for them until the passes
/// are through. Each takes one byte as its character does, so that nothing moves.
///
/// - libcmark forgets how a character was written. One that passes look for, and that a backslash or an entity says has
///   no meaning, becomes a byte that UTF-8 does not have. All of these characters are punctuation.
/// - A character of a bare address that libcmark would take for markup becomes a control character before it parses.
enum Escapes {
  /// What the passes look for, in the order of the bytes 0xF5 and following.
  private static let characters = Array("[]~{!:@/.".utf8)
  static let firstByte: UInt8 = 0xF5

  /// What libcmark would take for markup, or make signs of, in the order of the bytes 0x0E and following; and the byte
  /// that begins such signs, to tell those that the writer typed.
  private static let markup = Array("_*`[]'\"-.".utf8) + [0xE2]
  private static let firstControl: UInt8 = 0x0E

  /// By byte, the character that was set apart as it.
  private static let apart = table(firstByte, characters)

  /// By byte, the character that it shields. Without shields, those bytes are the text's own.
  private static let shielded = table(firstControl, markup)

  private static func table(_ first: UInt8, _ characters: [UInt8]) -> [UInt8] {
    (0...255).map { (byte: UInt8) in
      byte >= first && byte < first + UInt8(characters.count) ? characters[Int(byte - first)] : byte
    }
  }

  /// `text` without shields; what was set apart stays so.
  static func unshielded(_ text: some Sequence<UInt8>) -> [UInt8] { text.map { shielded[Int($0)] } }

  /// The character that was set apart as `byte`, or `byte`.
  static func original(_ byte: UInt8) -> UInt8 { apart[Int(byte)] }

  /// `text` with the characters that were set apart, and those that were shielded if any were.
  static func restored(_ text: some Sequence<UInt8>, isShielded: Bool = false) -> [UInt8] {
    isShielded ? text.map { shielded[Int(apart[Int($0)])] } : text.map { apart[Int($0)] }
  }

  static func mayBeIn(_ literal: UnsafeRawBufferPointer) -> Bool {
    literal.contains { apart[Int($0)] != $0 || shielded[Int($0)] != $0 }
  }

  /// The byte that shields `character` from libcmark; nil for what needs no shield.
  static func shield(for character: UInt8) -> UInt8? {
    markup.firstIndex(of: character).map { firstControl + UInt8($0) }
  }

  /// Whether `text` has none of the bytes that shield characters, not even by an entity.
  static func canShield(in text: [UInt8]) -> Bool {
    !text.withUnsafeBytes { $0.has("&#") } && text.allSatisfy { shielded[Int($0)] == $0 }
  }

  /// Whether `text` has any of the characters behind a backslash, or an entity.
  static func areIn(_ text: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while let found = text.firstIndex(of: UInt8(ascii: "\\"), from: offset), found + 1 < text.count {
      if characters.contains(text[found + 1]) { return true }
      offset = found + 2
    }
    offset = 0
    while let found = text.firstIndex(of: UInt8(ascii: "&"), from: offset), found + 1 < text.count {
      if text[found + 1] == UInt8(ascii: "#") || isASCIILetter(text[found + 1]) { return true }
      offset = found + 1
    }
    return false
  }

  /// `literal` with those of its characters that stand at `offsets` set apart; nil where none of them has to be.
  fileprivate static func setApart(_ offsets: [Int], of literal: UnsafeRawBufferPointer) -> [UInt8]? {
    var result: [UInt8]?
    for offset in offsets {
      guard let index = characters.firstIndex(of: literal[offset]) else { continue }
      result = result ?? Array(literal)
      result?[offset] = firstByte + UInt8(index)
    }
    return result
  }
}

extension Edit {
  /// Sets apart the escaped characters of every text node; true where there are any.
  func setEscapesApart(in root: Node) -> Bool {
    guard source.bytes.withUnsafeBytes(Escapes.areIn) else { return false }
    var found = false
    for block in Blocks(below: root) where block.holdsInlines {
      if block.place == nil {
        let start = source.range(ofLine: block.startLine).lowerBound
        let end = source.range(ofLine: block.endLine).upperBound
        guard start < end, source.bytes[start..<end].withUnsafeBytes(Escapes.areIn) else { continue }
      }
      Alignment(block, in: source, smart: options.smart).forEachEscapedText { node, offsets in
        guard let text = Escapes.setApart(offsets, of: node.literal) else { return }
        node.setLiteral(text)
        found = true
      }
    }
    return found
  }
}
