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
  /// Moves the notes out of their list items to the end of the document, where the passes over text reach them.
  mutating func takeOutFootnotes(_ items: [(label: String, item: Node)], to root: Node) -> [Footnote] {
    var notes: [Footnote] = []
    for (label, item) in items {
      let list = item.parent
      let place = Place(line: item.startLine, column: item.startColumn)
      let key = label.lowercased()
      if labels[key] == nil {
        labels[key] = notes.count
        let block = Node(CMARK_NODE_CUSTOM_BLOCK)
        block.takeChildren(of: item)
        root.append(block)
        notes.append(Footnote(label: label, block: block, place: place))
      } else {
        warn("there are two notes `[^\(label)]:`", at: place, hint: "this one is left out; give it a label of its own")
      }
      item.remove()
      if let list, list.firstChild == nil { list.remove() }
    }
    return notes
  }

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
      guard let note = labels[name.lowercased()] else {
        missing.append((run.literalRange(open..<offset).lowerBound, name))
        continue
      }
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
        hint: "put `[^\(note.label)]` where it belongs; the note is left out")
      note.block.remove()
    }
    if !order.isEmpty { root.append(section) }
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
