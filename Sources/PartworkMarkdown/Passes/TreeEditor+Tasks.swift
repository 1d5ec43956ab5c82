internal import CCMark

extension TreeEditor {
  /// Turns `[ ]` and `[x]` at the start of an item into a checkbox, labelled by the rest of its paragraph.
  mutating func makeTask(of item: Node) {
    guard let paragraph = item.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH, let mark = paragraph.firstChild,
      let isDone = isTaskDone(paragraph)
    else { return }
    let box = "<label><input type=\"checkbox\"\(isDone ? " checked=\"\"" : "") disabled=\"\" /> "
    Node.inline(box.utf8).insert(before: mark)
    var rest = Optional(mark)
    switch mark.type {
    case CMARK_NODE_TEXT: mark.setLiteral(Array(mark.literal.dropFirst(3)))
    default:
      // `[x]` is defined somewhere, which made it a link.
      rest = mark.next
      mark.remove()
    }
    if let text = rest, text.type == CMARK_NODE_TEXT {
      text.setLiteral(Array(text.literal.drop(while: isSpace)))
      rest = text.literal.isEmpty ? text.next : nil
    }
    if let end = rest, end.type == CMARK_NODE_SOFTBREAK || end.type == CMARK_NODE_LINEBREAK { end.remove() }
    paragraph.append(.inline("</label>".utf8))
  }

  /// Whether the task that `paragraph` begins with is done; nil if it does not begin with one. The source is read,
  /// since the brackets need white space after them, which libcmark drops at the end of a line.
  private mutating func isTaskDone(_ paragraph: Node) -> Bool? {
    let text = source.bytes[sourceOffset(line: paragraph.startLine, column: paragraph.startColumn)...].prefix(4)
    guard text.count == 4, let first = text.first, let last = text.last, first == UInt8(ascii: "["),
      text[text.startIndex + 2] == UInt8(ascii: "]"), last == UInt8(ascii: " ") || last == UInt8(ascii: "\t")
    else { return nil }
    let box = text[text.startIndex + 1]
    return asciiLowercased(box) == UInt8(ascii: "x") ? true : isSpace(box) ? false : nil
  }
}
