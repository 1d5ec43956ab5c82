/// A table as it is written: its columns, and the places of its cells in the source.
struct TableSource {
  enum ColumnAlignment: String {
    case left, center, right
  }

  struct Cell {
    let text: Range<Int>
    /// Whether nothing in it could be markup, an escape, smart punctuation or an address, or be escaped in HTML.
    let isPlain: Bool
  }

  let columns: [ColumnAlignment?]

  /// The offset of the header's line.
  let line: Int

  /// The cells of all rows, and those of each; the first row is the header.
  private(set) var cells: [Cell] = []
  private(set) var rows: [Range<Int>] = []

  /// Reads the first two lines of a table, without indentation; nil if they do not begin a table.
  init?(header: Slice<UnsafeRawBufferPointer>, _ delimiters: Slice<UnsafeRawBufferPointer>, line: Int) {
    guard let columns = Self.columns(delimiters) else { return nil }
    self.columns = columns
    self.line = line
    append(row: header)
    // A table of one column needs a pipe to be different from text above a line of dashes.
    guard cells.count == columns.count,
      header.contains(UInt8(ascii: "|")) || delimiters.contains(UInt8(ascii: "|"))
    else { return nil }
  }

  mutating func append(row: Slice<UnsafeRawBufferPointer>) {
    let first = cells.count
    Self.forEachCell(row) { cell in
      cells.append(Cell(text: cell.startIndex..<cell.endIndex, isPlain: cell.allSatisfy { !isMarkup[Int($0)] }))
    }
    rows.append(first..<cells.count)
  }

  /// The cells of a row that the table has columns for.
  func cells(ofRow row: Range<Int>) -> ArraySlice<Cell> { cells[row].prefix(columns.count) }

  /// The columns that a line such as `| --- | :-: |` sets.
  private static func columns(_ line: Slice<UnsafeRawBufferPointer>) -> [ColumnAlignment?]? {
    guard let first = line.first, "|-:".utf8.contains(first),
      line.allSatisfy({ "-|:".utf8.contains($0) || isSpace($0) })
    else { return nil }
    var columns: [ColumnAlignment?] = []
    var isValid = true
    forEachCell(line) { cell in
      let isLeft = cell.first == UInt8(ascii: ":")
      let isRight = cell.last == UInt8(ascii: ":") && cell.count > 1
      let dashes = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
      isValid = isValid && !dashes.isEmpty && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
      columns.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : nil)
    }
    return isValid && !columns.isEmpty ? columns : nil
  }

  /// Calls `body` with each cell of a row: what is between pipes that no backslash escapes, without white space.
  private static func forEachCell(
    _ row: Slice<UnsafeRawBufferPointer>, _ body: (Slice<UnsafeRawBufferPointer>) -> Void
  ) {
    let row = row.trimmed
    var start = row.first == UInt8(ascii: "|") ? row.startIndex + 1 : row.startIndex
    var isEscaped = false
    for offset in start..<row.endIndex {
      if row[offset] == UInt8(ascii: "|"), !isEscaped {
        body(row[start..<offset].trimmed)
        start = offset + 1
      }
      // As in cmark-gfm, a backslash escapes a pipe even if it is itself escaped.
      isEscaped = row[offset] == UInt8(ascii: "\\")
    }
    if start < row.endIndex { body(row[start...].trimmed) }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  /// The bytes without white space at both ends.
  var trimmed: Self {
    var end = endIndex
    while end > startIndex, isSpace(self[end - 1]) { end -= 1 }
    return self[..<end].drop(while: isSpace)
  }
}

/// For each byte, whether libcmark's inline parser or a pass looks at it, HTML escapes it, or it ends a line or a text.
private let isMarkup: [Bool] = (0...255).map { $0 < 0x20 || "\\`*_[]<>&!\"'.-~:@".utf8.contains(UInt8($0)) }
