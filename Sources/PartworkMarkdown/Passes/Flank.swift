internal import CCMark

/// What stands beside a mark, as CommonMark's rules of flanking see it.
enum Flank: Hashable {
  case space
  case punctuation
  case text

  private init(_ scalar: Unicode.Scalar?) {
    guard let scalar else {
      self = .space
      return
    }
    if scalar.properties.isWhitespace {
      self = .space
      return
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      self = .punctuation
    default:
      self = scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) ? .punctuation : .text
    }
  }

  /// The first character of `text`.
  init(startOf text: Slice<UnsafeRawBufferPointer>) {
    self.init(String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first)
  }

  /// The last character of `text`.
  init(endOf text: Slice<UnsafeRawBufferPointer>) {
    let start = text.lastIndex { $0 & 0b1100_0000 != 0b1000_0000 } ?? text.startIndex
    self.init(String(decoding: text[start...], as: UTF8.self).unicodeScalars.first)
  }

  /// What stands before `node` in the text.
  init(before node: Node) {
    guard let previous = node.previous else {
      self = Flank(edgeOf: node)
      return
    }
    let text = previous.literal
    self = previous.type == CMARK_NODE_TEXT && !text.isEmpty ? Flank(endOf: text[...]) : Flank(of: previous)
  }

  /// What stands behind `node` in the text.
  init(after node: Node) {
    guard let next = node.next else {
      self = Flank(edgeOf: node)
      return
    }
    let text = next.literal
    self = next.type == CMARK_NODE_TEXT && !text.isEmpty ? Flank(startOf: text[...]) : Flank(of: next)
  }

  /// Emphasis and links end in a mark of their own; a paragraph, a cell or a caption in nothing.
  private init(edgeOf node: Node) {
    switch node.parent?.type {
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK, CMARK_NODE_IMAGE: self = .punctuation
    default: self = .space
    }
  }

  private init(of sibling: Node) {
    switch sibling.type {
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: self = .space
    // A bare address has no marks around it.
    case CMARK_NODE_LINK where sibling.isBareAddress: self = .text
    default: self = .punctuation
    }
  }
}
