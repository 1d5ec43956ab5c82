internal import CCMark

/// The lines of a paragraph that are a table.
struct TableLines {
  /// The line of the header, and that of the last row, or of the delimiters where there is none.
  let lines: ClosedRange<Int>

  /// Whether the paragraph has no other lines.
  let isWhole: Bool

  /// The last row, where libcmark has taken it for the line of dashes below a heading, and what is below for other text.
  let underline: Int?

  private let alignments: [TableSyntax.Alignment?]

  /// The rows, the first of which is the header, and the cells of all of them.
  private let rows: [Row]
  private let cells: [Range<Int>]

  private struct Row {
    let line: Int
    let lineStart: Int
    /// Of the cells of the table.
    let cells: Range<Int>
  }

  /// Reads `block`, in whose lines one of `delimiters` stands; nil where that makes no table.
  init?(
    _ block: Node, _ delimiters: ArraySlice<Int>, in containers: TableContainers, _ source: inout SourceText
  ) {
    let last = Self.lastLine(of: block, containers, &source)
    // The line of dashes that makes a heading may be a row of a table, but not its delimiter row.
    let lastDelimiter = block.type == CMARK_NODE_HEADING ? last - 1 : last
    for delimiter in delimiters {
      guard delimiter <= lastDelimiter, delimiter > block.startLine else { return nil }
      let below = containers.read(delimiter, in: &source)
      let header = containers.read(delimiter - 1, in: &source)
      guard !below.isLazy, below.indent <= 3, !header.isLazy,
        let columns = TableSyntax.delimiters(source.bytes[below.content])
      else { continue }
      let start = delimiter - 1 == block.startLine ? Self.start(of: block, &source) : header.content.lowerBound
      let text = source.bytes[start..<header.content.upperBound]
      var cells: [Range<Int>] = []
      var rows = [Self.row(delimiter - 1, text, &source, &cells)]
      // A table of one column needs a pipe to be told from text above a line of dashes.
      guard columns.count == cells.count, Self.hasPipe(text) || Self.hasPipe(source.bytes[below.content]) else {
        continue
      }
      var line = delimiter + 1
      while line <= last {
        let read = containers.read(line, in: &source)
        let text = source.bytes[read.content]
        if read.isLazy || read.indent > 3 || TableSyntax.endsTable(text) { break }
        rows.append(Self.row(line, text, &source, &cells))
        line += 1
      }
      self.rows = rows
      self.cells = cells
      alignments = columns
      lines = delimiter - 1...line - 1
      underline = block.type == CMARK_NODE_HEADING && line > last ? last : nil
      isWhole = delimiter - 1 == block.startLine && line > last && underline == nil
      return
    }
    return nil
  }

  private static func row(
    _ line: Int, _ text: ArraySlice<UInt8>, _ source: inout SourceText, _ cells: inout [Range<Int>]
  ) -> Row {
    let first = cells.count
    TableSyntax.append(cellsOf: text, to: &cells)
    return Row(line: line, lineStart: source.range(ofLine: line).lowerBound, cells: first..<cells.count)
  }

  /// The last line of `block`, which for a heading is the one of dashes. libcmark lets a heading that is not the last
  /// block end on the line below.
  private static func lastLine(of block: Node, _ containers: TableContainers, _ source: inout SourceText) -> Int {
    let last = block.endLine
    guard block.type == CMARK_NODE_HEADING, last > block.startLine + 1 else { return last }
    let text = source.bytes[containers.read(last - 1, in: &source).content]
    let isUnderline = text.first.map { first in "-=".utf8.contains(first) && text.allSatisfy { $0 == first } } ?? false
    return isUnderline ? last - 1 : last
  }

  private static func start(of block: Node, _ source: inout SourceText) -> Int {
    let line = source.range(ofLine: block.startLine)
    return min(line.lowerBound + block.startColumn - 1, line.upperBound)
  }

  private static func hasPipe(_ text: ArraySlice<UInt8>) -> Bool { text.contains(UInt8(ascii: "|")) }
}

extension TableLines {
  /// Writes, in place of each of the lines, a heading without text that is as long, into `text`.
  ///
  /// A heading needs one byte, ends the paragraph before it, has one line and is in no container that its line has not
  /// the marks of: the parser reads all around it as GitHub's does around a table. But a row that was taken for an
  /// underline is written as text, so that rows below it come to their table first.
  func setApart(in text: inout [UInt8], _ block: Node, _ containers: TableContainers, _ source: inout SourceText) {
    if let underline {
      text[containers.read(underline, in: &source).content.lowerBound] = UInt8(ascii: "x")
      return
    }
    for line in lines {
      let read = containers.read(line, in: &source)
      let start = line == block.startLine ? Self.start(of: block, &source) : read.start
      for offset in start..<read.content.upperBound { text[offset] = UInt8(ascii: " ") }
      text[start] = UInt8(ascii: "#")
    }
  }

  /// Whether `heading`, which is on the header's line, and those behind it stand for the lines.
  func areStoodFor(by heading: Node) -> Bool {
    var node = Optional(heading)
    for line in lines {
      guard let heading = node, heading.type == CMARK_NODE_HEADING, heading.startLine == line,
        heading.firstChild == nil
      else { return false }
      node = heading.next
    }
    return true
  }

  /// Puts the table in the place of `node`: the paragraph that it is the whole of, or the first of the headings that
  /// stand for it.
  func put(_ table: Node, inPlaceOf node: Node) {
    table.insert(before: node)
    if !isWhole { for _ in lines.dropFirst() { node.next?.remove() } }
    node.remove()
  }
}

extension TableLines {
  /// Puts every text of the table into `annex`, in the order in which `node` takes them out.
  func write(to annex: inout Annex, _ source: SourceText) {
    for row in rows {
      for cell in cells[row.cells].prefix(alignments.count) where !TableSyntax.isPlain(source.bytes[cell]) {
        annex.append(cell: TableSyntax.unescaped(source.bytes[cell]))
      }
    }
  }

  /// The block of the table. Of the cells that its rows do not have, `spareCells` may still be written, and are taken
  /// off.
  func node(_ reading: inout Annex.Reading, _ source: SourceText, spareCells: inout Int) -> Node {
    var table = TableNode(alignments)
    table.html.append(contentsOf: "<thead>\n".utf8)
    append(rows[0], .head, to: &table, &reading, source, &spareCells)
    table.html.append(contentsOf: "</thead>\n".utf8)
    if rows.count > 1 {
      table.html.append(contentsOf: "<tbody>\n".utf8)
      for row in rows.dropFirst() { append(row, .body, to: &table, &reading, source, &spareCells) }
      table.html.append(contentsOf: "</tbody>\n".utf8)
    }
    return table.finished(at: Place(line: lines.lowerBound, column: 1, kind: .cell))
  }

  private func append(
    _ row: Row, _ part: TableNode.Part, to table: inout TableNode, _ reading: inout Annex.Reading,
    _ source: SourceText, _ spareCells: inout Int
  ) {
    table.html.append(contentsOf: "<tr>\n".utf8)
    for column in alignments.indices.prefix(row.cells.count) {
      let cell = cells[row.cells.lowerBound + column]
      if !TableSyntax.isPlain(source.bytes[cell]), let inlines = reading.takeCell() {
        let place = Place(line: row.line, column: cell.lowerBound - row.lineStart + 1, kind: .cell)
        table.append(childrenOf: inlines, part, column, at: place)
      } else {
        table.append(source.bytes[cell], part, column)
      }
    }
    let missing = alignments.indices.dropFirst(row.cells.count).prefix(spareCells)
    spareCells -= missing.count
    for column in missing { table.append([], part, column) }
    table.html.append(contentsOf: "</tr>\n".utf8)
  }
}
