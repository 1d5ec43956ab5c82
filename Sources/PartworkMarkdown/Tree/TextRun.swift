internal import CCMark

/// The text of a text node as the writer typed it: with straight quotes, hyphens and dots again.
///
/// An address such as `https://example.org/a--b` is read in it, and the rest of the node keeps its typography.
struct TextRun {
  let node: Node
  let text: [UInt8]

  /// The text as readers see it, in as many bytes as the node has.
  let literal: [UInt8]

  /// Where the typed text and that of the node run apart: the offset behind a sign, in each of them.
  private var breaks: [(typed: Int, literal: Int)] = []

  init(_ node: Node, smart: Bool, isShielded: Bool) {
    self.node = node
    literal = isShielded ? Escapes.unshielded(node.literal) : Array(node.literal)
    guard smart, literal.firstIndex(of: 0xE2, from: 0) != nil else {
      text = literal
      return
    }
    // A sign that the writer typed in an address is shielded.
    let literal = node.literal
    var typed: [UInt8] = []
    var offset = 0
    while offset < literal.count {
      if literal[offset] == 0xE2, offset + 2 < literal.count, literal[offset + 1] == 0x80,
        let sign = typedSigns[literal[offset + 2]]
      {
        typed += sign
        offset += 3
        breaks.append((typed.count, offset))
      } else {
        typed.append(literal[offset])
        offset += 1
      }
    }
    text = isShielded ? Escapes.unshielded(typed) : typed
  }

  /// Where in the node's literal the typed text at `range` stands; within a sign, where nothing is cut in practice, the
  /// sign goes to what is cut.
  func literalRange(_ range: Range<Int>) -> Range<Int> {
    let start = literalOffset(of: range.lowerBound)
    return start..<max(start, literalOffset(of: range.upperBound))
  }

  private func literalOffset(of offset: Int) -> Int {
    var next = 0
    var high = breaks.count
    while next < high {
      let middle = (next + high) / 2
      if breaks[middle].typed > offset { high = middle } else { next = middle + 1 }
    }
    let shift = next > 0 ? breaks[next - 1].literal - breaks[next - 1].typed : 0
    return min(offset + shift, next < breaks.endIndex ? breaks[next].literal : literal.count)
  }
}

/// By their third byte in UTF-8, the signs of smart punctuation as they are typed.
private let typedSigns: [UInt8: [UInt8]] = [
  0x93: Array("--".utf8), 0x94: Array("---".utf8), 0x98: Array("'".utf8), 0x99: Array("'".utf8),
  0x9C: Array("\"".utf8), 0x9D: Array("\"".utf8), 0xA6: Array("...".utf8),
]

extension TextRun {
  /// A part of a run's literal that gives way to other nodes.
  struct Replacement {
    let range: Range<Int>
    let nodes: [Node]
  }

  /// Puts `replacements`, which are in order and do not overlap, into the tree; the run is spent.
  func replace(_ replacements: [Replacement]) {
    let literal = node.literal
    var kept = 0
    for replacement in replacements {
      if kept < replacement.range.lowerBound {
        Node.text(literal[kept..<replacement.range.lowerBound]).insert(before: node)
      }
      for new in replacement.nodes { new.insert(before: node) }
      kept = max(kept, replacement.range.upperBound)
    }
    if kept < literal.count { Node.text(literal[kept...]).insert(before: node) }
    node.remove()
  }
}
