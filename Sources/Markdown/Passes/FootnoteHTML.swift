internal import CCMark

extension Edit {
  /// Writes a note into `section`, with a link back to each of its marks, and the marks.
  mutating func write(_ note: Footnote, number: Int, to section: Node) {
    let id = "fn:\(number)"
    _ = slugs.take(id)
    var backLinks: [UInt8] = []
    for (index, mark) in note.marks.enumerated() {
      let markID = index == 0 ? "fnref:\(number)" : "fnref:\(number)-\(index + 1)"
      _ = slugs.take(markID)
      mark.setHTML(
        slots.mark(.fullTextStart) + #"<sup class="footnote-ref"><a href=""#.utf8 + slots.mark(.fragment(id))
          + #"""#.utf8 + slots.mark(.id(markID)) + " role=\"doc-noteref\">\(number)</a></sup>".utf8
          + slots.mark(.fullTextEnd))
      if index > 0 { backLinks.append(UInt8(ascii: " ")) }
      backLinks +=
        Array(#"<a href=""#.utf8) + slots.mark(.fragment(markID))
        + #"" class="footnote-backref" role="doc-backlink">↩"#.utf8
        + (index == 0 ? "" : "<sup>\(index + 1)</sup>").utf8 + "</a>".utf8
    }
    note.block.setHTML(Array("<li".utf8) + slots.mark(.id(id)) + ">".utf8, "</li>".utf8)
    let end: Node
    if let last = note.block.lastChild, last.type == CMARK_NODE_PARAGRAPH {
      end = last
      backLinks.insert(UInt8(ascii: " "), at: 0)
    } else {
      end = Node(CMARK_NODE_PARAGRAPH)
      note.block.append(end)
    }
    end.append(.inline(backLinks))
    section.append(note.block)
  }
}
