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
