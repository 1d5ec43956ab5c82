internal import CCMark

extension Edit {
  /// Writes a note into `section`, with a link back to each of its marks, and the marks. An id that a heading has set for
  /// itself is the heading's.
  mutating func write(_ note: Footnote, number: Int, to section: Node) {
    let id = slugs.free("fn:\(number)")
    var html: [UInt8] = []
    html.reserveCapacity(192)
    var backLinks: [UInt8] = []
    for (index, mark) in note.marks.enumerated() {
      let markID = slugs.free(index == 0 ? "fnref:\(number)" : "fnref:\(number)-\(index + 1)")
      html.removeAll(keepingCapacity: true)
      slots.append(.fullTextStart, to: &html)
      html.append(contentsOf: #"<sup class="footnote-ref"><a href=""#.utf8)
      slots.append(.fragment(id), to: &html)
      html.append(UInt8(ascii: "\""))
      slots.append(.id(markID), to: &html)
      html.append(contentsOf: #" role="doc-noteref">"#.utf8)
      html.append(contentsOf: String(number).utf8)
      html.append(contentsOf: "</a></sup>".utf8)
      slots.append(.fullTextEnd, to: &html)
      mark.setHTML(html)

      backLinks.append(contentsOf: #" <a href=""#.utf8)
      slots.append(.fragment(markID), to: &backLinks)
      backLinks.append(contentsOf: #"" class="footnote-backref" role="doc-backlink">↩"#.utf8)
      if index > 0 { backLinks.append(contentsOf: "<sup>\(index + 1)</sup>".utf8) }
      backLinks.append(contentsOf: "</a>".utf8)
    }
    html = Array("<li".utf8)
    slots.append(.id(id), to: &html)
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
