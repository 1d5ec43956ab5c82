extension SourceText {
  /// The offset of the destination of `link`, a link or an image that ends on `line`; nil where it is not written there
  /// as libcmark decoded it, as in a link by reference.
  mutating func find(_ link: Node, line: Int, from origin: InlineOrigin) -> Int? {
    if let place = link.place { return origin.offset(of: place.column, on: line, in: &self) }
    let wanted = Array(link.destination)
    let range = range(ofLine: line)
    let end = origin.offset(of: link.endColumn, on: line, in: &self)
    var start = origin.offset(of: link.startColumn, on: line, in: &self)
    let opens = start < end && (bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "!"))
    // A link by reference ends with a bracket, and its destination stands elsewhere.
    if wanted.isEmpty || opens && bytes[end - 1] == UInt8(ascii: "]") { return nil }
    if !opens { start = range.lowerBound }
    // A destination may stand on the line below its link's text, and an autolink's columns are vague: look there too.
    start = max(start, end - reach)
    return last(wanted, in: start..<max(start, end))
      ?? first(wanted, in: start..<max(start, min(self.range(ofLine: line + 1).upperBound, end + reach)))
  }

  /// How far a destination is looked for, so that many links on one long line take linear time.
  private var reach: Int { 2048 }

  private func last(_ wanted: [UInt8], in range: Range<Int>) -> Int? {
    guard range.count >= wanted.count else { return nil }
    return (range.lowerBound...range.upperBound - wanted.count).reversed().first { matches(wanted, at: $0) }
  }

  private func first(_ wanted: [UInt8], in range: Range<Int>) -> Int? {
    guard range.count >= wanted.count else { return nil }
    return (range.lowerBound...range.upperBound - wanted.count).first { matches(wanted, at: $0) }
  }

  /// Whether `wanted` stands at `offset` as a destination does: behind `(` or `<`, with nothing of it left over.
  private func matches(_ wanted: [UInt8], at offset: Int) -> Bool {
    let end = offset + wanted.count
    guard offset > 0, end <= bytes.count, wanted.first.map({ $0 == bytes[offset] }) ?? true,
      bytes[offset..<end].elementsEqual(wanted)
    else { return false }
    if end < bytes.count, !isSpace(bytes[end]), bytes[end] != UInt8(ascii: ")"), bytes[end] != UInt8(ascii: ">") {
      return false
    }
    var before = offset - 1
    while before > 0, isSpace(bytes[before]) { before -= 1 }
    return bytes[before] == UInt8(ascii: "(") || bytes[before] == UInt8(ascii: "<")
  }
}

/// Whether `byte` is a space, a tab or the end of a line.
func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}
