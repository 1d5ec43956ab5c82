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
        if triggers.strikethrough, literal.contains("~"), let parent = node.parent, struckParents.last != parent {
          struckParents.append(parent)
        }
        if openLinks == 0, triggers.mayMark(literal) { texts.append(node) }
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: openLinks += isEntered ? 1 : -1
      default: break
      }
    }
    for text in texts { editText(TextRun(text, smart: options.smart), triggers) }
    var isStruck: Set<Node> = []
    for parent in struckParents where isStruck.insert(parent).inserted { strikeThrough(in: parent) }
  }

  private mutating func editText(_ run: TextRun, _ triggers: Triggers) {
    var replacements: [TextRun.Replacement] = []
    if triggers.footnotes { replacements += footnoteMarks(in: run) }
    if triggers.autolinks { replacements += autolinks(in: run, besides: replacements) }
    if replacements.isEmpty { return }
    run.replace(replacements.sorted { $0.range.lowerBound < $1.range.lowerBound })
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
