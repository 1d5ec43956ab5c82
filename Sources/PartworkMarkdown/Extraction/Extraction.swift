internal import CCMark
internal import PartworkDiagnostics

/// What one walk over the edited tree takes out of it: headings, links and images, plain text. It leaves slots in the
/// tree where renderings differ, and drops what may not be shown.
struct Extraction {
  var source: SourceText
  let options: MarkdownOptions
  var slots: Slots
  var diagnostics: [Diagnostic] = []

  /// Whether the tree has characters that were set apart or shielded, and whether any were shielded.
  private let hasEscapes: Bool
  private let isShielded: Bool
  private(set) var references: [Reference] = []
  private(set) var plain: [UInt8] = []

  private(set) var firstParagraph = 0..<0

  /// The headings in order, without ids yet, which depend on all of them.
  private(set) var headings: [(node: Node, text: Range<Int>, line: Int)] = []

  /// Whether a `<!--more-->` ends the excerpt.
  private(set) var hasMore = false

  /// Anchors that raw HTML sets.
  private(set) var rawAnchors: Set<String> = []

  /// Where the text of each open link and image begins in `plain`.
  private var openTexts: [Int] = []
  private var headingStart = 0
  private var paragraphStart = 0

  /// The block around the present inline, and its inlines beside the source once one of them is asked for.
  private var block: Node?
  private var alignment: Alignment?

  /// Goes on from what the passes left.
  init(after edit: consuming Edit) {
    source = edit.source
    options = edit.options
    slots = edit.slots
    diagnostics = edit.diagnostics
    isShielded = edit.isShielded
    hasEscapes = edit.hasEscapes || edit.isShielded
    plain.reserveCapacity(edit.source.bytes.count)
  }

  mutating func run(on tree: borrowing Tree) {
    let walk = Walk(tree.root)
    while let (node, isEntered) = walk.next() {
      if isEntered { enter(node) } else { leave(node) }
    }
  }
}

extension Extraction {
  /// Gives `plain` away, without white space at its end.
  mutating func takePlainText() -> [UInt8] {
    while let last = plain.last, last <= UInt8(ascii: " ") { plain.removeLast() }
    defer { plain = [] }
    return plain
  }

  private mutating func enter(_ node: Node) {
    switch node.type {
    case CMARK_NODE_TEXT where hasEscapes && Escapes.mayBeIn(node.literal),
      CMARK_NODE_CODE where hasEscapes && Escapes.mayBeIn(node.literal):
      node.setLiteral(Escapes.restored(node.literal, isShielded: isShielded))
      plain.append(contentsOf: node.literal)
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: plain.append(contentsOf: node.literal)
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: plain.append(UInt8(ascii: " "))
    case CMARK_NODE_PARAGRAPH:
      begin(node)
      paragraphStart = plain.count
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE: openTexts.append(plain.count)
    case CMARK_NODE_HEADING:
      begin(node)
      headingStart = plain.count
    case CMARK_NODE_CODE_BLOCK: plain.append(contentsOf: node.literal)
    case CMARK_NODE_HTML_BLOCK where options.extensions && !hasMore && isMoreMark(node):
      Node.block(slots.mark(.more)).insert(before: node)
      node.remove()
      hasMore = true
    case CMARK_NODE_HTML_BLOCK:
      let line = node.startLine
      readRawHTML(node, line: line, offset: source.range(ofLine: line).lowerBound + node.startColumn - 1)
    case CMARK_NODE_HTML_INLINE:
      if hasEscapes, Escapes.mayBeIn(node.literal) {
        node.setLiteral(Escapes.restored(node.literal, isShielded: isShielded))
      }
      let offset = node.place.map(source.offset) ?? align()?.offset(ofHTML: node)
      readRawHTML(node, line: max(1, node.startLine), offset: offset)
    case CMARK_NODE_CUSTOM_INLINE:
      guard let place = node.place else { break }
      if place.kind == .cell { TableNode.append(textOf: node.html, to: &plain) }
      if node.firstChild != nil { TableNode.separate(&plain) }
      begin(node)
    default: break
    }
  }

  private mutating func leave(_ node: Node) {
    switch node.type {
    case CMARK_NODE_PARAGRAPH:
      if firstParagraph.isEmpty, node.parent?.type == CMARK_NODE_DOCUMENT {
        firstParagraph = paragraphStart..<plain.count
      }
      endBlock()
    case CMARK_NODE_LINK: read(node, .link)
    case CMARK_NODE_IMAGE: read(node, .image)
    case CMARK_NODE_HEADING:
      headings.append((node, headingStart..<plain.count, node.startLine))
      endBlock()
    case CMARK_NODE_CUSTOM_BLOCK: endBlock()
    default: break
    }
  }

  private mutating func begin(_ node: Node) {
    block = node
    alignment = nil
  }

  private mutating func endBlock() {
    if let last = plain.last, last != UInt8(ascii: "\n") { plain.append(UInt8(ascii: "\n")) }
    block = nil
    alignment = nil
  }
}

extension Extraction {
  /// Records a link or an image and puts its slot into the tree, or drops it where its destination is dangerous.
  private mutating func read(_ node: Node, _ kind: Reference.Kind) {
    let text = plain[(openTexts.popLast() ?? plain.count)...]
    let reference = Reference(
      kind: kind, destination: string(node.destination), title: string(node.title),
      text: String(decoding: text, as: UTF8.self), location: location(of: node))

    if !options.rawHTML, let scheme = dangerousScheme(of: node.destination, kind) {
      diagnostics.warning(
        "a \(kind == .link ? "link" : "picture") whose address begins with `\(scheme)` is left out",
        at: reference.location, hint: "such an address may run a program or open a file of the reader")
      node.unwrap()
      return
    }
    references.append(reference)
    let index = references.count - 1
    node.setTitle(slots.mark(kind == .link ? .link(index) : .imageSource(index)))
    node.setDestination([])
  }

  private mutating func readRawHTML(_ node: Node, line: Int, offset: Int?) {
    let html = node.literal
    if options.rawHTML {
      rawAnchors.formUnion(anchors(inRawHTML: html))
      return
    }
    if !isSilentlyDropped(html) {
      let tag = String(decoding: html.prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      let name = tag.split(separator: " ", maxSplits: 1).first ?? ""
      diagnostics.warning(
        "raw HTML, `\(name)>`, is left out",
        at: offset.map { source.location(at: $0) } ?? source.location(line: line),
        hint: "say it in Markdown, or allow raw HTML by `markdown.rawHTML: true` in content/site.yml")
    }
    node.remove()
  }

  private func string(_ text: UnsafeRawBufferPointer) -> String {
    hasEscapes
      ? String(decoding: Escapes.restored(text, isShielded: isShielded), as: UTF8.self)
      : String(decoding: text, as: UTF8.self)
  }

  /// Where the destination of a link or an image is written, or the line alone of one by reference.
  private mutating func location(of link: Node) -> SourceLocation {
    if let place = link.place {
      return source.location(line: place.line, offset: place.column > 0 ? source.offset(of: place) : nil)
    }
    guard let (offset, isWritten) = align()?.offset(ofDestinationOf: link) else {
      return source.location(line: max(1, link.startLine))
    }
    return isWritten
      ? source.location(at: offset) : source.location(line: source.line(around: offset, from: 1))
  }

  /// The inlines of the present block beside the source.
  private mutating func align() -> Alignment? {
    if alignment == nil, let block { alignment = Alignment(block, in: source, smart: options.smart) }
    return alignment
  }
}
