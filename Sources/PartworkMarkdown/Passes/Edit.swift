internal import CCMark
internal import PartworkDiagnostics

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

  /// Whether characters of bare addresses are shielded.
  let isShielded: Bool

  /// The block whose inlines were asked for last.
  private var alignment: Alignment?

  /// The ids that headings set for themselves.
  var setIDs: [Node: String] = [:]

  /// The index of the note with a label, in lower case.
  var labels: [String: Int] = [:]

  /// The marks of notes in the order of the text, and the index of the note that each refers to.
  var marks: [Node] = []
  var notesByMark: [Node: Int] = [:]

  init(source: SourceText, options: MarkdownOptions, isShielded: Bool) {
    self.isShielded = isShielded
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
    makeTables(parsed.tables, definitionsFrom: parsed.text)
    if triggers.blocks || triggers.texts { hasEscapes = setEscapesApart(in: root) }
    if triggers.blocks { editBlocks(triggers, in: root) }
    if triggers.texts { editTexts(triggers, in: root) }
    if triggers.footnotes { placeFootnotes(notes, in: root) }
  }
}

extension Edit {
  /// Where a byte of a text's literal is written, or the line alone where that is not found. One pass asks for them in
  /// the order of the text.
  mutating func place(ofByte byte: Int, of text: Node, kind: Place.Kind = .block) -> Place {
    if let block = text.blockOfInlines {
      if alignment?.block != block { alignment = Alignment(block, in: source, smart: options.smart) }
      if let offset = alignment?.offset(ofByte: byte, of: text) { return source.place(at: offset, kind: kind) }
    }
    return Place(line: max(1, text.startLine), column: 0, kind: kind)
  }

  /// To be called when the next pass begins to ask for places.
  mutating func restartPlaces() { alignment = nil }

  /// Warns of what stands at `place`.
  mutating func warn(_ message: String, at place: Place, hint: String) {
    let offset = place.column > 0 ? source.offset(of: place) : nil
    diagnostics.warning(message, at: source.location(line: place.line, offset: offset), hint: hint)
  }
}
