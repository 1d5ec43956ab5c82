internal import CCMark

/// A walk over a tree in document order, by libcmark's iterator and so without recursion.
///
/// A node with children may be changed or removed only when the walk leaves it, one without when the walk enters it.
struct Walk: ~Copyable {
  private let iterator: OpaquePointer

  init(_ root: Node) {
    guard let iterator = cmark_iter_new(root.pointer) else {
      preconditionFailure("libcmark ends the program where it has no memory left")
    }
    self.iterator = iterator
  }

  deinit {
    cmark_iter_free(iterator)
  }

  /// The next node, and whether the walk enters or leaves it; nil at the end. Nodes that cannot have children are
  /// entered only.
  func next() -> (node: Node, isEntered: Bool)? {
    let event = cmark_iter_next(iterator)
    guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return nil }
    return (Node(node), event == CMARK_EVENT_ENTER)
  }
}

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
}
