internal import CCMark
import PartworkSupport

extension TreeEditor {
  /// Runs the passes that read text: marks of notes and addresses first, then strikethrough, so that the tildes in an
  /// address are left alone.
  mutating func editTexts(in root: Node) {
    var texts: [Node] = []
    var struckParents: [Node] = []
    var openLinks = 0
    let walk = TreeWalk(root)
    while let (node, isEntered) = walk.next() {
      switch node.type {
      case CMARK_NODE_TEXT:
        let literal = node.literal
        if triggers.strikethrough, literal.has("~"), let parent = node.parent, struckParents.last != parent,
          !node.isAutolinkText
        {
          struckParents.append(parent)
        }
        if openLinks == 0, triggers.mayMark(literal) { texts.append(node) }
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: openLinks += isEntered ? 1 : -1
      default: break
      }
    }
    for text in texts {
      if prepared.protection != nil, let restored = TextProtection.restored(text.literal, keepingMarks: true) {
        text.setLiteral(restored)
      }
      let marks = triggers.footnotes ? footnoteMarks(in: text) : []
      let links = triggers.autolinks ? addressLinks(in: text, besides: marks.map(\.range)) : []
      if !marks.isEmpty || !links.isEmpty {
        text.replace((marks + links).sorted { $0.range.lowerBound < $1.range.lowerBound })
      }
    }
    var isStruck: Set<Node> = []
    for parent in struckParents where isStruck.insert(parent).inserted { strikeThrough(in: parent) }
  }

  /// Links for the bare addresses in `node` that are not in the ranges `taken`. Both are in order.
  private func addressLinks(in node: Node, besides taken: [Range<Int>]) -> [(range: Range<Int>, nodes: [Node])] {
    let text = Array(node.literal)
    var found = BareAddresses(.pages, in: text, startsFree: node.startsFree, endsAtMarks: triggers.footnotes).found
    if triggers.emails {
      found += BareAddresses(.emails, in: text).found
      found.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
    var taken = taken[...]
    var links: [(range: Range<Int>, nodes: [Node])] = []
    for address in found {
      while let range = taken.first, range.upperBound <= address.range.lowerBound { taken.removeFirst() }
      if let range = taken.first, range.overlaps(address.range) { continue }
      // What is inside another address is not one itself.
      if let last = links.last, last.range.overlaps(address.range) { continue }
      let link = Node(CMARK_NODE_LINK)
      link.origin = 0..<0
      link.setDestination(Array(address.scheme.utf8) + text[address.range])
      link.append(.text(text[address.range]))
      links.append((address.range, [link]))
    }
    return links
  }
}

extension Triggers {
  /// Whether a text node may contain the mark of a note or an address.
  fileprivate func mayMark(_ literal: UnsafeRawBufferPointer) -> Bool {
    footnotes && literal.has("[^") || urls && literal.has(":") || emails && literal.has("@")
      || hosts && literal.has("www")
  }
}

extension Node {
  /// Whether an address may be at the very start of a text: after nothing, white space or the mark of emphasis.
  fileprivate var startsFree: Bool {
    switch previous?.type {
    case nil, CMARK_NODE_SOFTBREAK?, CMARK_NODE_LINEBREAK?, CMARK_NODE_EMPH?, CMARK_NODE_STRONG?: true
    default: false
    }
  }

  /// Whether the text is that of an address in angle brackets, in which nothing is markup.
  var isAutolinkText: Bool {
    guard let parent, parent.type == CMARK_NODE_LINK, next == nil, previous == nil else { return false }
    let destination = parent.destination
    return destination.elementsEqual(literal)
      || destination.starts(with: "mailto:".utf8) && destination.dropFirst(7).elementsEqual(literal)
  }
}
