internal import CCMark

extension Edit {
  /// Turns `[ ]` and `[x]` at the start of an item into a checkbox, labelled by the rest of its paragraph.
  func makeTask(of item: Node) {
    guard let paragraph = item.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH, let text = paragraph.firstChild,
      text.type == CMARK_NODE_TEXT
    else { return }
    let literal = text.literal
    guard literal.count > 3, literal[0] == UInt8(ascii: "["), literal[2] == UInt8(ascii: "]"), isSpace(literal[3])
    else {
      return
    }
    let isDone: Bool
    switch literal[1] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): isDone = false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): isDone = true
    default: return
    }
    let label = Array(literal.dropFirst(3).drop(while: isSpace))
    paragraph.place = Place(
      line: paragraph.startLine, column: paragraph.startColumn + literal.count - label.count)
    let box = "<label><input type=\"checkbox\"\(isDone ? " checked=\"\"" : "") disabled=\"\" /> "
    Node.inline(box.utf8).insert(before: text)
    text.setLiteral(label)
    paragraph.append(.inline("</label>".utf8))
  }
}
