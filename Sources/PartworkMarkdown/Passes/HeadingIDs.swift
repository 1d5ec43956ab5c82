internal import CCMark
internal import PartworkDiagnostics

extension TreeEditor {
  /// Takes `{#my-id}` off the end of a heading and makes it the heading's id.
  mutating func takeID(of heading: Node) {
    guard let last = heading.lastChild, last.type == CMARK_NODE_TEXT, last.literal.last == UInt8(ascii: "}") else {
      return
    }
    let text = TextProtection.restored(last.literal, keepingMarks: true) ?? Array(last.literal)
    guard let open = text.lastIndex(of: UInt8(ascii: "{")), text[(open + 1)...].first == UInt8(ascii: "#") else {
      return
    }
    let id = text[(open + 2)...].dropLast()
    guard !id.isEmpty, id.allSatisfy(isInHeadingID) else { return }
    let name = String(decoding: id, as: UTF8.self)
    if !slugs.take(name) {
      let lines = prepared.sourceRange(lines: heading.startLine, heading.endLine, in: &source)
      var locator = InlineLocator(source.bytes, in: lines, hasDefinitions: false)
      diagnostics.warning(
        "the id `\(name)` is set twice",
        at: locator.find("{#\(name)}".utf8).map { source.location(at: $0) }
          ?? source.lineLocation(at: lines.lowerBound),
        hint: "links lead to the first heading that has it; set another")
    }
    last.setLiteral(text[..<open].prefix(upTo: text[..<open].lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0))
    setIDs[heading] = name
  }
}

/// Letters, digits, `-`, `_`, `.` and `:`, and all that is not ASCII.
func isInHeadingID(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"),
    0x80...0xFF:
    true
  default: false
  }
}
