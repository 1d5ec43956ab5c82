internal import CCMark

/// The blocks below a node in document order, without their inlines, which are most of a tree.
///
/// Nothing may be changed while they are read.
struct Blocks: Sequence, IteratorProtocol {
  private let root: Node
  private var last: Node

  init(below root: Node) {
    self.root = root
    last = root
  }

  mutating func next() -> Node? {
    if last.holdsBlocks, let child = last.firstChild {
      last = child
      return child
    }
    while last != root {
      if let sibling = last.next {
        last = sibling
        return sibling
      }
      guard let parent = last.parent else { break }
      last = parent
    }
    last = root
    return nil
  }
}

extension Node {
  fileprivate var holdsBlocks: Bool {
    switch type {
    case CMARK_NODE_DOCUMENT, CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM, CMARK_NODE_CUSTOM_BLOCK: true
    default: false
    }
  }

  /// Whether the inlines of the node are read together: those of a paragraph, a heading, a cell, a caption or a term.
  var holdsInlines: Bool {
    switch type {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: true
    case CMARK_NODE_CUSTOM_INLINE: place != nil
    default: false
    }
  }

  /// The block that an inline belongs to; nil where a pass has made something else of it.
  var blockOfInlines: Node? {
    var block = parent
    while let node = block, !node.holdsInlines { block = node.parent }
    return block
  }
}
