internal import CCMark

extension Edit {
  /// Runs the passes that look at one kind of block each, after one walk that finds the blocks for them all.
  mutating func editBlocks(_ triggers: Triggers, in root: Node) {
    var quotations: [Node] = []
    var items: [Node] = []
    var paragraphs: [Node] = []
    var headings: [Node] = []
    for node in Blocks(below: root) {
      switch node.type {
      case CMARK_NODE_BLOCK_QUOTE where triggers.callouts || triggers.attributions: quotations.append(node)
      case CMARK_NODE_ITEM where triggers.tasks: items.append(node)
      case CMARK_NODE_PARAGRAPH where triggers.figures: paragraphs.append(node)
      case CMARK_NODE_HEADING where triggers.headingIDs: headings.append(node)
      default: break
      }
    }
    for paragraph in paragraphs { makeFigure(of: paragraph) }
    for item in items { makeTask(of: item) }
    for heading in headings { takeID(of: heading) }
    for quotation in quotations where !makeCallout(of: quotation) { makePullQuote(of: quotation) }
  }
}
