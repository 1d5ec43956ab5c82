internal import CCMark

extension Edit {
  /// Takes `{#my-id}` off the end of a heading and makes it the heading's id.
  mutating func takeID(of heading: Node) {
    guard let last = heading.lastChild, last.type == CMARK_NODE_TEXT, last.literal.last == UInt8(ascii: "}") else {
      return
    }
    let run = TextRun(last, smart: options.smart, isShielded: isShielded)
    guard let open = run.text.lastIndex(of: UInt8(ascii: "{")), run.text[(open + 1)...].first == UInt8(ascii: "#")
    else { return }
    let id = run.text[(open + 2)...].dropLast()
    guard !id.isEmpty, id.allSatisfy(isInID) else { return }
    let name = String(decoding: id, as: UTF8.self)
    if !slugs.take(name) {
      warn(
        "the id `\(name)` is set twice", at: place(ofByte: run.literalRange(open..<open + 1).lowerBound, of: last),
        hint: "links lead to the first heading that has it; set another")
    }
    var end = open
    while end > 0, isSpace(run.text[end - 1]) { end -= 1 }
    run.replace([TextRun.Replacement(range: run.literalRange(end..<run.text.count), nodes: [])])
    setIDs[heading] = name
  }
}

/// Letters, digits, `-`, `_`, `.` and `:`, and all that is not ASCII.
private func isInID(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"),
    0x80..<Escapes.firstByte:
    true
  default: false
  }
}
