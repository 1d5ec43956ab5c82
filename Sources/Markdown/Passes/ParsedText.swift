internal import CCMark

/// A text that libcmark has parsed, with the list items that stand for footnotes and definitions.
struct ParsedText: ~Copyable {
  let tree: Tree

  /// Whether characters of bare addresses are shielded in the tree.
  var isShielded = false
  let source: SourceText

  /// The tables in order, each with the node in whose place it belongs, and what libcmark has parsed: the source, but
  /// for tables that are set apart.
  let tables: [(node: Node, lines: TableLines)]
  let text: [UInt8]

  /// The notes in order: their label and their item.
  let footnotes: [(label: String, item: Node)]

  /// The lists whose items are definitions, in order.
  let definitions: [Node]

  /// Parses `text`, with proposals for footnotes and definitions where `triggers` call for them.
  ///
  /// What the tree does not confirm is not proposed again: a second parse leaves those lines as they are, and where even
  /// then one is not confirmed, a third leaves all.
  ///
  /// It is nil where parsing takes longer than the options allow.
  init?(_ text: [UInt8], _ triggers: Triggers, _ options: MarkdownOptions) {
    let deadline = text.count > 4096 ? ContinuousClock.now + options.timeLimit : nil
    var plain = SourceText(text, from: options)
    var refused: Set<Int> = []
    var attempts = triggers.footnotes || triggers.definitions ? 2 : 0
    while attempts > 0 {
      attempts -= 1
      let proposals = Proposals(&plain, triggers) { refused.contains($0) }
      if proposals.lines.isEmpty { break }
      var source = SourceText(proposals.text, from: options, shifts: proposals.lines.mapValues(\.shift))
      guard
        let parse = TableParse(&source, hasPipes: triggers.tables, smart: options.smart, deadline: deadline)
      else { return nil }
      let found = Confirmation(of: proposals, by: parse)
      if found.lines.count == proposals.lines.count {
        self.init(parse, source, footnotes: found.footnotes, definitions: found.definitions)
        return
      }
      refused.formUnion(proposals.lines.keys.filter { !found.lines.contains($0) })
    }
    guard let parse = TableParse(&plain, hasPipes: triggers.tables, smart: options.smart, deadline: deadline) else {
      return nil
    }
    self.init(parse, plain, footnotes: [], definitions: [])
  }

  private init(
    _ parse: consuming TableParse, _ source: SourceText, footnotes: [(label: String, item: Node)], definitions: [Node]
  ) {
    tables = parse.tables
    text = parse.text
    tree = parse.tree
    self.source = source
    self.footnotes = footnotes
    self.definitions = definitions
  }
}

/// Which proposals became items of lists of their own.
private struct Confirmation {
  private(set) var lines: Set<Int> = []
  private(set) var footnotes: [(label: String, item: Node)] = []
  private(set) var definitions: [Node] = []

  /// The paragraphs that are tables, below which nothing is a definition.
  private let tables: Set<Node>

  init(of proposals: Proposals, by parse: borrowing TableParse) {
    tables = Set(parse.tables.map(\.node))
    for node in Blocks(below: parse.tree.root) where node.type == CMARK_NODE_LIST { confirm(node, proposals) }
  }

  /// Confirms the proposals of `list`, if all its items are of one kind and, for definitions, stand below a paragraph.
  private mutating func confirm(_ list: Node, _ proposals: Proposals) {
    var items: [(line: Int, kind: Proposals.Proposal.Kind, node: Node)] = []
    var item = list.firstChild
    while let node = item {
      guard let proposal = proposals.lines[node.startLine], proposal.column == node.startColumn else { return }
      items.append((node.startLine, proposal.kind, node))
      item = node.next
    }
    let notes = items.compactMap { item -> (label: String, item: Node)? in
      guard case .footnote(let label) = item.kind else { return nil }
      return (label, item.node)
    }
    if notes.isEmpty {
      guard let terms = list.previous, terms.type == CMARK_NODE_PARAGRAPH || definitions.last == terms,
        !tables.contains(terms)
      else { return }
      definitions.append(list)
    } else {
      guard notes.count == items.count else { return }
      footnotes += notes
    }
    lines.formUnion(items.map(\.line))
  }
}
