internal import CCMark
internal import PartworkDiagnostics
internal import PartworkSupport

/// What is collected in one walk over the edited tree: headings, links and images, plain text. The walk also puts slots
/// into the tree wherever renderings differ, and drops what may not be shown.
struct Extraction {
  var editor: TreeEditor

  var references: [Reference] = []
  private(set) var plain: [UInt8] = []
  private(set) var firstParagraph = 0..<0

  /// The headings in order, without IDs yet, which depend on all of them.
  private(set) var headings: [(node: Node, text: Range<Int>, line: Int)] = []

  /// Whether a `<!--more-->` ends the excerpt.
  private(set) var hasMore = false

  /// Anchors that raw HTML sets.
  private(set) var rawAnchors: Set<String> = []

  /// The elements in raw HTML that a site's policy concerns.
  private(set) var activeElements: [ActiveElement] = []

  private let hasDefinitions: Bool

  /// Whether the text has `&#`, which may begin the number of a character.
  private let hasReferences: Bool

  /// Where the text of each open link and image begins in `plain`.
  private var openTexts: [Int] = []

  /// Whether the link that is open, if one is, contains the player of a film or a sound.
  private var hasPlayer = false
  private var headingStart = 0
  private var paragraphStart = 0

  /// The block around the current inline, and the search in it once something is asked for.
  private var block: Node?
  private(set) var locator: InlineLocator?

  /// Begins with what the passes left.
  init(after editor: consuming TreeEditor) {
    self.editor = editor
    (hasDefinitions, hasReferences) = editor.source.bytes.withUnsafeBytes { ($0.has("]:"), $0.has("&#")) }
    plain.reserveCapacity(editor.source.bytes.count)
  }

  mutating func run(on tree: borrowing Tree) {
    let walk = TreeWalk(tree.root)
    while let (node, isEntered) = walk.next() {
      if isEntered { enter(node) } else { leave(node) }
    }
  }
}

extension Extraction {
  /// Returns `plain` without white space at its end, and clears it.
  mutating func takePlainText() -> [UInt8] {
    while let last = plain.last, last <= UInt8(ascii: " ") { plain.removeLast() }
    defer { plain = [] }
    return plain
  }

  private mutating func enter(_ node: Node) {
    if editor.triggers.footnotes, openTexts.isEmpty, node.type == CMARK_NODE_TEXT, node.literal.has("[^") {
      warnOfMissingNotes(in: node)
    }
    if editor.triggers.unspacedMarks, node.type == CMARK_NODE_TEXT, node.isFirstText {
      warnOfMarksWithoutEffect(besides: node)
    }
    if editor.prepared.protection != nil { restore(node) }
    if hasReferences { removeControls(from: node) }
    switch node.type {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: plain.append(contentsOf: node.literal)
    case CMARK_NODE_CODE_BLOCK:
      plain.append(contentsOf: node.literal)
      if let language = node.codeLanguage, editor.options.extensions {
        node.setLiteral(editor.slots.mark(.code(language: language)) + node.literal)
      }
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: plain.append(UInt8(ascii: " "))
    case CMARK_NODE_PARAGRAPH:
      begin(node)
      paragraphStart = plain.count
    case CMARK_NODE_LINK:
      openTexts.append(plain.count)
      hasPlayer = false
    case CMARK_NODE_IMAGE: openTexts.append(plain.count)
    case CMARK_NODE_HEADING:
      begin(node)
      headingStart = plain.count
    case CMARK_NODE_HTML_BLOCK where editor.options.extensions && !hasMore && Self.isMoreMark(node):
      Node.block(editor.slots.mark(.more)).insert(before: node)
      node.remove()
      hasMore = true
    case CMARK_NODE_HTML_BLOCK:
      begin(node)
      readRawHTML(node)
      endBlock()
    case CMARK_NODE_HTML_INLINE: readRawHTML(node)
    case CMARK_NODE_CUSTOM_INLINE:
      guard node.origin != nil else { break }
      append(textOfCells: node.html, to: &plain)
      if node.firstChild != nil { separate(&plain) }
      begin(node)
    default: break
    }
  }

  /// Removes the characters that protected the text of `node`.
  private func restore(_ node: Node) {
    switch node.type {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
      if let literal = TextProtection.restored(node.literal) { node.setLiteral(literal) }
      if node.type == CMARK_NODE_CODE_BLOCK, let info = TextProtection.restored(node.fenceInfo) {
        node.setFenceInfo(info)
      }
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      if let destination = TextProtection.restored(node.destination) { node.setDestination(destination) }
      if let title = TextProtection.restored(node.title) { node.setTitle(title) }
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
      headings.append(
        (node, headingStart..<plain.count, editor.source.line(at: editor.sourceRange(of: node).lowerBound)))
      endBlock()
    case CMARK_NODE_CUSTOM_BLOCK: endBlock()
    default: break
    }
  }

  private mutating func begin(_ node: Node) {
    block = node
    locator = nil
  }

  private mutating func endBlock() {
    if let last = plain.last, last != UInt8(ascii: "\n") { plain.append(UInt8(ascii: "\n")) }
    block = nil
    locator = nil
  }
}

extension Extraction {
  /// Records a link or an image and puts its slot into the tree, or drops it if its scheme is not allowed.
  private mutating func read(_ node: Node, _ kind: Reference.ReferenceKind) {
    let text = plain[(openTexts.popLast() ?? plain.count)...]
    let player = kind == .image && editor.options.extensions ? Self.player(for: node.destination) : nil
    let reference = Reference(
      kind: player == nil ? kind : .link, destination: String(decoding: node.destination, as: UTF8.self),
      title: String(decoding: node.title, as: UTF8.self), text: String(decoding: text, as: UTF8.self),
      location: location(of: node))

    if !editor.options.rawHTML,
      let scheme = AddressScheme.forbidden(in: node.destination, isImage: reference.kind == .image)
    {
      editor.diagnostics.warning(
        "\(kind == .link ? "a link" : "an image") with the scheme `\(scheme):` is left out", at: reference.location,
        hint: AddressScheme.hint(on: scheme))
      node.unwrap()
      return
    }
    if kind == .link, hasPlayer {
      warnOfLinkedPlayer(reference)
      return node.unwrap()
    }
    references.append(reference)
    let index = references.count - 1
    if let player {
      hasPlayer = true
      return play(node, with: player, index)
    }
    if kind == .image, editor.options.extensions { warnOfMediaPage(reference, isInLink: !openTexts.isEmpty) }
    node.setTitle(editor.slots.mark(kind == .link ? .link(index) : .imageSource(index)))
    node.setDestination([])
  }

  private mutating func readRawHTML(_ node: Node) {
    let html = node.literal
    let isBreak = node.type == CMARK_NODE_HTML_INLINE && Self.isLineBreak(html)
    if isBreak { separate(&plain) }
    if editor.options.rawHTML { return keepRawHTML(html, of: node) }
    if isBreak {
      Node(CMARK_NODE_LINEBREAK).insert(before: node)
      return node.remove()
    }
    if !Self.isSilentlyDropped(html) {
      let tag = String(decoding: html.prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      let name = tag.split(separator: " ", maxSplits: 1).first ?? ""
      editor.diagnostics.warning(
        "raw HTML `\(name)>` is left out", at: location(ofText: html, in: node),
        hint: "write it in Markdown, or set `markdown.rawHTML: true` in content/site.yml to allow raw HTML")
    }
    node.remove()
  }

  /// Records the active elements, anchors, links and images in `html`, and puts the slots of their URLs into it.
  private mutating func keepRawHTML(_ html: UnsafeRawBufferPointer, of node: Node) {
    var slotted: [UInt8] = []
    var copied = 0
    var tags = RawTags(html)
    while let tag = tags.next() {
      if tag.isActive {
        let start = UnsafeRawBufferPointer(rebasing: html[tag.start...tag.start + tag.name.utf8.count])
        activeElements.append(ActiveElement(tag, in: html, at: location(ofText: start, in: node)))
      }
      let alternative = tag.attributes.first { $0.name == "alt" }.map { html[$0.value] }
      for attribute in tag.attributes {
        if attribute.name == "id" || attribute.name == "name", !attribute.value.isEmpty {
          rawAnchors.insert(String(decoding: html[attribute.value], as: UTF8.self))
        }
        guard editor.options.extensions, let kind = tag.kind(of: attribute.name) else { continue }
        for range in urls(in: html, attribute.value, isList: attribute.name == "srcset") {
          guard let destination = attributeText(html[range]) else { continue }
          references.append(
            Reference(
              kind: kind, destination: destination, text: alternative.map { String(decoding: $0, as: UTF8.self) } ?? "",
              needsAlternative: tag.name == "img" && alternative == nil,
              location: location(ofText: UnsafeRawBufferPointer(rebasing: html[range]), in: node)))
          slotted += html[copied..<range.lowerBound]
          let written = String(decoding: html[range], as: UTF8.self)
          slotted += editor.slots.mark(.address(references.count - 1, written: written))
          copied = range.upperBound
        }
      }
    }
    if copied > 0 { node.setLiteral(slotted + html[copied...]) }
  }

  private mutating func warnOfMissingNotes(in node: Node) {
    for (range, label) in TreeEditor.marks(in: node.literal) where !editor.continuedLabels.contains(label.caseFolded) {
      editor.diagnostics.warning(
        "there is no footnote `[^\(label)]:`",
        at: location(ofText: UnsafeRawBufferPointer(rebasing: node.literal[range]), in: node),
        hint: TreeEditor.hint(onMarkupIn: label) ?? "write one, or write `\\[^\(label)]` to show the brackets")
    }
  }
}

extension Extraction {
  /// Where the destination of a link or an image is written; only the line for one by reference.
  private mutating func location(of link: Node) -> SourceLocation {
    if link.isBareAddress || link.firstChild?.isAutolinkText ?? false, let text = link.firstChild {
      return location(ofText: text.literal, in: link)
    }
    var last = link.lastChild
    while let child = last?.lastChild { last = child }
    beginSearch()
    guard
      let (offset, isWritten) = locator?.findDestination(
        link.destination, textEnd: last?.literal.suffix(4) ?? UnsafeRawBufferPointer(start: nil, count: 0)[...])
    else { return lineLocation(of: link) }
    return isWritten ? editor.source.location(at: offset) : editor.source.lineLocation(at: offset)
  }

  /// Where `text`, which is in `node`, is written in the current block; only the line of `node` if it is not found.
  private mutating func location(ofText text: UnsafeRawBufferPointer, in node: Node) -> SourceLocation {
    beginSearch()
    return locator?.find(text).map { editor.source.location(at: $0) } ?? lineLocation(of: node)
  }

  mutating func lineLocation(of node: Node) -> SourceLocation {
    let line = node.startLine
    if line > 0 { return editor.source.lineLocation(at: editor.sourceOffset(line: line)) }
    return editor.source.lineLocation(at: locator?.cursor ?? block.map { editor.sourceRange(of: $0).lowerBound } ?? 0)
  }

  mutating func beginSearch() {
    guard locator == nil, let block else { return }
    locator = InlineLocator(editor.source.bytes, in: editor.sourceRange(of: block), hasDefinitions: hasDefinitions)
  }
}
