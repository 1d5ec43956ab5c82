internal import CCMark

/// The owner of a document that libcmark has parsed.
///
/// The C tree is edited in place and rendered once. So libcmark does all escaping and rendering, and no second tree is
/// built. The tree is freed with its arena.
struct Tree: ~Copyable {
  /// The node at the top, of the type `CMARK_NODE_DOCUMENT`.
  let root: Node

  private let arena: Arena

  /// Parses `text`, which is UTF-8; nil if that is not done by `deadline`.
  ///
  /// libcmark cannot be stopped, but it takes a text in pieces, and the time is checked between them. That is when it
  /// builds blocks, which a hostile text makes slow (blank lines below a list thousands of levels deep). Inlines are
  /// parsed at the end, all at once; `InlineBound` refuses what would take too long then.
  ///
  /// Lines and columns of inlines are counted through code spans and raw HTML only under `CMARK_OPT_SOURCEPOS`.
  init?(parsing text: [UInt8], smart: Bool, deadline: ContinuousClock.Instant? = nil) {
    arena = Arena()
    let options = CMARK_OPT_SOURCEPOS | (smart ? CMARK_OPT_SMART : 0)
    guard let parser = cmark_parser_new_with_mem(options, Arena.memory) else {
      preconditionFailure("libcmark ends the program when it runs out of memory")
    }
    let isFed = text.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        Self.feed(parser, characters, until: deadline)
      }
    }
    guard isFed, let root = cmark_parser_finish(parser) else { return nil }
    self.root = Node(root)
  }

  private static func feed(
    _ parser: OpaquePointer, _ characters: UnsafeBufferPointer<CChar>, until deadline: ContinuousClock.Instant?
  ) -> Bool {
    guard let start = characters.baseAddress else { return true }
    let length = 4096
    var offset = 0
    while offset < characters.count {
      if offset > 0, let deadline, ContinuousClock.now > deadline { return false }
      let count = min(length, characters.count - offset)
      cmark_parser_feed(parser, start + offset, count)
      offset += count
    }
    return true
  }

  /// Calls `body` with the tree as HTML, with all raw HTML and destinations: whatever may not be shown must be removed
  /// first.
  func withHTML<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard let text = cmark_render_html(root.pointer, CMARK_OPT_UNSAFE) else {
      preconditionFailure("libcmark ends the program when it runs out of memory")
    }
    return body(bytes(text))
  }
}

/// A walk over a tree in document order, with libcmark's iterator and so without recursion.
///
/// A node with children may be changed or removed only when the walk leaves it, one without when the walk enters it.
struct TreeWalk: ~Copyable {
  private let iterator: OpaquePointer

  init(_ root: Node) {
    guard let iterator = cmark_iter_new(root.pointer) else {
      preconditionFailure("libcmark ends the program when it runs out of memory")
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
