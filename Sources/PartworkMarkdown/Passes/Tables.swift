internal import CCMark

extension Edit {
  /// Puts tables in the places of the paragraphs that libcmark has taken them for.
  ///
  /// libcmark has read the inlines of such a paragraph as one text, in which code and emphasis may span cells. So the
  /// cells are read anew, all tables' at once, by a second parser; links by reference have their definitions in `text`.
  mutating func makeTables(_ tables: [(node: Node, lines: TableLines)], definitionsFrom text: [UInt8]) {
    if tables.isEmpty { return }
    var annex = Annex()
    for (_, lines) in tables { lines.write(to: &annex, source) }
    var reading = annex.read(definitionsFrom: text, smart: options.smart)
    // A wide table with thousands of rows of one cell would be written as the square of its text.
    var spareCells = 20_000 + source.bytes.count
    for (node, lines) in tables {
      lines.put(lines.node(&reading, source, spareCells: &spareCells), inPlaceOf: node)
    }
  }
}
