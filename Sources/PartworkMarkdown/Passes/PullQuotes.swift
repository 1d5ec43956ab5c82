internal import CCMark

extension TreeEditor {
  /// Turns a quotation whose last line begins with an em dash into a figure with that line as its caption.
  mutating func makePullQuote(of quotation: Node) {
    guard let paragraph = quotation.lastChild, paragraph.type == CMARK_NODE_PARAGRAPH else { return }
    var first = paragraph.lastChild
    while let node = first, let previous = node.previous, previous.type != CMARK_NODE_SOFTBREAK,
      previous.type != CMARK_NODE_LINEBREAK
    {
      first = previous
    }
    guard let first, first.type == CMARK_NODE_TEXT, first.literal.starts(with: "\u{2014}".utf8) else { return }
    let lineBreak = first.previous
    // A quotation of nothing but its source stays as it is.
    guard lineBreak != nil || paragraph.previous != nil else { return }

    let caption = Node.wrapper("<figcaption>".utf8, "</figcaption>".utf8)
    setOrigin(of: caption, lines: paragraph.endLine, paragraph.endLine)
    var next: Node? = first
    while let node = next {
      next = node.next
      caption.append(node)
    }
    lineBreak?.remove()
    if paragraph.firstChild == nil { paragraph.remove() }

    let figure = Node.block("<figure class=\"quote\">".utf8, "</figure>".utf8)
    figure.insert(before: quotation)
    figure.append(quotation)
    figure.append(caption)
  }
}
