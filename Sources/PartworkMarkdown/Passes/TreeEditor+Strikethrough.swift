internal import CCMark
import PartworkSupport

extension TreeEditor {
  /// Turns text between one or two tildes into `del`, within the children of `parent`.
  ///
  /// Tildes open and close as asterisks do, depending on the characters around them. Emphasis and links bind more
  /// tightly: tildes that would cross them stay text.
  func strikeThrough(in parent: Node) {
    var marks: [Tildes] = []
    var child = parent.firstChild
    while let node = child {
      if node.type == CMARK_NODE_TEXT { find(in: node, &marks) }
      child = node.next
    }
    let tags = match(marks)
    if tags.isEmpty { return }
    var next = 0
    while next < marks.count {
      let node = marks[next].node
      let text = node.literal
      var kept = 0
      while next < marks.count, marks[next].node == node {
        if let tag = tags[next] {
          let mark = marks[next]
          if kept < mark.offset { Node.text(text[kept..<mark.offset]).insert(before: node) }
          Node.inline(tag.utf8).insert(before: node)
          kept = mark.offset + mark.count
        }
        next += 1
      }
      if kept == 0 { continue }
      if kept < text.count { Node.text(text[kept...]).insert(before: node) }
      node.remove()
    }
  }

  /// A run of tildes in a text node.
  private struct Tildes {
    let node: Node
    let offset: Int
    let count: Int
    let canOpen: Bool
    let canClose: Bool
  }

  private func find(in node: Node, _ marks: inout [Tildes]) {
    let text = node.literal
    var offset = 0
    while let start = text.firstIndex(of: UInt8(ascii: "~"), from: offset) {
      offset = start
      while offset < text.count, text[offset] == UInt8(ascii: "~") { offset += 1 }
      guard offset - start <= 2, !TextProtection.isMark(text[offset...]) else { continue }
      let before = start > 0 ? Flank(endOf: text[..<start]) : Flank(before: node)
      let after = offset < text.count ? Flank(startOf: text[offset...]) : Flank(after: node)
      let isLeft = after != .space && (after != .punctuation || before != .text)
      let isRight = before != .space && (before != .punctuation || after != .text)
      marks.append(Tildes(node: node, offset: start, count: offset - start, canOpen: isLeft, canClose: isRight))
    }
  }

  /// The tags of the marks that form pairs.
  private func match(_ marks: [Tildes]) -> [Int: String] {
    var tags: [Int: String] = [:]
    // The marks that may still open, by length less one. A pair drops those within it, so that each is seen once.
    var openers: [[Int]] = [[], []]
    for (index, mark) in marks.enumerated() {
      if mark.canClose, let opener = openers[mark.count - 1].popLast() {
        tags[opener] = "<del>"
        tags[index] = "</del>"
        while let other = openers[2 - mark.count].last, other > opener { openers[2 - mark.count].removeLast() }
      } else if mark.canOpen {
        openers[mark.count - 1].append(index)
      }
    }
    return tags
  }
}

/// What is next to a mark, for CommonMark's rules about flanking (section 6.2).
enum Flank: Hashable {
  case space
  case punctuation
  case text

  private init(_ scalar: Unicode.Scalar?) {
    guard let scalar, !scalar.properties.isWhitespace else {
      self = .space
      return
    }
    let isASCIISign = scalar.isASCII && !isASCIIAlphanumeric(UInt8(scalar.value))
    self = isASCIISign || scalar.isPunctuation ? .punctuation : .text
  }

  /// The first character of `text`.
  init(startOf text: Slice<UnsafeRawBufferPointer>) {
    self.init(Self.scalar(startOf: text))
  }

  /// The last character of `text`.
  init(endOf text: Slice<UnsafeRawBufferPointer>) {
    self.init(Self.scalar(endOf: text))
  }

  static func scalar(startOf text: Slice<UnsafeRawBufferPointer>) -> Unicode.Scalar? {
    String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first
  }

  static func scalar(endOf text: Slice<UnsafeRawBufferPointer>) -> Unicode.Scalar? {
    let start = text.lastIndex { $0 & 0b1100_0000 != 0b1000_0000 } ?? text.startIndex
    return String(decoding: text[start...], as: UTF8.self).unicodeScalars.first
  }

  /// What is before `node` in the text.
  init(before node: Node) {
    guard let previous = node.previous else {
      self = Flank(edgeOf: node)
      return
    }
    let text = previous.literal
    self = previous.type == CMARK_NODE_TEXT && !text.isEmpty ? Flank(endOf: text[...]) : Flank(of: previous)
  }

  /// What is after `node` in the text.
  init(after node: Node) {
    guard let next = node.next else {
      self = Flank(edgeOf: node)
      return
    }
    let text = next.literal
    self = next.type == CMARK_NODE_TEXT && !text.isEmpty ? Flank(startOf: text[...]) : Flank(of: next)
  }

  /// The edge of emphasis or a link is a mark; that of a paragraph, a cell or a caption is nothing.
  private init(edgeOf node: Node) {
    switch node.parent?.type {
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK, CMARK_NODE_IMAGE: self = .punctuation
    default: self = .space
    }
  }

  private init(of sibling: Node) {
    switch sibling.type {
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: self = .space
    // Nothing is written around a bare address.
    case CMARK_NODE_LINK where sibling.isBareAddress: self = .text
    default: self = .punctuation
    }
  }
}
