internal import CCMark

extension TreeEditor {
  /// Turns a paragraph that is an image with a title, or a link around one, into a figure with the title as its caption.
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
}
