internal import CCMark

/// How the lines and columns that libcmark gives to the inlines of one block lead to the source.
struct InlineOrigin {
  /// Where the block's text begins in the source.
  let place: Place

  /// Where libcmark says that it begins.
  private let counted: Place

  /// How many lines of link reference definitions stand before the text. libcmark takes them out of a paragraph but
  /// lets it, and the count of its inlines' lines, begin at them.
  private let skippedLines: Int

  /// For a block of the text itself, or one that a pass made or moved and told its place.
  init(_ block: Node, in source: inout SourceText) {
    let own = Place(line: block.startLine, column: block.startColumn)
    place = block.place ?? own
    if place.isCell {
      // The text of a cell is read as a heading of one line, behind `# `.
      counted = Place(line: .max, column: 3)
    } else {
      counted = own.line > 0 ? own : place
    }
    skippedLines = Self.definitionLines(before: block, at: place, in: &source)
  }

  /// The line of `node` in the source.
  func line(of node: Node) -> Int { line(node.place?.line ?? node.startLine) }

  /// The line in the source of what libcmark counts to be at `place`.
  func line(of place: Place) -> Int { line(place.line) }

  private func line(_ line: Int) -> Int { place.line + max(0, line - counted.line) + skippedLines }

  /// The offset of a column of `node`'s line in the source.
  func offset(of column: Int, on line: Int, in source: inout SourceText) -> Int {
    let range = source.range(ofLine: line)
    let start = line == place.line ? range.lowerBound + place.column - 1 : source.contentStart(ofLine: line)
    return min(max(start + column - counted.column, range.lowerBound), range.upperBound)
  }

  private static func definitionLines(before block: Node, at place: Place, in source: inout SourceText) -> Int {
    guard block.type == CMARK_NODE_PARAGRAPH else { return 0 }
    let line = source.range(ofLine: place.line)
    let start = line.lowerBound + place.column - 1
    guard start < line.upperBound, source.bytes[start] == UInt8(ascii: "[") else { return 0 }
    let bracket = source.bytes[start..<line.upperBound].firstIndex(of: UInt8(ascii: "]")) ?? line.upperBound
    guard bracket + 1 < line.upperBound, source.bytes[bracket + 1] == UInt8(ascii: ":") else { return 0 }
    var last = block.lastChild
    while let child = last?.lastChild { last = child }
    guard let last, last.endLine > 0 else { return 0 }
    return max(0, block.endLine - last.endLine)
  }
}
