internal import CCMark

/// A text that libcmark has parsed, with the list items that stand for footnotes and definitions.
struct ParsedText: ~Copyable {
  let tree: Tree
  let source: SourceText

  /// What libcmark has parsed: the source, but for tables that are set apart.
  let text: [UInt8]

  /// The tables in order, each with the node in whose place it belongs.
  let tables: [(node: Node, lines: TableLines)]

  /// Whether characters of bare addresses are shielded in the tree.
  var isShielded = false

  /// The notes.
  let footnotes: WrittenNotes

  /// The lists whose items are definitions, in order.
  let definitions: [Node]

  /// Parses `text`, with proposals for footnotes and definitions where `triggers` call for them.
  ///
  /// What the tree does not confirm is not proposed again, unless it ran together with a list of the writer's and another
  /// mark may help: a further parse tells what is left of the rest. A text that is not done after some parses keeps
  /// none of its notes; nothing but a riddle of fences within notes needs more than three.
  ///
  /// It is nil where parsing takes longer than the options allow.
  init?(_ text: [UInt8], _ triggers: Triggers, _ options: MarkdownOptions) {
    let deadline = text.count > 4096 ? ContinuousClock.now + options.timeLimit : nil
    var plain = SourceText(text, from: options)
    var refusals = Refusals()
    var attempts = triggers.footnotes || triggers.definitions ? 6 : 0
    while attempts > 0 {
      attempts -= 1
      let proposals = Proposals(&plain, triggers, refusals)
      if proposals.shifts.isEmpty { break }
      var source = SourceText(proposals.text, from: options, shifts: proposals.shifts)
      guard
        let parse = TableParse(&source, hasPipes: triggers.tables, smart: options.smart, deadline: deadline)
      else { return nil }
      let found = Confirmation(of: proposals, by: parse)
      if found.items.count == proposals.items.count {
        let notes = WrittenNotes(items: found.footnotes, texts: refusals.texts)
        self.init(parse, source, footnotes: notes, definitions: found.definitions)
        return
      }
      if attempts == 1 {
        for proposal in proposals.items.values { refusals.refuse(proposal, as: .definitionOrText) }
      } else {
        found.refuse(proposals, in: parse.tree, &refusals)
      }
    }
    guard let parse = TableParse(&plain, hasPipes: triggers.tables, smart: options.smart, deadline: deadline) else {
      return nil
    }
    self.init(parse, plain, footnotes: WrittenNotes(items: [], texts: refusals.texts), definitions: [])
  }

  private init(
    _ parse: consuming TableParse, _ source: SourceText, footnotes: WrittenNotes, definitions: [Node]
  ) {
    tables = parse.tables
    text = parse.text
    tree = parse.tree
    self.source = source
    self.footnotes = footnotes
    self.definitions = definitions
  }
}

/// The notes of a text, and the lines that look like one.
struct WrittenNotes {
  /// The notes in order: their label, their item, and where they are written.
  let items: [Item]

  /// What is text and no note.
  let texts: [(label: String, place: Place)]

  var isEmpty: Bool { items.isEmpty && texts.isEmpty }

  struct Item {
    let label: String
    let node: Node
    let place: Place
  }
}

/// Which proposals became items of lists of their own.
private struct Confirmation {
  private(set) var items: Set<Place> = []
  private(set) var footnotes: [WrittenNotes.Item] = []
  private(set) var definitions: [Node] = []

  /// Those that stand in one list with other items.
  private var mixed: Set<Place> = []

  /// The paragraphs that are tables, below which nothing is a definition.
  private let tables: Set<Node>

  init(of proposals: Proposals, by parse: borrowing TableParse) {
    tables = Set(parse.tables.map(\.node))
    for node in Blocks(below: parse.tree.root) where node.type == CMARK_NODE_LIST { confirm(node, proposals) }
    // A list comes before those in its items, and of two notes with one label the first counts.
    footnotes.sort { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
  }

  /// Confirms the proposals of `list`, if all its items are of one kind and, for definitions, stand below a paragraph.
  private mutating func confirm(_ list: Node, _ proposals: Proposals) {
    var places: [Place] = []
    var notes: [WrittenNotes.Item] = []
    var count = 0
    var item = list.firstChild
    while let node = item {
      let place = Place(line: node.startLine, column: node.startColumn)
      if let proposal = proposals.items[place] {
        places.append(place)
        if case .footnote(let label) = proposal.kind {
          notes.append(WrittenNotes.Item(label: label, node: node, place: proposal.place))
        }
      }
      count += 1
      item = node.next
    }
    guard places.count == count, notes.isEmpty || notes.count == count else {
      mixed.formUnion(places)
      return
    }
    if notes.isEmpty {
      guard let terms = list.previous, terms.type == CMARK_NODE_PARAGRAPH || definitions.last == terms,
        !tables.contains(terms)
      else { return }
      definitions.append(list)
    } else {
      footnotes += notes
    }
    items.formUnion(places)
  }

  /// Refuses what is not confirmed, by the block of `tree` that it lies in.
  func refuse(_ proposals: Proposals, in tree: borrowing Tree, _ refusals: inout Refusals) {
    let confirmed = Set(items.map(\.line))
    var left: [Int: Proposals.Proposal] = [:]
    for (place, proposal) in proposals.items where !items.contains(place) {
      if mixed.contains(place) || confirmed.contains(place.line) {
        if !refusals.vary(proposal) { refusals.refuse(proposal, as: .definitionOrText) }
      } else {
        left[place.line] = proposal
      }
    }
    if left.isEmpty { return }
    for block in Blocks(below: tree.root) {
      switch block.type {
      case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
        // What is left of a paragraph begins with the mark of an item where all before it were definitions of links.
        let isFirst = block.firstChild?.literal.first.map { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "+") } ?? true
        refuse(&left, in: block, as: isFirst ? .definitionOrText : .text, &refusals)
      case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK: refuse(&left, in: block, as: .code, &refusals)
      default: break
      }
    }
    for proposal in left.values { refusals.refuse(proposal, as: .code) }
  }

  private func refuse(
    _ left: inout [Int: Proposals.Proposal], in block: Node, as kind: Refusals.Kind, _ refusals: inout Refusals
  ) {
    guard block.startLine > 0, block.startLine <= block.endLine else { return }
    for line in block.startLine...block.endLine {
      if let proposal = left.removeValue(forKey: line) { refusals.refuse(proposal, as: kind) }
    }
  }
}
