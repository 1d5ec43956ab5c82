internal import CCMark
internal import PartworkDiagnostics
internal import PartworkSupport

/// A footnote's text and the marks that refer to it.
struct Footnote {
  let written: WrittenNote
  /// The block of the note, at the end of the document.
  let block: Node
  var marks: [Node] = []
}

extension TreeEditor {
  /// Moves the notes to the end of the document, where the passes over text reach them, and warns of what looks like a
  /// note and is not one.
  mutating func takeOutFootnotes(_ blocks: PreparedBlocks, to root: Node) -> [Footnote] {
    var notes: [Footnote] = []
    for (index, (note, item)) in zip(prepared.notes, blocks.notes).enumerated() {
      if let standIn = blocks.standIns[.note(index)] { removeWithEmptyParents(standIn) }
      let key = note.label.caseFolded
      if labels[key] == nil {
        labels[key] = notes.count
        let block = Node(CMARK_NODE_CUSTOM_BLOCK)
        block.takeChildren(of: item)
        root.append(block)
        notes.append(Footnote(written: note, block: block))
      } else {
        diagnostics.warning(
          "there are two footnotes `[^\(note.label)]:`", at: source.location(at: note.offset),
          hint: "this one is left out; give it its own label")
      }
    }
    for note in prepared.continuations {
      // The one warning covers its marks too.
      continuedLabels.insert(note.label.caseFolded)
      diagnostics.warning(
        "`[^\(note.label)]:` continues the paragraph above; it does not start a footnote",
        at: source.location(at: note.offset), hint: "indent it by fewer than four spaces more than that paragraph")
    }
    return notes
  }

  /// Removes `node` and the blocks that are empty without it: `- [^1]: text` leaves no empty item.
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

  /// Replaces the marks in `text`, such as `[^1]`, with nodes whose HTML depends on all marks.
  mutating func footnoteMarks(in text: Node) -> [(range: Range<Int>, nodes: [Node])] {
    var found: [(range: Range<Int>, nodes: [Node])] = []
    for (range, label) in Self.marks(in: text.literal) {
      guard let note = labels[label.caseFolded] else { continue }
      let mark = Node(CMARK_NODE_CUSTOM_INLINE)
      marks.append(mark)
      notesByMark[mark] = note
      found.append((range, [mark]))
    }
    return found
  }

  /// Everything in `text` that looks like a mark, with its label.
  static func marks(in text: UnsafeRawBufferPointer) -> [(range: Range<Int>, label: String)] {
    var found: [(range: Range<Int>, label: String)] = []
    var offset = 0
    while let open = text.firstIndex(of: UInt8(ascii: "["), from: offset) {
      offset = open + 1
      guard text[offset...].first == UInt8(ascii: "^") else { continue }
      let label = text[(offset + 1)...].prefix { !isSpace($0) && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") }
      offset = label.endIndex
      guard !label.isEmpty, text[offset...].first == UInt8(ascii: "]") else { continue }
      offset += 1
      found.append((open..<offset, String(decoding: label, as: UTF8.self)))
    }
    return found
  }

  /// Numbers the notes by their first mark, writes marks and notes, and drops notes that no mark refers to.
  ///
  /// Notes that only other notes refer to come after those of the text.
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
      "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>".utf8, "</ol>\n</div>".utf8)
    for (index, note) in order.enumerated() { write(notes[note], number: index + 1, to: section) }
    for note in notes where note.marks.isEmpty {
      let label = note.written.label
      diagnostics.warning(
        "nothing refers to the footnote `[^\(label)]:`", at: source.location(at: note.written.offset),
        hint: Self.hint(onMarkupIn: label) ?? "put `[^\(label)]` where it belongs; the footnote is left out")
      note.block.remove()
    }
    if !order.isEmpty { root.append(section) }
  }

  /// A hint about a label that libcmark may have read as markup, which would hide its mark.
  static func hint(onMarkupIn label: String) -> String? {
    guard let sign = label.first(where: { "*`<>&\\~".contains($0) }) else { return nil }
    return "`\(sign)` in a label may be read as markup; use letters, digits and hyphens"
  }

  /// The marks within a note, in order.
  private func marks(in note: Node) -> [Node] {
    var found: [Node] = []
    let walk = TreeWalk(note)
    while let (node, isEntered) = walk.next() {
      if isEntered, notesByMark[node] != nil { found.append(node) }
    }
    return found
  }
}

extension TreeEditor {
  /// Writes a note into `section`, with a link back to each of its marks, and writes the marks. An ID that a heading
  /// has set belongs to the heading.
  private mutating func write(_ note: Footnote, number: Int, to section: Node) {
    let id = slugs.free("fn:\(number)")
    var html: [UInt8] = []
    var backLinks: [UInt8] = []
    for (index, mark) in note.marks.enumerated() {
      let markID = slugs.free(index == 0 ? "fnref:\(number)" : "fnref:\(number)-\(index + 1)")
      html.removeAll(keepingCapacity: true)
      html += slots.mark(.fullTextStart)
      html += #"<sup class="footnote-ref"><a href=""#.utf8
      html += slots.mark(.fragment(id))
      html.append(UInt8(ascii: "\""))
      html += slots.mark(.id(markID))
      html += #" role="doc-noteref">"#.utf8
      html += String(number).utf8
      html += "</a></sup>".utf8
      html += slots.mark(.fullTextEnd)
      mark.setHTML(html)

      backLinks += #" <a href=""#.utf8
      backLinks += slots.mark(.fragment(markID))
      backLinks += #"" class="footnote-backref" role="doc-backlink" aria-label=""#.utf8
      backLinks += slots.mark(.label(.backToText))
      if index > 0 { backLinks += " \(index + 1)".utf8 }
      backLinks += "\">↩".utf8
      if index > 0 { backLinks.append(contentsOf: "<sup>\(index + 1)</sup>".utf8) }
      backLinks += "</a>".utf8
    }
    html = Array("<li".utf8)
    html += slots.mark(.id(id))
    html.append(UInt8(ascii: ">"))
    note.block.setHTML(html, "</li>".utf8)
    if let last = note.block.lastChild, last.type == CMARK_NODE_PARAGRAPH {
      last.append(.inline(backLinks))
    } else {
      let paragraph = Node(CMARK_NODE_PARAGRAPH)
      paragraph.append(.inline(backLinks.dropFirst()))
      note.block.append(paragraph)
    }
    section.append(note.block)
  }
}
