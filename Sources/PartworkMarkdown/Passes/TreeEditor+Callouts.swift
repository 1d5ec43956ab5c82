internal import CCMark

/// The kinds of callout, as GitHub names them.
private let calloutKinds: [String: DocumentLabel] = [
  "note": .note, "tip": .tip, "important": .important, "warning": .warning, "caution": .caution,
]

extension TreeEditor {
  /// Turns a block quote that begins with `[!NOTE]` into a callout, with the rest of that line or its kind as the
  /// title; false if it does not.
  mutating func makeCallout(of quotation: Node) -> Bool {
    guard let paragraph = quotation.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH, let text = paragraph.firstChild,
      text.type == CMARK_NODE_TEXT, text.literal.starts(with: "[!".utf8),
      let close = text.literal.prefix(16).firstIndex(of: UInt8(ascii: "]"))
    else { return false }
    let kind = String(decoding: text.literal[2..<close], as: UTF8.self).lowercased()
    guard let label = calloutKinds[kind] else { return false }
    let rest = Array(text.literal[(close + 1)...])
    guard rest.first.map(isSpace) ?? true else { return false }
    var words: [Node] = []
    var next = text.next
    while let node = next, node.type != CMARK_NODE_SOFTBREAK, node.type != CMARK_NODE_LINEBREAK {
      words.append(node)
      next = node.next
    }
    let isBare = rest.allSatisfy(isSpace) && words.isEmpty
    if isBare, next == nil, paragraph.next == nil { return false }

    let title = Node.wrapper("<p class=\"callout-title\">".utf8, "</p>\n".utf8)
    let line = paragraph.startLine
    setOrigin(of: title, lines: line, line)
    if next != nil { setOrigin(of: paragraph, lines: line + 1, paragraph.endLine) }
    title.append(isBare ? .inline(slots.mark(.label(label))) : .text(rest.drop(while: isSpace)))
    for node in words { title.append(node) }
    text.remove()
    next?.remove()
    if paragraph.firstChild == nil { paragraph.remove() }

    let callout = Node.block("<div class=\"callout callout-\(kind)\" role=\"note\">".utf8, "</div>".utf8)
    callout.append(title)
    callout.takeChildren(of: quotation)
    callout.insert(before: quotation)
    quotation.remove()
    return true
  }
}
