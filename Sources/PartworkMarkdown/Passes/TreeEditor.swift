internal import CCMark
internal import PartworkDiagnostics

/// Edits a tree in passes, which share the source, the slots in the tree, and the diagnostics.
struct TreeEditor {
  var source: SourceText
  let prepared: PreparedText
  let options: MarkdownOptions
  let triggers: Triggers
  var slots = Slots()
  var diagnostics: [Diagnostic] = []

  /// Every ID that the document's headings have, and those that raw HTML or notes set.
  var slugs = HeadingSlugs()

  /// The IDs that headings set for themselves.
  var setIDs: [Node: String] = [:]

  /// The index of the note with a label, whose case is folded, and the labels whose lines only look like a note.
  var labels: [String: Int] = [:]
  var continuedLabels: Set<String> = []

  /// The marks of notes in the order of the text, and the index of the note that each refers to.
  var marks: [Node] = []
  var notesByMark: [Node: Int] = [:]

  init(_ prepared: PreparedText, _ source: SourceText, _ triggers: Triggers, _ options: MarkdownOptions) {
    self.prepared = prepared
    self.source = source
    self.triggers = triggers
    self.options = options
  }

  /// Runs every pass that the triggers call for, in an order that matters: blocks first, then text, so that
  /// the cells of a table and the text of a note are treated like all text.
  mutating func run(on parsed: borrowing ParsedText) {
    let root = parsed.tree.root
    makeDefinitionLists(parsed.blocks.definitions)
    let notes = takeOutFootnotes(parsed.blocks, to: root)
    makeTables(parsed.blocks)
    if triggers.blocks { editBlocks(in: root) }
    if triggers.texts { editTexts(in: root) }
    if !notes.isEmpty { placeFootnotes(notes, in: root) }
  }

  /// Runs the passes that each look at one kind of block, after one walk that finds the blocks for all of them.
  private mutating func editBlocks(in root: Node) {
    var quotations: [Node] = []
    var items: [Node] = []
    var paragraphs: [Node] = []
    var headings: [Node] = []
    for node in Blocks(below: root) {
      switch node.type {
      case CMARK_NODE_BLOCK_QUOTE where triggers.callouts || triggers.attributions: quotations.append(node)
      case CMARK_NODE_ITEM where triggers.tasks: items.append(node)
      case CMARK_NODE_PARAGRAPH where triggers.figures: paragraphs.append(node)
      case CMARK_NODE_HEADING where triggers.headingIDs: headings.append(node)
      default: break
      }
    }
    for paragraph in paragraphs { makeFigure(of: paragraph) }
    for item in items { makeTask(of: item) }
    for heading in headings { takeID(of: heading) }
    for quotation in quotations where !makeCallout(of: quotation) { makePullQuote(of: quotation) }
  }

  /// Where a byte of the text that libcmark parsed is written in the source.
  mutating func sourceOffset(line: Int, column: Int = 1) -> Int {
    prepared.sourceOffset(line: line, column: column, in: &source)
  }

  /// Where the inlines of `block` are written.
  mutating func sourceRange(of block: Node) -> Range<Int> {
    block.origin
      ?? prepared.sourceRange(lines: block.startLine, block.endLine, column: block.startColumn, in: &source)
  }

  /// Records that the inlines of `node`, which a pass made, are written on the lines from `first` to `last`.
  mutating func setOrigin(of node: Node, lines first: Int, _ last: Int) {
    node.origin = prepared.sourceRange(lines: first, last, in: &source)
  }
}
