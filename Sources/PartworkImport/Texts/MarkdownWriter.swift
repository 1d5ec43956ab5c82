import PartworkHTML

/// Writes a tidy tree as Markdown.
struct MarkdownWriter {
  let tree: HTMLTree
  var remarks: [ImportedText.Remark] = []

  /// The finished blocks of the element that is being written.
  var blocks: [MarkdownBlock] = []

  /// The beginning of the next paragraph.
  private var pieces: [InlineText.InlinePiece] = []

  /// The marks that are open; nil for one that does nothing.
  private var marks: [InlineText.Mark?] = []

  /// How many elements for code are open.
  private var codeDepth = 0

  /// What stands between blocks where only one text may stand, as in a cell; nil if blocks may stand.
  private var separator: InlineText.InlinePiece?

  /// Elements that are written elsewhere than where they stand.
  var skipped: Set<HTMLTree.ID> = []

  init(_ tree: HTMLTree) {
    self.tree = tree
  }

  /// The whole text; empty if there is none.
  mutating func markdown() -> String {
    let lines = blocks(in: HTMLTree.root).lines()
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  mutating func remark(_ subject: String, _ message: String, at id: HTMLTree.ID) {
    remarks.append(ImportedText.Remark(subject, message, line: tree.line(of: id)))
  }

  /// Whether only one text may stand here, and no blocks.
  var isInline: Bool { separator != nil }

  mutating func append(_ piece: InlineText.InlinePiece) {
    pieces.append(piece)
  }

  mutating func write(inlineCode code: String) {
    pieces.append(.code(code.trimmed))
  }

  // MARK: - Parts

  /// The blocks in `id`.
  mutating func blocks(in id: HTMLTree.ID) -> [MarkdownBlock] {
    let outer = (blocks, pieces)
    (blocks, pieces) = ([], marks.compactMap { $0.map { .open($0) } })
    writeChildren(of: id)
    flush()
    defer { (blocks, pieces) = outer }
    return blocks
  }

  /// The blocks that the node `id` itself becomes.
  mutating func blocks(of id: HTMLTree.ID) -> [MarkdownBlock] {
    let outer = (blocks, pieces)
    (blocks, pieces) = ([], marks.compactMap { $0.map { .open($0) } })
    write(id)
    flush()
    defer { (blocks, pieces) = outer }
    return blocks
  }

  /// The content of `id` as one text, with `separator` between its blocks.
  mutating func inline(in id: HTMLTree.ID, separator: InlineText.InlinePiece) -> InlineText {
    let outer = (blocks, pieces, marks, self.separator)
    (blocks, pieces, marks, self.separator) = ([], [], [], separator)
    writeChildren(of: id)
    let text = InlineText(pieces)
    (blocks, pieces, marks, self.separator) = outer
    return text
  }

  mutating func writeChildren(of id: HTMLTree.ID) {
    var next = tree.first(in: id)
    while let child = next {
      if !skipped.contains(child) { write(child) }
      next = tree.next(after: child)
    }
  }

  /// Writes the children as blocks of their own.
  mutating func writeBlock(_ id: HTMLTree.ID) {
    flush()
    writeChildren(of: id)
    flush()
  }

  /// Ends the paragraph.
  mutating func flush() {
    if let separator {
      if pieces.contains(where: \.isContent) { pieces.append(separator) }
      return
    }
    let closing = marks.reversed().compactMap { $0.map { InlineText.InlinePiece.close($0) } }
    let text = InlineText(pieces + closing)
    if !text.isEmpty {
      add(paragraph: text)
      // A link around several paragraphs is the link of the first one.
      marks = marks.map { $0?.isLink == true ? nil : $0 }
    }
    pieces = marks.compactMap { $0.map { .open($0) } }
  }

  mutating func add(_ block: MarkdownBlock) {
    flush()
    blocks.append(block)
  }

  private mutating func add(paragraph text: InlineText) {
    if case .code(let code) = text.pieces.first, text.pieces.count == 1, code.contains("\n") {
      return blocks.append(codeBlock(code, language: ""))
    }
    var text = text
    // With a title it would be a figure.
    if let index = text.loneImage { text.setTitle("", ofPictureAt: index) }
    blocks.append(MarkdownBlock(.paragraph, checked(text, in: .paragraph)))
  }

  /// `text` as Markdown that is read as that text, as far as that is possible.
  func checked(_ text: InlineText, in place: InlineText.InlinePlace) -> String {
    var text = text
    text.repairEmphasis()
    let markdown = text.markdown(in: place)
    if InlineCheck.isRead(markdown, as: text) { return markdown }
    var plain = text
    plain.removeEmphasis()
    let simple = plain.markdown(in: place)
    if InlineCheck.isRead(simple, as: plain) { return simple }
    let escaped = plain.markdown(in: place, escapesAll: true)
    return InlineCheck.isRead(escaped, as: plain) ? escaped : markdown
  }

  // MARK: - Nodes

  private mutating func write(_ id: HTMLTree.ID) {
    switch tree.content(of: id) {
    case .text(let text): write(text: text)
    case .comment: break
    case .element(let name, _): write(id, name)
    }
  }

  private mutating func write(text: String) {
    guard codeDepth > 0 else { return pieces.append(.text(text)) }
    if case .code(let before) = pieces.last {
      pieces[pieces.count - 1] = .code(before + text)
    } else if !text.isEmpty {
      pieces.append(.code(text))
    }
  }

  private mutating func write(_ id: HTMLTree.ID, _ name: String) {
    switch name {
    case "strong", "b": write(id, in: .strong)
    case "em", "i", "cite", "dfn", "var": write(id, in: .emphasis)
    case "s", "strike", "del": write(id, in: .strike)
    case "a": writeLink(id)
    case "code", "kbd", "samp", "tt":
      codeDepth += 1
      writeChildren(of: id)
      codeDepth -= 1
    case "img":
      pieces.append(
        .picture(
          alternative: tree.attribute("alt", of: id) ?? "", address: tree.attribute("src", of: id) ?? "",
          title: pictureTitle(id)))
    case "br": writeBreak()
    case "wbr": break
    case "sup" where tree.has(class: "footnote-ref", id):
      pieces.append(.verbatim("[^\(tree.textContent(of: id))]"))
    case "input":
      pieces.append(.verbatim(tree.attribute("checked", of: id) == nil ? "[ ] " : "[x] "))
    case "h1", "h2", "h3", "h4", "h5", "h6": writeHeading(id, level: Int(name.suffix(1)) ?? 2)
    case "ul", "ol", "menu", "dir": writeList(id, isOrdered: name == "ol")
    case "blockquote": writeQuotation(id)
    case "pre", "listing", "xmp", "plaintext": writeCode(id)
    case "table": writeTable(id)
    case "dl": writeDefinitions(id)
    case "figure": writeFigure(id)
    case "hr": if separator == nil { add(MarkdownBlock(.other, "***")) }
    case "x-more": if separator == nil { add(MarkdownBlock(.other, "<!--more-->")) }
    case "x-break": flush()
    case "x-markdown": writeMarkdown(id)
    case "section" where tree.has(class: "footnotes", id): writeFootnotes(id)
    case _ where Self.blockNames.contains(name): writeBlock(id)
    default: writeChildren(of: id)
    }
  }

  private static let blockNames = HTMLReader.blocks.union([
    "p", "li", "dd", "dt", "form", "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "option", "legend",
  ])

  private mutating func write(_ id: HTMLTree.ID, in mark: InlineText.Mark) {
    let isNew = codeDepth == 0 && !marks.contains(mark)
    if isNew { pieces.append(.open(mark)) }
    marks.append(isNew ? mark : nil)
    writeChildren(of: id)
    if let last = marks.removeLast() { pieces.append(.close(last)) }
  }

  private mutating func writeLink(_ id: HTMLTree.ID) {
    let mark = InlineText.Mark.link(
      address: tree.attribute("href", of: id) ?? "", title: tree.attribute("title", of: id) ?? "")
    if marks.contains(where: { $0?.isLink == true }) { return writeChildren(of: id) }
    let (count, depth) = (pieces.filter(\.isContent).count, codeDepth)
    pieces.append(.open(mark))
    marks.append(mark)
    writeChildren(of: id)
    codeDepth = depth
    guard let last = marks.removeLast() else { return }
    pieces.append(.close(last))
    if pieces.filter(\.isContent).count == count, tree.attribute("href", of: id)?.hasPrefix("#") == false {
      remark("link", "a link without a text is left out: `\(tree.attribute("href", of: id)?.shortened ?? "")`", at: id)
    }
  }

  /// A tooltip, unless it only repeats what the picture's alternative text or file name says.
  private func pictureTitle(_ id: HTMLTree.ID) -> String {
    guard let title = tree.attribute("title", of: id)?.nonEmptyText, title != tree.attribute("alt", of: id)?.trimmed
    else { return "" }
    return title
  }

  private mutating func writeBreak() {
    if codeDepth > 0 { return write(text: "\n") }
    let last = pieces.last { piece in
      if case .text(let text) = piece { return text.nonEmptyText != nil }
      if case .space = piece { return false }
      return true
    }
    if last == .lineBreak, separator == nil {
      // Two breaks are how old editors wrote a new paragraph.
      flush()
    } else {
      pieces.append(.lineBreak)
    }
  }

  private mutating func writeHeading(_ id: HTMLTree.ID, level: Int) {
    if separator != nil { return writeBlock(id) }
    flush()
    let text = inline(in: id, separator: .lineBreak)
    guard !text.isEmpty else { return }
    var line = String(repeating: "#", count: level) + " " + checked(text, in: .heading)
    if let anchor = tree.attribute("id", of: id), isAnchor(anchor), InlineCheck.anchor(of: line) != anchor {
      line += " {#\(anchor)}"
    }
    add(MarkdownBlock(.other, line))
  }

  private func isAnchor(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { $0.isAlphanumeric || "-_.:".unicodeScalars.contains($0) }
  }

  /// The text's own Markdown, which a plugin keeps beside the HTML that it made.
  private mutating func writeMarkdown(_ id: HTMLTree.ID) {
    guard separator == nil, let source = tree.attribute("source", of: id)?.nonEmptyText else { return writeBlock(id) }
    add(MarkdownBlock(.other, source))
  }

  private mutating func writeFootnotes(_ id: HTMLTree.ID) {
    flush()
    var number = 0
    for list in tree.children(of: id) {
      for item in tree.children(of: list) {
        number += 1
        let lines = blocks(in: item).lines()
        add(MarkdownBlock(.other, lines).indented(first: "[^\(number)]: ", rest: "    "))
      }
    }
  }
}
