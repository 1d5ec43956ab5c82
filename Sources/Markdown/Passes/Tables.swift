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
    for (node, lines) in tables { lines.put(lines.node(&reading, source), inPlaceOf: node) }
  }
}
