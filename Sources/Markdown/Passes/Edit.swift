internal import CCMark
internal import Diagnostics

/// What the passes over a tree share: its source, the slots they leave in it, and what they have to say.
struct Edit {
  var source: SourceText
  var slots = Slots()
  var diagnostics: [Diagnostic] = []
  let options: MarkdownOptions

  /// Every id that the document's headings have, and those that raw HTML or notes set.
  var slugs = HeadingSlugs()

  /// Whether text nodes hold escaped characters set apart, which are still to be restored.
  private(set) var hasEscapes = false

  /// The ids that headings set for themselves.
  var setIDs: [Node: String] = [:]

  /// The index of the note with a label, in lower case.
  var labels: [String: Int] = [:]

  /// The marks of notes in the order of the text, and the index of the note that each refers to.
  var marks: [Node] = []
  var notesByMark: [Node: Int] = [:]

  init(source: SourceText, options: MarkdownOptions) {
    self.source = source
    self.options = options
  }
}

extension Edit {
  /// Runs every pass that `triggers` call for, in an order that matters: what gives blocks their shape first, then what
  /// reads text, so that a table's cells and a note's text get everything that other text gets.
  mutating func run(_ triggers: Triggers, on parsed: borrowing ParsedText) {
    let root = parsed.tree.root
    if !parsed.definitions.isEmpty { makeDefinitionLists(parsed.definitions) }
    let notes = parsed.footnotes.isEmpty ? [] : takeOutFootnotes(parsed.footnotes, to: root)
    if triggers.tables { makeTables(in: root, smart: options.smart) }
    if triggers.blocks || triggers.texts { hasEscapes = setEscapesApart(in: root) }
    if triggers.blocks { editBlocks(triggers, in: root) }
    if triggers.texts { editTexts(triggers, in: root) }
    if triggers.footnotes { placeFootnotes(notes, in: root) }
  }
}

extension Edit {
  /// Warns of what stands at `place`, as libcmark counts it for the inlines around `node`, or for blocks.
  mutating func warn(_ message: String, at place: Place, of node: Node? = nil, hint: String) {
    var line = place.line
    var offset = source.range(ofLine: line).lowerBound + place.column - 1
    var block = node?.parent
    while let parent = block, parent.type != CMARK_NODE_PARAGRAPH, parent.type != CMARK_NODE_HEADING,
      parent.place == nil
    {
      block = parent.parent
    }
    if let block {
      let origin = InlineOrigin(block, in: &source)
      line = origin.line(of: place)
      offset = origin.offset(of: place.column, on: line, in: &source)
    }
    diagnostics.warning(message, at: source.location(line: line, offset: offset), hint: hint)
  }
}
