internal import CCMark

/// A place in the content of a block that moves on as inlines are read.
struct InlineReader {
  private(set) var content: InlineContent

  /// How far the content has been read.
  var cursor = 0

  private let isSmart: Bool

  init(_ content: InlineContent, smart: Bool) {
    self.content = content
    isSmart = smart
  }

  /// The byte at the cursor; nil behind the last line of the source.
  var next: UInt8? { mutating get { content.byte(at: cursor) } }

  /// Where the byte at the cursor stands in the source.
  var sourceOffset: Int { content.sourceOffset(of: cursor) }

  mutating func skip(_ isSkipped: (UInt8) -> Bool) {
    if let byte = content.byte(at: cursor), isSkipped(byte) { cursor += 1 }
  }

  mutating func skipBreak() {
    skipBlanks()
    skip { $0 == UInt8(ascii: "\\") }
    skip { $0 == UInt8(ascii: "\n") }
    skipBlanks()
  }

  private mutating func skipBlanks() {
    while let byte = content.byte(at: cursor), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { cursor += 1 }
  }

  mutating func skipCode() {
    let length = skipTicks()
    while let byte = content.byte(at: cursor) {
      if byte != UInt8(ascii: "`") {
        cursor += 1
      } else if skipTicks() == length {
        return
      }
    }
  }

  private mutating func skipTicks() -> Int {
    let start = cursor
    while content.byte(at: cursor) == UInt8(ascii: "`") { cursor += 1 }
    return cursor - start
  }

  /// Passes the definitions of links that begin a paragraph.
  mutating func skipDefinitions() { cursor = LinkTail.endOfDefinitions(&content) }

  /// Passes what stands behind the text of a link; returns where its destination is written, if it is.
  mutating func skipLinkTail() -> Int? {
    let tail = LinkTail(&content, at: cursor)
    cursor = tail.end
    return tail.destination
  }

  /// The rest of a word: up to white space or a pointed bracket.
  func word() -> ArraySlice<UInt8> {
    content.bytes.dropFirst(cursor).prefix { !isSpace($0) && $0 != UInt8(ascii: "<") }
  }
}

extension InlineReader {
  /// Where `wanted` is written in the next few lines, for what none of the rules here foresee.
  mutating func find(_ wanted: Slice<UnsafeRawBufferPointer>) -> Int? {
    var lines = 2
    var found = cursor + 1
    while found - cursor < 1024 {
      if found + wanted.count > content.bytes.count {
        if lines == 0 || !content.appendLine() { return nil }
        lines -= 1
        continue
      }
      if content.bytes[found..<found + wanted.count].elementsEqual(wanted) { return found }
      found += 1
    }
    return nil
  }

  /// Reads bytes that are written as they stand in `literal`, up to the first that may not be; returns how many.
  mutating func readSame(_ literal: Slice<UnsafeRawBufferPointer>) -> Int {
    let count = min(literal.count, content.bytes.count - cursor)
    guard count > 0 else { return 0 }
    let length = content.bytes.withUnsafeBufferPointer { bytes in
      var length = 0
      while length < count, literal[literal.startIndex + length] == bytes[cursor + length],
        bytes[cursor + length] != UInt8(ascii: "\\"), bytes[cursor + length] != UInt8(ascii: "&")
      {
        length += 1
      }
      return length
    }
    cursor += length
    return length
  }

  /// Reads what is written for the bytes of `literal` at `offset`; returns how many those are, and whether a backslash
  /// or an entity wrote them. Nil where something else is written.
  mutating func readCharacter(_ literal: UnsafeRawBufferPointer, _ offset: Int) -> (length: Int, isEscaped: Bool)? {
    guard let byte = content.byte(at: cursor) else { return nil }
    let wanted = Escapes.original(literal[offset])
    if byte == UInt8(ascii: "\\"), let next = content.byte(at: cursor + 1), next == wanted, isASCIIPunctuation(next) {
      cursor += 2
      return (1, true)
    }
    if byte == UInt8(ascii: "&"), let (length, text) = entity(), isNext(text, in: literal, offset) {
      cursor += length
      return (text.count, true)
    }
    if Escapes.original(byte) == wanted {
      cursor += 1
      return (1, false)
    }
    if byte == 0, literal[offset...].starts(with: "\u{FFFD}".utf8) {
      cursor += 1
      return (3, false)
    }
    guard isSmart, wanted == 0xE2, offset + 2 < literal.count, literal[offset + 1] == 0x80 else { return nil }
    return readSmart(byte).map { ($0, false) }
  }

  private func isNext(_ text: [UInt8], in literal: UnsafeRawBufferPointer, _ offset: Int) -> Bool {
    offset + text.count <= literal.count
      && text.indices.allSatisfy { Escapes.original(literal[offset + $0]) == text[$0] }
  }

  /// Reads what smart punctuation has made signs of; returns how long the signs are.
  private mutating func readSmart(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): cursor += 1
    case UInt8(ascii: "."): cursor += 3
    case UInt8(ascii: "-"):
      let start = cursor
      while content.byte(at: cursor) == UInt8(ascii: "-") { cursor += 1 }
      let count = cursor - start
      // Em dashes for as many hyphens as three goes into; else en dashes; else both.
      if count % 3 == 0 { return count }
      if count % 2 == 0 { return count / 2 * 3 }
      return count % 3 == 2 ? count - 2 + 3 : count - 4 + 6
    default: return nil
    }
    return 3
  }

  /// The entity at the cursor, how long it is and what it stands for, as libcmark reads it; nil where it is none.
  private mutating func entity() -> (length: Int, text: [UInt8])? {
    var end = cursor + 1
    while end - cursor < 40, let byte = content.byte(at: end), byte != UInt8(ascii: ";") {
      guard byte == UInt8(ascii: "#") || isASCIIAlphanumeric(byte) else { return nil }
      end += 1
    }
    guard content.byte(at: end) == UInt8(ascii: ";") else { return nil }
    let written = Array(content.bytes[cursor...end])
    guard let tree = Tree(parsing: written, smart: false), let node = tree.root.firstChild?.firstChild else {
      return nil
    }
    let text = Array(node.literal)
    return text == written ? nil : (written.count, text)
  }
}
