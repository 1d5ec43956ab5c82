internal import CCMark

extension Edit {
  /// Turns paragraphs that have a delimiter row into tables.
  ///
  /// libcmark has read the inlines of the paragraph as one text, in which code and emphasis may span cells. So the cells
  /// are read anew, all tables' at once, by a second parser, and the paragraph is dropped.
  mutating func makeTables(in root: Node, smart: Bool) {
    let delimiters = delimiterLines()
    if delimiters.isEmpty { return }
    var tables: [(paragraph: Node, table: TableLines)] = []
    var next = 0
    for node in Blocks(below: root) where node.type == CMARK_NODE_PARAGRAPH || node.type == CMARK_NODE_HEADING {
      while next < delimiters.count, delimiters[next] <= node.startLine { next += 1 }
      if next == delimiters.count { break }
      guard delimiters[next] <= node.endLine, let table = TableLines(node, delimiters[next...], in: &source) else {
        continue
      }
      tables.append((node, table))
    }
    if tables.isEmpty { return }

    var annex = Annex()
    for (_, table) in tables { table.write(to: &annex, source) }
    var reading = annex.read(definitionsFrom: source.bytes, smart: smart)
    for (paragraph, table) in tables {
      for block in table.blocks(&reading, source) { block.insert(before: paragraph) }
      paragraph.remove()
    }
  }

  /// The lines that have the form of a delimiter row, wherever they stand: those with a pipe, and those below one.
  private mutating func delimiterLines() -> [Int] {
    var lines: [Int] = []
    var line = 0
    var offset = 0
    while let pipe = source.bytes.firstIndex(of: UInt8(ascii: "|"), from: offset) {
      let found = source.line(around: pipe, from: line)
      for candidate in max(found, line + 1)...found + 1 where isDelimiterRow(candidate) { lines.append(candidate) }
      // The line below has been looked at, but may have a pipe above another.
      line = found + 1
      offset = source.range(ofLine: found).upperBound
    }
    return lines
  }

  private mutating func isDelimiterRow(_ line: Int) -> Bool {
    let start = source.contentStart(ofLine: line)
    let end = source.range(ofLine: line).upperBound
    return start < end && TableSyntax.delimiters(source.bytes[start..<end]) != nil
  }
}
