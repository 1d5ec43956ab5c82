internal import CCMark

/// A node of libcmark's tree. It is valid as long as the tree that owns it.
struct Node: Hashable {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  /// A new node, which has no owner until it is put into a tree.
  init(_ type: cmark_node_type) {
    guard let pointer = cmark_node_new_with_mem(type, Arena.memory) else {
      preconditionFailure("libcmark ends the program when it runs out of memory")
    }
    self.pointer = pointer
  }

  var type: cmark_node_type { cmark_node_get_type(pointer) }
  var parent: Node? { cmark_node_parent(pointer).map(Node.init) }
  var next: Node? { cmark_node_next(pointer).map(Node.init) }
  var previous: Node? { cmark_node_previous(pointer).map(Node.init) }
  var firstChild: Node? { cmark_node_first_child(pointer).map(Node.init) }
  var lastChild: Node? { cmark_node_last_child(pointer).map(Node.init) }

  /// The lines on which the node begins and ends, from 1; 0 for nodes that passes made, and for breaks.
  var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

  /// The byte column at which a block begins, from 1.
  var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }

  /// Where in the source the inlines of a node that a pass made or moved are written; nil for libcmark's own nodes.
  ///
  /// It is stored as the node's user data, since libcmark does not let the line and column of a node be set.
  var origin: Range<Int>? {
    get {
      let packed = Int(bitPattern: cmark_node_get_user_data(pointer))
      let start = packed >> 31 - 1
      return packed == 0 ? nil : start..<start + packed & 0x7FFF_FFFF
    }
    nonmutating set {
      let packed = newValue.map { ($0.lowerBound + 1) << 31 | min($0.count, 0x7FFF_FFFF) } ?? 0
      cmark_node_set_user_data(pointer, UnsafeMutableRawPointer(bitPattern: packed))
    }
  }

  /// Whether no text is before the node in its parent.
  var isFirstText: Bool {
    var sibling = previous
    while let node = sibling, node.type != CMARK_NODE_TEXT { sibling = node.previous }
    return sibling == nil
  }

  /// Whether a pass has made the link of a bare address.
  var isBareAddress: Bool { type == CMARK_NODE_LINK && cmark_node_get_user_data(pointer) != nil }

  /// The text of a text, code or HTML node; empty for others. Valid until the node changes.
  var literal: UnsafeRawBufferPointer { string(cmark_node_get_literal(pointer)) }

  /// The finished HTML of a node that a pass made: what comes before its children. Valid until the node changes.
  var html: UnsafeRawBufferPointer { string(cmark_node_get_on_enter(pointer)) }

  /// The destination of a link or an image, its escapes and entities decoded. Valid until the node changes.
  var destination: UnsafeRawBufferPointer { string(cmark_node_get_url(pointer)) }

  /// The title of a link or an image. Valid until the node changes.
  var title: UnsafeRawBufferPointer { string(cmark_node_get_title(pointer)) }

  /// What follows the fence of a block of code. Valid until the node changes.
  var fenceInfo: UnsafeRawBufferPointer { string(cmark_node_get_fence_info(pointer)) }

  /// The language that a block of code names: the first word after its fence.
  var codeLanguage: String? {
    let word = fenceInfo.prefix { $0 > UInt8(ascii: " ") }
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self).lowercased()
  }

  private func string(_ text: UnsafePointer<CChar>?) -> UnsafeRawBufferPointer {
    text.map(bytes) ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }
}

extension Node {
  /// Takes the node and everything below it out of the tree. Their memory stays valid; it is the arena's.
  func remove() {
    cmark_node_unlink(pointer)
  }

  func insert(before sibling: Node) {
    cmark_node_insert_before(sibling.pointer, pointer)
  }

  func append(_ child: Node) {
    cmark_node_append_child(pointer, child.pointer)
  }

  func prepend(_ child: Node) {
    cmark_node_prepend_child(pointer, child.pointer)
  }

  /// Moves the children of `other` to the end of this node's own.
  func takeChildren(of other: Node) {
    while let child = other.firstChild { append(child) }
  }

  /// Replaces ranges of a text's literal, which are in order, with other nodes.
  func replace(_ replacements: [(range: Range<Int>, nodes: [Node])]) {
    var kept = 0
    for (range, nodes) in replacements {
      if kept < range.lowerBound { Node.text(literal[kept..<range.lowerBound]).insert(before: self) }
      for node in nodes { node.insert(before: self) }
      kept = range.upperBound
    }
    if kept < literal.count { Node.text(literal[kept...]).insert(before: self) }
    remove()
  }

  /// Replaces the node with its children.
  func unwrap() {
    while let child = firstChild { child.insert(before: self) }
    remove()
  }
}

extension Node {
  /// A text node.
  static func text(_ text: some Collection<UInt8>) -> Node {
    let node = Node(CMARK_NODE_TEXT)
    withCString(text) { _ = cmark_node_set_literal(node.pointer, $0) }
    return node
  }

  /// An inline of finished HTML, without children.
  static func inline(_ html: some Collection<UInt8>) -> Node {
    let node = Node(CMARK_NODE_CUSTOM_INLINE)
    node.setHTML(html)
    return node
  }

  /// A block of finished HTML: what comes before its children and what comes after them.
  static func block(_ before: some Collection<UInt8>, _ after: some Collection<UInt8> = []) -> Node {
    let node = Node(CMARK_NODE_CUSTOM_BLOCK)
    node.setHTML(before, after)
    return node
  }

  /// An inline of finished HTML: what comes before its children and what comes after them. Unlike a block, it
  /// does not begin on a new line, which suits cells, terms and captions.
  static func wrapper(_ before: some Collection<UInt8>, _ after: some Collection<UInt8>) -> Node {
    let node = Node(CMARK_NODE_CUSTOM_INLINE)
    node.setHTML(before, after)
    return node
  }

  /// Sets the finished HTML of a node that a pass made: what comes before its children and what comes after them.
  func setHTML(_ before: some Collection<UInt8>, _ after: some Collection<UInt8> = []) {
    withCString(before) { _ = cmark_node_set_on_enter(pointer, $0) }
    if !after.isEmpty { withCString(after) { _ = cmark_node_set_on_exit(pointer, $0) } }
  }

  func setLiteral(_ text: some Collection<UInt8>) {
    withCString(text) { _ = cmark_node_set_literal(pointer, $0) }
  }

  func setFenceInfo(_ text: some Collection<UInt8>) {
    withCString(text) { _ = cmark_node_set_fence_info(pointer, $0) }
  }

  func setDestination(_ text: some Collection<UInt8>) {
    withCString(text) { _ = cmark_node_set_url(pointer, $0) }
  }

  func setTitle(_ text: some Collection<UInt8>) {
    withCString(text) { _ = cmark_node_set_title(pointer, $0) }
  }
}

/// Calls `body` with `text` as a C string. The bytes may not be UTF-8, so a `String` will not do.
private func withCString(_ text: some Collection<UInt8>, _ body: (UnsafePointer<CChar>) -> Void) {
  let count = text.count
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 1) { buffer in
    _ = buffer.initialize(fromContentsOf: text)
    buffer.initializeElement(at: count, to: 0)
    buffer.withMemoryRebound(to: CChar.self) { characters in
      if let start = characters.baseAddress { body(start) }
    }
  }
}
