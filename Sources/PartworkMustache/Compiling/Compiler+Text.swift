extension Compiler {
  /// Appends the text before a tag that vanishes with its line where it stands alone on it.
  ///
  /// - Returns: The white space before the tag if it stands alone, or nil.
  @discardableResult mutating func appendText(before tag: Tag) -> Range<Int>? {
    guard let lineStart = source.blankLineStart(before: tag.range.lowerBound),
      let lineEnd = source.blankLineEnd(after: tag.range.upperBound)
    else {
      appendText(beforeInline: tag)
      return nil
    }
    appendText(upTo: lineStart)
    textStart = lineEnd
    return lineStart..<tag.range.lowerBound
  }

  /// Appends the text before a tag that is part of its line.
  mutating func appendText(beforeInline tag: Tag) {
    appendText(upTo: tag.range.lowerBound)
    textStart = tag.range.upperBound
    guard let lineStart = source.blankLineStart(before: tag.range.lowerBound),
      withoutDedent(lineStart..<tag.range.lowerBound).isEmpty
    else { return }
    // The line begins with the tag, so there is no text to carry its indentation.
    let here = program.texts.count
    program.instructions.append(.text(here..<here, startsLine: true))
  }

  /// Appends the text from `textStart` to `end`.
  mutating func appendText(upTo end: Int) {
    guard textStart < end else { return }
    let range = textStart..<end
    textStart = end
    if case .parent = open.last?.kind { return checkIgnored(range) }
    let start = program.texts.count
    let startsLine = isLineStart(range.lowerBound)
    var position = range.lowerBound
    while position < end {
      let lineEnd = source[position..<end].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? end
      let line = position..<lineEnd
      program.texts += source[isLineStart(position) ? withoutDedent(line) : line]
      position = lineEnd
    }
    if start < program.texts.count {
      program.instructions.append(.text(start..<program.texts.count, startsLine: startsLine))
    }
  }

  /// Copies white space of the source, less what the lines around it lose, to the texts.
  mutating func appendIndentation(_ range: Range<Int>) -> Range<Int> {
    let start = program.texts.count
    program.texts += source[withoutDedent(range)]
    return start..<program.texts.count
  }

  /// A line, or its beginning, without the white space that the lines around it lose.
  private func withoutDedent(_ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    for byte in dedent {
      guard start < line.upperBound, source[start] == byte else { break }
      start += 1
    }
    return start..<line.upperBound
  }

  private func isLineStart(_ offset: Int) -> Bool {
    offset == 0 || source[offset - 1] == UInt8(ascii: "\n")
  }
}
