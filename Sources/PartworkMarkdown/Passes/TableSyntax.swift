/// The rules for the lines of GitHub's tables.
enum TableSyntax {
  enum Alignment: Hashable {
    case left
    case center
    case right
  }

  /// The columns that `line`, without indentation, sets as the delimiter row of a table (`| --- | :-: |`); nil where it
  /// is none.
  static func delimiters(_ line: ArraySlice<UInt8>) -> [Alignment?]? {
    guard let first = line.first,
      first == UInt8(ascii: "|") || first == UInt8(ascii: "-") || first == UInt8(ascii: ":"),
      line.allSatisfy(isDelimiter)
    else { return nil }
    var columns: [Alignment?] = []
    for cell in cells(line) {
      let text = line[cell]
      let dashes = text.drop { $0 == UInt8(ascii: ":") }
      let end = dashes.drop { $0 == UInt8(ascii: "-") }
      let isLeft = dashes.startIndex == text.startIndex + 1
      let isRight = end.count == 1 && end.first == UInt8(ascii: ":")
      guard dashes.startIndex - text.startIndex <= 1, end.startIndex > dashes.startIndex, end.isEmpty || isRight else {
        return nil
      }
      columns.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : nil)
    }
    return columns.isEmpty ? nil : columns
  }

  /// The cells of a row: the ranges between pipes that no backslash escapes, without white space at their ends.
  static func cells(_ line: ArraySlice<UInt8>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    append(cellsOf: line, to: &cells)
    return cells
  }

  /// Appends the cells of a row to those of others.
  static func append(cellsOf line: ArraySlice<UInt8>, to cells: inout [Range<Int>]) {
    let line = trimmed(line)
    var start = line.first == UInt8(ascii: "|") ? line.startIndex + 1 : line.startIndex
    var offset = start
    while offset < line.endIndex {
      if line[offset] == UInt8(ascii: "\\") {
        // As in cmark-gfm, a backslash escapes a pipe even if it is itself escaped.
        offset += offset + 1 < line.endIndex && line[offset + 1] == UInt8(ascii: "|") ? 2 : 1
      } else {
        if line[offset] == UInt8(ascii: "|") {
          cells.append(range(of: trimmed(line[start..<offset])))
          start = offset + 1
        }
        offset += 1
      }
    }
    if start < line.endIndex { cells.append(range(of: trimmed(line[start...]))) }
  }

  /// Whether `line`, without white space at its ends, which libcmark has taken for more text of a paragraph, is not a
  /// row: it is a lone pipe, or begins a block that may not interrupt a paragraph but may follow a table.
  static func endsTable(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first else { return true }
    let rest = line.dropFirst()
    switch first {
    case UInt8(ascii: "|"): return rest.isEmpty
    case UInt8(ascii: "+"), UInt8(ascii: "*"): return isItemText(rest)
    case UInt8(ascii: "-"): return isItemText(rest) || line.count >= 3 && line.allSatisfy { $0 == first }
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let behind = line.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      let isMark = behind.first == UInt8(ascii: ".") || behind.first == UInt8(ascii: ")")
      return isMark && behind.startIndex - line.startIndex <= 9 && isItemText(behind.dropFirst())
    case UInt8(ascii: "<"): return isTag(line)
    default: return false
    }
  }

  /// Whether what stands behind the mark of an item makes it one.
  private static func isItemText(_ text: ArraySlice<UInt8>) -> Bool { text.first.map(isSpace) ?? true }

  /// The text of a cell for the inline parser: `\|` is a pipe, in code too.
  static func unescaped(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(cell.count)
    var offset = cell.startIndex
    while offset < cell.endIndex {
      if cell[offset] == UInt8(ascii: "\\"), offset + 1 < cell.endIndex, cell[offset + 1] == UInt8(ascii: "|") {
        offset += 1
      }
      text.append(cell[offset])
      offset += 1
    }
    return text
  }

  /// Whether nothing in `cell` could be markup, an escape, smart punctuation or an address, or be escaped in HTML.
  static func isPlain(_ cell: ArraySlice<UInt8>) -> Bool { cell.allSatisfy { !isMarkup[Int($0)] } }

  static func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence
  where Bytes.Index == Int {
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end]
  }

  private static func range(of slice: ArraySlice<UInt8>) -> Range<Int> { slice.startIndex..<slice.endIndex }
}

/// Whether `byte` may stand in a delimiter row.
private func isDelimiter(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "-") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":") || isSpace(byte)
}

/// By byte, whether libcmark's inline parser or a pass looks at it, HTML escapes it, or it ends a line or a text.
private let isMarkup: [Bool] = {
  let marks = Set("\0\r\n\\`*_[]<>&!\"'.-~:@".utf8)
  // Control characters may shield others.
  return (0...255).map { $0 < 0x20 || marks.contains($0) }
}()
