internal import CCMark

/// Bare addresses that libcmark would take apart: `https://example.org/__init__.py` has strong emphasis in it.
///
/// GitHub reads an address before the marks in it. Here libcmark has read the marks first; where its tree shows that an
/// address in text ran into some, the text is parsed again with those characters shielded.
struct ShieldedAddresses {
  /// By line of the text, how far before the line's end bytes are to be shielded.
  private var distances: [Int: [Int]] = [:]

  /// Up to where the source belongs to an address that has been found.
  private var end = 0

  /// Finds the addresses that are cut in `parsed`; nil where there are none.
  init?(in parsed: borrowing ParsedText, smart: Bool) {
    var openLinks = 0
    var alignment: Alignment?
    let walk = Walk(parsed.tree.root)
    while let (node, isEntered) = walk.next() {
      switch node.type {
      case CMARK_NODE_TEXT where openLinks == 0:
        for start in Self.cuts(in: node, smart: smart) {
          guard let block = node.blockOfInlines else { continue }
          if alignment?.block != block { alignment = Alignment(block, in: parsed.source, smart: smart) }
          if let word = alignment?.word(atByte: start, of: node) { shield(word, parsed.source) }
        }
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE: openLinks += isEntered ? 1 : -1
      default: break
      }
    }
    if distances.isEmpty { return nil }
  }

  /// `text`, from which the tree was parsed, with shields. Passes write into lines only at their start, so that places
  /// are counted from the end.
  func shielding(_ text: [UInt8], _ options: MarkdownOptions) -> [UInt8] {
    let source = SourceText(text, from: options)
    var shielded = text
    for (line, distances) in distances {
      let lineEnd = source.range(ofLine: line).upperBound
      for distance in distances where distance <= lineEnd {
        let offset = lineEnd - distance
        shielded[offset] = Escapes.shield(for: text[offset]) ?? text[offset]
      }
    }
    return shielded
  }

  /// Where in the literal of `node` addresses begin that something cuts: markup behind the node, or signs of smart
  /// punctuation.
  private static func cuts(in node: Node, smart: Bool) -> [Int] {
    let literal = node.literal
    guard literal.firstIndex(of: UInt8(ascii: ":"), from: 0) != nil || literal.has("www") else { return [] }
    let isCutAtEnd =
      switch node.next?.type {
      case nil, CMARK_NODE_SOFTBREAK?, CMARK_NODE_LINEBREAK?: false
      default: true
      }
    let addresses = BareAddresses(.pages, in: Escapes.unshielded(literal), startsFree: node.startsFree, isInRow: true)
    return addresses.found.filter { address in
      isCutAtEnd && address.wholeEnd == literal.count || smart && literal[address.range].contains(0xE2)
    }.map(\.range.lowerBound)
  }

  private mutating func shield(_ word: (bytes: [UInt8], sourceOffsets: [Int]), _ source: SourceText) {
    guard let first = word.sourceOffsets.first, first >= end,
      let address = BareAddresses(.pages, in: Escapes.unshielded(word.bytes)).found.first,
      address.range.lowerBound == 0
    else { return }
    end = word.sourceOffsets[address.range.upperBound - 1] + 1
    var offset = 0
    while offset < address.range.upperBound {
      if word.bytes[offset] == UInt8(ascii: "\\") {
        // What a backslash escapes needs no shield.
        offset += 2
        continue
      }
      if Escapes.shield(for: word.bytes[offset]) != nil {
        let place = word.sourceOffsets[offset]
        let line = source.line(around: place, from: 1)
        distances[line, default: []].append(source.range(ofLine: line).upperBound - place)
      }
      offset += 1
    }
  }
}

extension ParsedText {
  /// `text` as libcmark reads it where bare addresses are whole; nil where that takes longer than the options allow.
  static func read(_ text: [UInt8], _ triggers: Triggers, _ options: MarkdownOptions) -> ParsedText? {
    guard var parsed = ParsedText(text, triggers, options) else { return nil }
    guard triggers.urls || triggers.hosts, Escapes.canShield(in: text) else { return parsed }
    var shielded = text
    // An address that is whole may uncover the next one.
    for _ in 0..<3 {
      guard let addresses = ShieldedAddresses(in: parsed, smart: options.smart) else { break }
      shielded = addresses.shielding(shielded, options)
      guard let again = ParsedText(shielded, triggers, options) else { return nil }
      parsed = again
      parsed.isShielded = true
    }
    return parsed
  }
}
