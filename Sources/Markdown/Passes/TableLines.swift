internal import CCMark

/// The lines of a paragraph that is a table, or has one in it.
struct TableLines {
  /// The lines of text before the header, and those behind the last row.
  private let before: [Range<Int>]
  private let after: [Range<Int>]
  private let header: [Cell]
  private let rows: [[Cell]]
  private let alignments: [TableSyntax.Alignment?]
  private let firstLine: Int
  private let lineAfter: Int
  /// Whether a line of dashes below the last row made libcmark take the table for a heading.
  private let endsWithRule: Bool

  private struct Cell {
    let range: Range<Int>
    let place: Place
    /// The text of a cell without markup, which needs no parser; nil for others.
    let plain: ArraySlice<UInt8>?
  }

  /// Reads `block`, in whose lines one of `delimiters` stands; nil where that makes no table.
  init?(_ block: Node, _ delimiters: ArraySlice<Int>, in source: inout SourceText) {
    let isHeading = block.type == CMARK_NODE_HEADING
    let last = isHeading ? block.endLine - 1 : block.endLine
    let indent = Indentation(of: block)
    for delimiter in delimiters {
      guard delimiter <= last, delimiter > block.startLine else { return nil }
      let header = Self.cells(ofLine: delimiter - 1, block, &source)
      guard indent.holds(delimiter, &source),
        let columns = TableSyntax.delimiters(source.bytes[Self.content(ofLine: delimiter, block, &source)]),
        columns.count == header.count,
        delimiter - 1 == block.startLine || indent.holds(delimiter - 1, &source),
        Self.hasPipe(delimiter - 1, delimiter, block, &source)
      else { continue }

      var rows: [[Cell]] = []
      var line = delimiter + 1
      while line <= last, indent.holds(line, &source) {
        rows.append(Self.cells(ofLine: line, block, &source))
        line += 1
      }
      var endsWithRule = false
      if isHeading, line > last {
        let underline = source.bytes[Self.content(ofLine: block.endLine, block, &source)]
        endsWithRule = underline.count >= 3 && underline.first == UInt8(ascii: "-")
        if !endsWithRule { rows.append(Self.cells(ofLine: block.endLine, block, &source)) }
      }
      self.header = header
      self.rows = rows
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

  private static func content(ofLine line: Int, _ block: Node, _ source: inout SourceText) -> Range<Int> {
    let range = source.range(ofLine: line)
    let start =
      line == block.startLine
      ? min(range.lowerBound + block.startColumn - 1, range.upperBound) : source.contentStart(ofLine: line)
    let text = TableSyntax.trimmed(source.bytes[start..<range.upperBound])
    return text.startIndex..<text.endIndex
  }

  private static func cells(ofLine line: Int, _ block: Node, _ source: inout SourceText) -> [Cell] {
    let start = source.range(ofLine: line).lowerBound
    return TableSyntax.cells(source.bytes[content(ofLine: line, block, &source)]).map { range in
      let text = source.bytes[range]
      return Cell(
        range: range, place: Place(line: line, column: range.lowerBound - start + 1, isCell: true),
        plain: TableSyntax.isPlain(text) ? text : nil)
    }
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
    for row in [header] + rows {
      for cell in row.prefix(alignments.count) where cell.plain == nil {
        annex.append(cell: TableSyntax.unescaped(source.bytes[cell.range]))
      }
    }
    annex.append(lines: after.map { source.bytes[$0] })
  }

  /// The blocks that take the paragraph's place.
  func blocks(_ reading: inout Annex.Reading) -> [Node] {
    var blocks = reading.takeBlocks()
    blocks.first?.place = Place(line: firstLine, column: 1)
    let table = Node.block("<div class=\"table\" tabindex=\"0\">\n<table>".utf8, "</table>\n</div>".utf8)
    table.append(.inline("<thead>\n<tr>\n".utf8))
    append(header, tag: "th scope=\"col\"", to: table, &reading)
    table.append(.inline("</tr>\n</thead>\n".utf8))
    if !rows.isEmpty {
      table.append(.inline("<tbody>\n".utf8))
      for row in rows {
        table.append(.inline("<tr>\n".utf8))
        append(row, tag: "td", to: table, &reading)
        table.append(.inline("</tr>\n".utf8))
      }
      table.append(.inline("</tbody>\n".utf8))
    }
    blocks.append(table)
    let rest = reading.takeBlocks()
    rest.first?.place = Place(line: lineAfter, column: 1)
    blocks += rest
    if endsWithRule { blocks.append(Node(CMARK_NODE_THEMATIC_BREAK)) }
    return blocks
  }

  private func append(_ row: [Cell], tag: String, to table: Node, _ reading: inout Annex.Reading) {
    for column in alignments.indices {
      var start = "<\(tag)"
      // Not a style: those are forbidden by a strict content security policy, and feed readers drop them.
      if let alignment = alignments[column] { start += " align=\"\(alignment)\"" }
      let node = Node.wrapper((start + ">").utf8, "</\(tag.prefix(2))>\n".utf8)
      if column < row.count {
        node.place = row[column].place
        if let plain = row[column].plain {
          if !plain.isEmpty { node.append(.text(plain)) }
        } else if let cell = reading.takeCell() {
          node.takeChildren(of: cell)
        }
      }
      table.append(node)
    }
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
