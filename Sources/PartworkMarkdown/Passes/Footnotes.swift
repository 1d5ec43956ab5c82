internal import CCMark

/// A footnote's text and the marks that refer to it.
struct Footnote {
  let label: String
  /// The block of the note, at the end of the document.
  let block: Node
  /// Where the note is written.
  let place: Place
  var marks: [Node] = []
}

extension Edit {
  /// Moves the notes out of their list items to the end of the document, where the passes over text reach them, and
  /// warns of what looks like a note and is none.
  mutating func takeOutFootnotes(_ written: WrittenNotes, to root: Node) -> [Footnote] {
    var notes: [Footnote] = []
    for note in written.items {
      let key = Self.key(of: note.label)
      if labels[key] == nil {
        labels[key] = notes.count
        let block = Node(CMARK_NODE_CUSTOM_BLOCK)
        if let first = note.node.firstChild, first.type == CMARK_NODE_HEADING, first.firstChild == nil {
          // The placeholder of a note whose text begins on a later line.
          first.remove()
        }
        block.takeChildren(of: note.node)
        root.append(block)
        notes.append(Footnote(label: note.label, block: block, place: note.place))
      } else {
        warn(
          "there are two notes `[^\(note.label)]:`", at: note.place,
          hint: "this one is left out; give it a label of its own")
      }
      removeWithEmptyParents(note.node)
    }
    for (label, place) in written.texts.sorted(by: { $0.place.line < $1.place.line }) {
      // The one warning is for its marks too.
      if labels[Self.key(of: label)] == nil { labels[Self.key(of: label)] = Self.noNote }
      warn(
        "`[^\(label)]:` begins no note here, but is text of the paragraph above it", at: place,
        hint: "indent it by less than four spaces more than that paragraph")
    }
    return notes
  }

  /// Stands for the index of a note whose line is none.
  private static let noNote = -1

  /// Removes `node` and what held nothing else: `- [^1]: text` leaves no empty item.
  private func removeWithEmptyParents(_ node: Node) {
    var parent = node.parent
    node.remove()
    while let empty = parent, empty.firstChild == nil,
      empty.type == CMARK_NODE_LIST || empty.type == CMARK_NODE_ITEM || empty.type == CMARK_NODE_BLOCK_QUOTE
    {
      parent = empty.parent
      empty.remove()
    }
  }

  /// What labels have in common that mean the same note: upper and lower case are one, and so are `ß` and `SS`.
  private static func key(of label: String) -> String { label.uppercased().lowercased() }

  /// Finds the marks of notes in `run`: `[^1]`. What they become depends on all of them.
  ///
  /// - Parameter missing: takes the marks that have no note: where each begins in the literal, and its label.
  mutating func footnoteMarks(in run: TextRun, missing: inout [(offset: Int, label: String)]) -> [TextRun.Replacement] {
    var found: [TextRun.Replacement] = []
    var offset = 0
    while let open = run.text.firstIndex(of: UInt8(ascii: "["), from: offset) {
      offset = open + 1
      guard offset < run.text.count, run.text[offset] == UInt8(ascii: "^") else { continue }
      let label = run.text[(open + 2)...].prefix { !isSpace($0) && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") }
      offset = label.endIndex
      guard !label.isEmpty, offset < run.text.count, run.text[offset] == UInt8(ascii: "]") else { continue }
      offset += 1
      let name = String(decoding: label, as: UTF8.self)
      guard let note = labels[Self.key(of: name)] else {
        missing.append((run.literalRange(open..<offset).lowerBound, name))
        continue
      }
      guard note != Self.noNote else { continue }
      let mark = Node(CMARK_NODE_CUSTOM_INLINE)
      marks.append(mark)
      notesByMark[mark] = note
      found.append(TextRun.Replacement(range: run.literalRange(open..<offset), nodes: [mark]))
    }
    return found
  }

  /// Numbers the notes by their first mark, writes marks and notes, and drops notes that no mark refers to.
  ///
  /// Notes that only another note refers to come behind those of the text.
  mutating func placeFootnotes(_ notes: [Footnote], in root: Node) {
    var notes = notes
    let ownMarks = notes.map { marks(in: $0.block) }
    let inNotes = Set(ownMarks.joined())
    var order: [Int] = []
    func read(_ mark: Node) {
      guard let note = notesByMark[mark] else { return }
      if notes[note].marks.isEmpty { order.append(note) }
      notes[note].marks.append(mark)
    }
    for mark in marks where !inNotes.contains(mark) { read(mark) }
    var next = 0
    while next < order.count {
      for mark in ownMarks[order[next]] { read(mark) }
      next += 1
    }

    let section = Node.block(
      "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>".utf8, "</ol>\n</section>".utf8)
    for (index, note) in order.enumerated() { write(notes[note], number: index + 1, to: section) }
    for note in notes where note.marks.isEmpty {
      warn(
        "nothing refers to the note `[^\(note.label)]:`", at: note.place,
        hint: Self.hint(onMarkupIn: note.label)
          ?? "put `[^\(note.label)]` where it belongs; the note is left out")
      note.block.remove()
    }
    if !order.isEmpty { root.append(section) }
  }

  /// What to do about a label that libcmark may not have read as the writer did, so that its mark is not found.
  static func hint(onMarkupIn label: String) -> String? {
    guard let sign = label.first(where: { "*`<>&\\~".contains($0) }) else { return nil }
    return "`\(sign)` in a label may be read as markup; take letters, digits and hyphens"
  }

  /// The marks within a note, in order.
  private func marks(in note: Node) -> [Node] {
    var found: [Node] = []
    let walk = Walk(note)
    while let (node, isEntered) = walk.next() {
      if isEntered, notesByMark[node] != nil { found.append(node) }
    }
    return found
  }
}
