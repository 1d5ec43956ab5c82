internal import CCMark

/// The lines of a paragraph that is a table, or has one in it.
struct TableLines {
  /// The lines of text before the header, and those behind the last row.
  private let before: [Range<Int>]
  private let after: [Range<Int>]
  private let alignments: [TableSyntax.Alignment?]

  /// The rows, the first of which is the header, and the cells of all of them.
  private let rows: [Row]
  private let cells: [Range<Int>]

  private let firstLine: Int
  private let lineAfter: Int
  /// Whether a line of dashes below the last row made libcmark take the table for a heading.
  private let endsWithRule: Bool

  private struct Row {
    let line: Int
    let lineStart: Int
    /// Of the cells of the table.
    let cells: Range<Int>
  }

  /// Reads `block`, in whose lines one of `delimiters` stands; nil where that makes no table.
  init?(_ block: Node, _ delimiters: ArraySlice<Int>, in source: inout SourceText) {
    let isHeading = block.type == CMARK_NODE_HEADING
    let last = isHeading ? block.endLine - 1 : block.endLine
    let indent = Indentation(of: block)
    for delimiter in delimiters {
      guard delimiter <= last, delimiter > block.startLine else { return nil }
      var cells: [Range<Int>] = []
      var rows = [Self.row(delimiter - 1, block, &source, &cells)]
      guard indent.holds(delimiter, &source),
        let columns = TableSyntax.delimiters(source.bytes[Self.content(ofLine: delimiter, block, &source)]),
        columns.count == cells.count,
        delimiter - 1 == block.startLine || indent.holds(delimiter - 1, &source),
        Self.hasPipe(delimiter - 1, delimiter, block, &source)
      else { continue }

      var line = delimiter + 1
      while line <= last, indent.holds(line, &source) {
        rows.append(Self.row(line, block, &source, &cells))
        line += 1
      }
      var endsWithRule = false
      if isHeading, line > last {
        let underline = source.bytes[Self.content(ofLine: block.endLine, block, &source)]
        endsWithRule = underline.count >= 3 && underline.first == UInt8(ascii: "-")
        if !endsWithRule { rows.append(Self.row(block.endLine, block, &source, &cells)) }
      }
      self.rows = rows
      self.cells = cells
      self.endsWithRule = endsWithRule
      alignments = columns
      before = (block.startLine..<delimiter - 1).map { Self.content(ofLine: $0, block, &source) }
      after = line <= last ? (line...last).map { Self.content(ofLine: $0, block, &source) } : []
      firstLine = block.startLine
      lineAfter = line
      return
    }
    return nil
  }

  private static func row(
    _ line: Int, _ block: Node, _ source: inout SourceText, _ cells: inout [Range<Int>]
  ) -> Row {
    let first = cells.count
    TableSyntax.append(cellsOf: source.bytes[content(ofLine: line, block, &source)], to: &cells)
    return Row(line: line, lineStart: source.range(ofLine: line).lowerBound, cells: first..<cells.count)
  }

  private static func content(ofLine line: Int, _ block: Node, _ source: inout SourceText) -> Range<Int> {
    let range = source.range(ofLine: line)
    let start =
      line == block.startLine
      ? min(range.lowerBound + block.startColumn - 1, range.upperBound) : source.contentStart(ofLine: line)
    let text = TableSyntax.trimmed(source.bytes[start..<range.upperBound])
    return text.startIndex..<text.endIndex
  }

  /// A table of one column needs a pipe to be told from text above a line of dashes.
  private static func hasPipe(_ header: Int, _ delimiter: Int, _ block: Node, _ source: inout SourceText) -> Bool {
    [header, delimiter].contains { source.bytes[content(ofLine: $0, block, &source)].contains(UInt8(ascii: "|")) }
  }
}

extension TableLines {
  /// Puts every text of the table into `annex`, in the order in which `blocks` takes them out.
  func write(to annex: inout Annex, _ source: SourceText) {
    annex.append(lines: before.map { source.bytes[$0] })
    for row in rows {
      for cell in cells[row.cells].prefix(alignments.count) where !TableSyntax.isPlain(source.bytes[cell]) {
        annex.append(cell: TableSyntax.unescaped(source.bytes[cell]))
      }
    }
    annex.append(lines: after.map { source.bytes[$0] })
  }

  /// The blocks that take the paragraph's place.
  func blocks(_ reading: inout Annex.Reading, _ source: SourceText) -> [Node] {
    var blocks = reading.takeBlocks()
    blocks.first?.place = Place(line: firstLine, column: 1)
    blocks.append(table(&reading, source))
    let rest = reading.takeBlocks()
    rest.first?.place = Place(line: lineAfter, column: 1)
    blocks += rest
    if endsWithRule { blocks.append(Node(CMARK_NODE_THEMATIC_BREAK)) }
    return blocks
  }

  private func table(_ reading: inout Annex.Reading, _ source: SourceText) -> Node {
    var table = TableNode(alignments)
    table.html.append(contentsOf: "<thead>\n".utf8)
    append(rows[0], .head, to: &table, &reading, source)
    table.html.append(contentsOf: "</thead>\n".utf8)
    if rows.count > 1 {
      table.html.append(contentsOf: "<tbody>\n".utf8)
      for row in rows.dropFirst() { append(row, .body, to: &table, &reading, source) }
      table.html.append(contentsOf: "</tbody>\n".utf8)
    }
    return table.finished(at: Place(line: firstLine, column: 1, kind: .cell))
  }

  private func append(
    _ row: Row, _ part: TableNode.Part, to table: inout TableNode, _ reading: inout Annex.Reading, _ source: SourceText
  ) {
    table.html.append(contentsOf: "<tr>\n".utf8)
    for column in alignments.indices {
      let cell = column < row.cells.count ? cells[row.cells.lowerBound + column] : 0..<0
      if !TableSyntax.isPlain(source.bytes[cell]), let inlines = reading.takeCell() {
        let place = Place(line: row.line, column: cell.lowerBound - row.lineStart + 1, kind: .cell)
        table.append(childrenOf: inlines, part, column, at: place)
      } else {
        table.append(source.bytes[cell], part, column)
      }
    }
    table.html.append(contentsOf: "</tr>\n".utf8)
  }
}

/// How far the lines of a block have to be indented, and quoted, not to be its lazy continuation.
private struct Indentation {
  private var quotes = 0
  private var column = 0

  init(of block: Node) {
    var node = block
    while let parent = node.parent {
      switch parent.type {
      case CMARK_NODE_BLOCK_QUOTE: quotes += 1
      case CMARK_NODE_ITEM where column == 0: column = (parent.firstChild ?? node).startColumn
      default: break
      }
      node = parent
    }
  }

  /// Whether `line` stands in the block's containers by its own marks.
  func holds(_ line: Int, _ source: inout SourceText) -> Bool {
    let start = source.range(ofLine: line).lowerBound
    let content = source.contentStart(ofLine: line)
    let marks = source.bytes[start..<content]
    return marks.reduce(0) { $1 == UInt8(ascii: ">") ? $0 + 1 : $0 } >= quotes && content - start + 1 >= column
  }
}
