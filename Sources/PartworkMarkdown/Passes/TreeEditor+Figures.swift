internal import CCMark

extension TreeEditor {
  /// Turns a paragraph that is an image with a title, or a link around one, into a figure with the title as its
  /// caption.
  mutating func makeFigure(of paragraph: Node) {
    guard let only = paragraph.firstChild, only.next == nil else { return }
    var image = only
    if only.type == CMARK_NODE_LINK, let child = only.firstChild, child.next == nil { image = child }
    guard image.type == CMARK_NODE_IMAGE, !image.title.isEmpty else { return }

    let picture = Node.wrapper([], "\n".utf8)
    setOrigin(of: picture, lines: paragraph.startLine, paragraph.endLine)
    let caption = Node.wrapper("<figcaption>".utf8, "</figcaption>".utf8)
    caption.origin = picture.origin
    caption.append(.text(image.title))
    image.setTitle([])
    picture.takeChildren(of: paragraph)
    let figure = Node.block("<figure>".utf8, "</figure>".utf8)
    figure.append(picture)
    figure.append(caption)
    figure.insert(before: paragraph)
    paragraph.remove()
  }

  /// Turns a block quote whose last line begins with an em dash into a figure with that line as its caption.
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
    // A block quote with nothing but its source is unchanged.
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
