/// The elements, texts and comments of an HTML fragment.
///
/// Nodes are numbers into one array, so that a tree is a value, and freeing a deep one needs no recursion.
package struct HTMLTree {
  package typealias ID = Int

  package enum HTMLContent: Equatable {
    case element(name: String, attributes: [HTMLAttribute])
    case text(String)
    case comment(String)
  }

  private struct HTMLNode {
    var content: HTMLContent
    var line: Int
    var parent: ID?
    var previous: ID?
    var next: ID?
    var first: ID?
    var last: ID?
  }

  private var nodes: [HTMLNode]

  /// The element around the fragment.
  package static let root: ID = 0

  package init() {
    nodes = [HTMLNode(content: .element(name: "#root", attributes: []), line: 1)]
  }

  /// Adds a node that has no parent yet.
  package mutating func make(_ content: HTMLContent, line: Int) -> ID {
    nodes.append(HTMLNode(content: content, line: line))
    return nodes.count - 1
  }

  package mutating func makeElement(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], line: Int) -> ID
  {
    make(
      .element(name: name, attributes: attributes.map { HTMLAttribute(name: $0.key, value: $0.value) }), line: line)
  }

  // MARK: - Reading

  package func content(of id: ID) -> HTMLContent { nodes[id].content }

  /// The line on which a node begins, from 1.
  package func line(of id: ID) -> Int { nodes[id].line }

  package func parent(of id: ID) -> ID? { nodes[id].parent }
  package func next(after id: ID) -> ID? { nodes[id].next }
  package func previous(before id: ID) -> ID? { nodes[id].previous }
  package func first(in id: ID) -> ID? { nodes[id].first }
  package func last(in id: ID) -> ID? { nodes[id].last }

  /// The name of an element in lower case; empty for other nodes.
  package func name(of id: ID) -> String {
    if case .element(let name, _) = nodes[id].content { name } else { "" }
  }

  /// The text of a text node; nil for others.
  package func text(of id: ID) -> String? {
    if case .text(let text) = nodes[id].content { text } else { nil }
  }

  package func attribute(_ name: String, of id: ID) -> String? {
    guard case .element(_, let attributes) = nodes[id].content else { return nil }
    return attributes.first { $0.name == name }?.value
  }

  /// Whether the element has the class `name`.
  package func has(class name: String, _ id: ID) -> Bool {
    attribute("class", of: id)?.split(whereSeparator: \.isWhitespace).contains { $0 == name } ?? false
  }

  package func children(of id: ID) -> [ID] {
    Array(
      sequence(first: nodes[id].first, next: { $0.flatMap { nodes[$0].next } }).prefix { $0 != nil }.compactMap(\.self))
  }

  /// The node after `id` in document order within `scope`; its children are left out if `isSkipping`.
  package func following(_ id: ID, in scope: ID, isSkipping: Bool = false) -> ID? {
    if !isSkipping, let first = nodes[id].first { return first }
    var node = id
    while node != scope {
      if let next = nodes[node].next { return next }
      guard let parent = nodes[node].parent else { return nil }
      node = parent
    }
    return nil
  }

  /// All nodes below `id` in document order.
  package func descendants(of id: ID) -> some Sequence<ID> {
    sequence(state: id) { node in
      guard let next = following(node, in: id) else { return nil }
      node = next
      return next
    }
  }

  /// The first element called `name` below `id`.
  package func firstElement(_ name: String, in id: ID) -> ID? {
    descendants(of: id).first { self.name(of: $0) == name }
  }

  /// The texts below `id`, as they are written.
  package func textContent(of id: ID) -> String {
    text(of: id) ?? descendants(of: id).reduce(into: "") { $0 += text(of: $1) ?? "" }
  }

  // MARK: - Editing

  package mutating func append(_ id: ID, to parent: ID) {
    insert(id, before: nil, in: parent)
  }

  /// Moves `id` into `parent`, before `next` or at the end.
  package mutating func insert(_ id: ID, before next: ID?, in parent: ID) {
    remove(id)
    let previous = if let next { nodes[next].previous } else { nodes[parent].last }
    nodes[id].parent = parent
    nodes[id].previous = previous
    nodes[id].next = next
    if let previous { nodes[previous].next = id } else { nodes[parent].first = id }
    if let next { nodes[next].previous = id } else { nodes[parent].last = id }
  }

  /// Takes `id` out of its parent; what is below it stays with it.
  package mutating func remove(_ id: ID) {
    guard let parent = nodes[id].parent else { return }
    let (previous, next) = (nodes[id].previous, nodes[id].next)
    if let previous { nodes[previous].next = next } else { nodes[parent].first = next }
    if let next { nodes[next].previous = previous } else { nodes[parent].last = previous }
    nodes[id].parent = nil
    nodes[id].previous = nil
    nodes[id].next = nil
  }

  /// Puts the children of `id` in its place.
  package mutating func unwrap(_ id: ID) {
    guard let parent = nodes[id].parent else { return }
    for child in children(of: id) { insert(child, before: id, in: parent) }
    remove(id)
  }

  package mutating func moveChildren(of id: ID, to parent: ID) {
    for child in children(of: id) { append(child, to: parent) }
  }

  package mutating func replace(_ id: ID, with other: ID) {
    guard let parent = nodes[id].parent else { return }
    insert(other, before: id, in: parent)
    remove(id)
  }

  /// Adds to a text node.
  package mutating func append(_ more: String, toText id: ID) {
    guard case .text(var text) = nodes[id].content else { return }
    nodes[id].content = .text("")
    text += more
    nodes[id].content = .text(text)
  }

  package mutating func setText(_ text: String, of id: ID) {
    nodes[id].content = .text(text)
  }

  package mutating func setName(_ name: String, of id: ID) {
    guard case .element(_, let attributes) = nodes[id].content else { return }
    nodes[id].content = .element(name: name, attributes: attributes)
  }

  package mutating func set(_ name: String, to value: String, of id: ID) {
    guard case .element(let element, var attributes) = nodes[id].content else { return }
    attributes.removeAll { $0.name == name }
    attributes.append(HTMLAttribute(name: name, value: value))
    nodes[id].content = .element(name: element, attributes: attributes)
  }
}

/// An attribute of a tag, with its character references decoded.
package struct HTMLAttribute: Hashable {
  /// In lower case.
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
