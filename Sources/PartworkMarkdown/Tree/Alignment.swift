internal import CCMark

/// The inlines of one block laid beside its text, to tell where each of them is written.
///
/// libcmark gives inlines lines and columns, but counts neither hard breaks by a backslash nor lines that are indented
/// otherwise than the first, and nothing within a text. So the text is read along with the tree. Inlines must be asked
/// for in the order of the document, before they are changed; each part of the text is read once.
final class Alignment {
  let block: Node
  private var reader: InlineReader
  private let walk: Walk

  /// The text node that is being read, and how many bytes of its literal have been.
  private var text: (node: Node, offset: Int)?

  /// Where the inline that was reached last is written.
  private var last: (node: Node, isEntered: Bool, cursor: Int?)?

  /// For each open link and image, whether it is an autolink in pointed brackets.
  private var opens: [Bool] = []

  /// Where the text of the autolink that was opened last begins.
  private var autolinkStart = 0

  /// The offsets in the literal of the present text at which characters stand that a backslash or an entity wrote.
  private var escaped: [Int] = []

  init(_ block: Node, in source: SourceText, smart: Bool) {
    self.block = block
    reader = InlineReader(InlineContent(of: block, in: source), smart: smart)
    walk = Walk(block)
    if block.type == CMARK_NODE_PARAGRAPH, block.place == nil { reader.skipDefinitions() }
  }
}

extension Alignment {
  /// The offset in the source of a byte of a text's literal; nil where the text is not found.
  func offset(ofByte byte: Int, of node: Node) -> Int? {
    guard reach(node, isEntered: true), text?.node == node else { return nil }
    read(to: byte)
    return reader.sourceOffset
  }

  /// The offset in the source of raw HTML; nil where it is not found.
  func offset(ofHTML node: Node) -> Int? {
    guard reach(node, isEntered: true) else { return nil }
    return last?.cursor.map(reader.content.sourceOffset)
  }

  /// The offset in the source of the destination of a link or an image, or of the end of one by reference, whose
  /// destination is not written there; nil where the link is not found.
  func offset(ofDestinationOf node: Node) -> (offset: Int, isWritten: Bool)? {
    guard reach(node, isEntered: false) else { return nil }
    if let destination = last?.cursor { return (reader.content.sourceOffset(of: destination), true) }
    return (reader.content.sourceOffset(of: max(0, reader.cursor - 1)), false)
  }

  /// Calls `body` with every text that has escaped characters, and their offsets in its literal.
  func forEachEscapedText(_ body: (Node, [Int]) -> Void) {
    while let (node, isEntered) = walk.next() {
      pass(node, isEntered)
      guard isEntered, node.type == CMARK_NODE_TEXT else { continue }
      finishText()
      if !escaped.isEmpty { body(node, escaped) }
    }
  }

  /// The rest of the word that a byte of a text's literal begins, markup and all, and the offset in the source of each of
  /// its bytes; nil where the text is not found.
  func word(atByte byte: Int, of node: Node) -> (bytes: [UInt8], sourceOffsets: [Int])? {
    guard offset(ofByte: byte, of: node) != nil else { return nil }
    let word = reader.word()
    return (Array(word), word.indices.map(reader.content.sourceOffset))
  }

  /// Tells every link, image and piece of raw HTML its place, before a pass changes the block.
  func placeAll(in source: SourceText) {
    while let (node, isEntered) = walk.next() {
      pass(node, isEntered)
      switch node.type {
      case CMARK_NODE_HTML_INLINE:
        if let start = last?.cursor {
          node.place = source.place(at: reader.content.sourceOffset(of: start), kind: .inline)
        }
      case CMARK_NODE_LINK where !isEntered && node.place == nil, CMARK_NODE_IMAGE where !isEntered:
        let isWritten = last?.cursor != nil
        let place = source.place(
          at: reader.content.sourceOffset(of: last?.cursor ?? max(0, reader.cursor - 1)), kind: .inline)
        node.place = isWritten ? place : Place(line: place.line, column: 0, kind: .inline)
      default: break
      }
    }
  }
}

extension Alignment {
  /// Reads on until the walk enters or leaves `node`; false where it never does.
  private func reach(_ node: Node, isEntered: Bool) -> Bool {
    if let last, last.node == node, last.isEntered == isEntered { return true }
    while let (next, isNextEntered) = walk.next() {
      pass(next, isNextEntered)
      if next == node, isNextEntered == isEntered { return true }
    }
    return false
  }

  private func pass(_ node: Node, _ isEntered: Bool) {
    finishText()
    var start: Int?
    switch node.type {
    case CMARK_NODE_TEXT:
      text = (node, 0)
      escaped.removeAll(keepingCapacity: true)
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: reader.skipBreak()
    case CMARK_NODE_EMPH: reader.skip { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") }
    case CMARK_NODE_STRONG: for _ in 0..<2 { reader.skip { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") } }
    case CMARK_NODE_CODE: reader.skipCode()
    case CMARK_NODE_HTML_INLINE:
      start = reader.cursor
      reader.cursor += node.literal.count
    case CMARK_NODE_LINK where node.place?.kind != .address, CMARK_NODE_IMAGE:
      if isEntered {
        open(node)
      } else {
        start = close()
      }
    default: break
    }
    last = (node, isEntered, start)
  }

  private func open(_ node: Node) {
    if node.type == CMARK_NODE_IMAGE { reader.skip { $0 == UInt8(ascii: "!") } }
    opens.append(reader.next == UInt8(ascii: "<"))
    reader.cursor += 1
    // An autolink's destination is its text.
    if opens.last == true { autolinkStart = reader.cursor }
  }

  /// Passes the end of a link; returns where its destination is written, if it is.
  private func close() -> Int? {
    guard opens.popLast() == true else { return reader.skipLinkTail() }
    reader.skip { $0 == UInt8(ascii: ">") }
    return autolinkStart
  }
}

extension Alignment {
  private func finishText() {
    if let node = text?.node { read(to: node.literal.count) }
    text = nil
  }

  /// Reads the present text until so many bytes of its literal.
  private func read(to end: Int) {
    guard let node = text?.node, var offset = text?.offset else { return }
    let literal = node.literal
    let end = min(end, literal.count)
    while offset < end {
      offset += reader.readSame(literal[offset..<end])
      if offset == end { break }
      if let (length, isEscaped) = reader.readCharacter(literal, offset) {
        if isEscaped { escaped.append(offset) }
        offset += length
      } else if let found = reader.find(literal[offset..<min(offset + 8, literal.count)]) {
        reader.cursor = found
      } else {
        offset = end
      }
    }
    text = (node, offset)
  }
}
