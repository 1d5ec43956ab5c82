internal import CCMark

/// A text that libcmark has parsed.
struct ParsedText: ~Copyable {
  let tree: Tree
  let prepared: PreparedText

  let blocks: PreparedBlocks

  /// Parses `text`; nil if that takes longer than the options allow.
  ///
  /// If the tree does not confirm a candidate, such as a table in raw HTML, the text is parsed again without it. If
  /// others turn out wrong then, which is possible only in contrived texts, it is parsed a third time without any.
  static func read(_ text: [UInt8], _ triggers: Triggers, _ options: MarkdownOptions) -> ParsedText? {
    let deadline = text.count > 4096 ? ContinuousClock.now + options.timeLimit : nil
    var rejected: Set<Int> = []
    var triggers = triggers
    var attempts = 0
    while true {
      attempts += 1
      if attempts == 3 { triggers = triggers.withoutBlocks }
      let prepared = PreparedText(text, triggers, rejected: rejected, smart: options.smart)
      guard let tree = Tree(parsing: prepared.bytes, smart: options.smart, deadline: deadline) else { return nil }
      let blocks = PreparedBlocks(of: prepared, in: tree.root)
      if blocks.rejected.isEmpty { return ParsedText(tree: tree, prepared: prepared, blocks: blocks) }
      rejected.formUnion(blocks.rejected)
    }
  }
}

/// The nodes that a prepared text has in place of notes, tables and definitions.
struct PreparedBlocks {
  /// The items of the notes and the headings of the cells, which are no longer in the tree.
  private(set) var notes: [Node] = []
  private(set) var cells: [Node] = []

  /// The headings in the tree that stand for notes and tables.
  private(set) var standIns: [StandIn: Node] = [:]

  /// The lists that begin with definitions, and how many items those are, in order.
  private(set) var definitions: [(list: Node, count: Int)] = []

  /// The offsets of the source lines that libcmark has not read as intended.
  private(set) var rejected: Set<Int> = []

  init(of prepared: PreparedText, in root: Node) {
    if prepared.standIns.isEmpty, prepared.definitions.isEmpty { return }
    var unseen = prepared.definitions
    for node in Blocks(below: root) {
      switch node.type {
      case CMARK_NODE_HEADING:
        if node.firstChild == nil, let standIn = prepared.standIns[node.startLine] {
          standIns[standIn] = node
        }
      case CMARK_NODE_LIST where !unseen.isEmpty: confirm(list: node, &unseen)
      default: break
      }
    }
    rejected.formUnion(unseen.values)
    for standIn in prepared.standIns.values where standIns[standIn] == nil {
      switch standIn {
      case .note(let index): rejected.insert(prepared.notes[index].line)
      case .table(let index): rejected.insert(prepared.tables[index].line)
      }
    }
    if rejected.isEmpty { takeHead(of: root, prepared) }
  }

  /// Confirms the items that `list` begins with and that are definitions, if a paragraph of terms is above it.
  private mutating func confirm(list: Node, _ unseen: inout [Int: Int]) {
    guard let terms = list.previous, terms.type == CMARK_NODE_PARAGRAPH || definitions.last?.list == terms else {
      return
    }
    var count = 0
    var item = list.firstChild
    while let node = item, unseen.removeValue(forKey: node.startLine) != nil {
      count += 1
      item = node.next
    }
    if count > 0 { definitions.append((list, count)) }
  }

  /// Removes the notes and cells, which come before the text, from the tree.
  private mutating func takeHead(of root: Node, _ prepared: PreparedText) {
    if !prepared.hasHead { return }
    if !prepared.notes.isEmpty, let list = root.firstChild {
      var item = list.firstChild
      while let node = item {
        notes.append(node)
        item = node.next
      }
      list.remove()
    }
    for _ in 0..<prepared.cellCount {
      guard let cell = root.firstChild else { break }
      cells.append(cell)
      cell.remove()
    }
    root.firstChild?.remove()
    precondition(
      notes.count == prepared.notes.count && cells.count == prepared.cellCount,
      "the head of a prepared text has one item for each note, and one heading for each cell")
  }
}
