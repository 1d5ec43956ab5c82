internal import CCMark
import PartworkSupport

extension TreeEditor {
  /// Replaces the headings that stand for tables with the tables.
  ///
  /// Most cells have no markup, and a node for each would cost more than the rest of a table. So finished HTML is
  /// collected, and goes into the tree before the next cell that has inlines.
  mutating func makeTables(_ blocks: PreparedBlocks) {
    var cells = blocks.cells[...]
    // The HTML of a wide table with thousands of short rows would grow quadratically.
    var spareCells = 20_000 + source.bytes.count
    for (index, table) in prepared.tables.enumerated() {
      guard let standIn = blocks.standIns[.table(index)] else { continue }
      write(table, &cells, &spareCells).insert(before: standIn)
      standIn.remove()
    }
  }

  private mutating func write(_ table: TableSource, _ cells: inout ArraySlice<Node>, _ spareCells: inout Int) -> Node {
    let node = Node.block("<div class=\"table\" tabindex=\"0\">\n<table>".utf8, "</table>\n</div>".utf8)
    let alignments = table.columns.map { $0.map { slots.mark(.alignment($0.rawValue)) } ?? [] }
    var (start, end) = ("<thead>\n", "</thead>\n")
    var tags = alignments.map { Array("<th scope=\"col\"".utf8) + $0 + [UInt8(ascii: ">")] }
    var endTag = "</th>\n"
    var html: [UInt8] = []
    for (index, row) in table.rows.enumerated() {
      html.append(text: start)
      html.append(contentsOf: "<tr>\n".utf8)
      let written = table.cells(ofRow: row)
      for (cell, tag) in zip(written, tags) {
        html.append(contentsOf: tag)
        if cell.isPlain {
          html.append(contentsOf: source.bytes[cell.text])
          html.append(text: endTag)
        } else if let inlines = cells.popFirst() {
          let wrapper = Node.wrapper(html, endTag.utf8)
          wrapper.origin = cell.text
          wrapper.takeChildren(of: inlines)
          node.append(wrapper)
          html.removeAll(keepingCapacity: true)
        }
      }
      let missing = tags.dropFirst(written.count).prefix(spareCells)
      spareCells -= missing.count
      for tag in missing {
        html.append(contentsOf: tag)
        html.append(text: endTag)
      }
      html.append(contentsOf: "</tr>\n".utf8)
      if index == 0 {
        html.append(text: end)
        (start, end, endTag) = ("<tbody>\n", "</tbody>\n", "</td>\n")
        tags = alignments.map { Array("<td".utf8) + $0 + [UInt8(ascii: ">")] }
      } else {
        start = ""
      }
    }
    if table.rows.count > 1 { html.append(text: end) }
    let rest = Node.inline(html)
    rest.origin = table.line..<table.line
    node.append(rest)
    return node
  }
}

/// Appends the text of the cells in `html` to `text`, each after a space. The HTML has only tags and text without
/// escapes.
func append(textOfCells html: UnsafeRawBufferPointer, to text: inout [UInt8]) {
  var offset = 0
  while let tag = html.firstIndex(of: UInt8(ascii: "<"), from: offset) {
    let words = html[offset..<tag].trimmed
    if !words.isEmpty {
      separate(&text)
      text.append(contentsOf: words)
    }
    offset = (html.firstIndex(of: UInt8(ascii: ">"), from: tag) ?? html.count - 1) + 1
  }
}

/// Appends a space to `text` unless it ends with white space.
func separate(_ text: inout [UInt8]) {
  if let last = text.last, !isSpace(last) { text.append(UInt8(ascii: " ")) }
}
