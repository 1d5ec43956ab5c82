internal import CCMark

extension Edit {
  /// Runs the passes that read text: the marks of notes and addresses first, then strikethrough, so that the tildes of
  /// an address stay as they are.
  mutating func editTexts(_ triggers: Triggers, in root: Node) {
    var texts: [Node] = []
    var struckParents: [Node] = []
    var openLinks = 0
    let walk = Walk(root)
    while let (node, isEntered) = walk.next() {
      switch node.type {
      case CMARK_NODE_TEXT:
        let literal = node.literal
        if triggers.strikethrough, literal.contains("~"), let parent = node.parent, struckParents.last != parent,
          !node.isAutolinkText
        {
          struckParents.append(parent)
        }
        if openLinks == 0, triggers.mayMark(literal) { texts.append(node) }
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: openLinks += isEntered ? 1 : -1
      default: break
      }
    }
    // Everything is found before anything is changed, while the tree still is that of the source.
    restartPlaces()
    var edits: [(run: TextRun, replacements: [TextRun.Replacement])] = []
    for text in texts {
      let run = TextRun(text, smart: options.smart, isShielded: isShielded)
      let replacements = replacements(in: run, triggers)
      if !replacements.isEmpty { edits.append((run, replacements)) }
    }
    placeInlines(besides: edits.map(\.run.node), struckParents)
    for edit in edits { edit.run.replace(edit.replacements) }
    var isStruck: Set<Node> = []
    for parent in struckParents where isStruck.insert(parent).inserted { strikeThrough(in: parent) }
  }

  /// What gives way in `run` to marks of notes and to links, which get their places, in order. A mark without a note is
  /// warned of.
  private mutating func replacements(in run: TextRun, _ triggers: Triggers) -> [TextRun.Replacement] {
    var missing: [(offset: Int, label: String)] = []
    let marks = triggers.footnotes ? footnoteMarks(in: run, missing: &missing) : []
    let links = triggers.autolinks ? autolinks(in: run, triggers, besides: marks) : []
    // Places have to be asked for in their order.
    var rest = missing[...]
    func warnOfMarks(before end: Int) {
      while let mark = rest.first, mark.offset < end {
        warn(
          "there is no note `[^\(mark.label)]:`", at: place(ofByte: mark.offset, of: run.node),
          hint: Self.hint(onMarkupIn: mark.label)
            ?? "write one, or `\\[^\(mark.label)]` if the brackets are meant to be read")
        rest.removeFirst()
      }
    }
    for link in links {
      warnOfMarks(before: link.range.lowerBound)
      link.nodes[0].place = place(ofByte: link.range.lowerBound, of: run.node, kind: .address)
    }
    warnOfMarks(before: .max)
    return (marks + links).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Tells the links and raw HTML of the blocks that are about to change their places.
  private func placeInlines(besides texts: [Node], _ parents: [Node]) {
    var last: Node?
    var seen: Set<Node> = []
    func place(_ block: Node?) {
      guard let block, block != last else { return }
      last = block
      if seen.insert(block).inserted { Alignment(block, in: source, smart: options.smart).placeAll(in: source) }
    }
    for text in texts { place(text.blockOfInlines) }
    for parent in parents { place(parent.holdsInlines ? parent : parent.blockOfInlines) }
  }
}

extension Triggers {
  /// Whether a text node may have part in a note's mark or an address.
  fileprivate func mayMark(_ literal: UnsafeRawBufferPointer) -> Bool {
    footnotes && literal.has("[^") || urls && literal.contains(":") || emails && literal.contains("@")
      || hosts && literal.has("www")
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func contains(_ character: Unicode.Scalar) -> Bool {
    firstIndex(of: UInt8(ascii: character), from: 0) != nil
  }
}

extension Node {
  /// Whether the text is that of an address in pointed brackets, in which nothing is markup.
  fileprivate var isAutolinkText: Bool {
    guard let parent, parent.type == CMARK_NODE_LINK, next == nil, previous == nil else { return false }
    let destination = parent.destination
    return destination.elementsEqual(literal)
      || destination.starts(with: "mailto:".utf8) && destination.dropFirst(7).elementsEqual(literal)
  }
}
