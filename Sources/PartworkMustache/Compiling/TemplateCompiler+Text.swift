import PartworkDiagnostics

extension TemplateCompiler {
  /// Appends the text before a tag that, if it is alone on its line, takes the line with it.
  ///
  /// - Returns: The white space before the tag if it is alone, or nil.
  @discardableResult mutating func appendText(before tag: Tag) -> Range<Int>? {
    guard let lineStart = text.blankLineStart(before: tag.range.lowerBound),
      let lineEnd = text.blankLineEnd(after: tag.range.upperBound)
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
    guard let lineStart = text.blankLineStart(before: tag.range.lowerBound),
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
    if let last = open.last, case .parent = last.kind {
      if let offset = text.bytes[range].firstIndex(where: { !$0.isBlank }) {
        noteOutsideBlocks("text", at: offset, of: last, .warning)
      }
      return
    }
    let start = program.texts.count
    var position = range.lowerBound
    while position < end {
      let lineEnd = text.bytes[position..<end].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? end
      let line = position..<lineEnd
      program.texts += text.bytes[text.isLineStart(position) ? withoutDedent(line) : line]
      position = lineEnd
    }
    if start < program.texts.count {
      program.instructions.append(
        .text(start..<program.texts.count, startsLine: text.isLineStart(range.lowerBound)))
    }
  }

  /// Copies white space of the source, without the dedent, to the texts.
  mutating func appendIndentation(_ range: Range<Int>) -> Range<Int> {
    let start = program.texts.count
    program.texts += text.bytes[withoutDedent(range)]
    return start..<program.texts.count
  }

  /// A line, or its beginning, without the dedent.
  private func withoutDedent(_ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    for byte in dedent {
      guard start < line.upperBound, text.bytes[start] == byte else { break }
      start += 1
    }
    return start..<line.upperBound
  }

  /// The white space before the first line from `start` on that is not blank; nil if that is a closing tag.
  func firstMargin(from start: Int) -> Range<Int>? {
    var lineStart = start
    while lineStart < text.bytes.count {
      if let next = text.blankLineEnd(after: lineStart), next < text.bytes.count {
        lineStart = next
        continue
      }
      let end = text.bytes[lineStart...].firstIndex { !$0.isSpace } ?? text.bytes.count
      let isClosing = text.bytes[end...].starts(with: scanner.opening + [UInt8(ascii: "/")])
      return isClosing ? nil : lineStart..<end
    }
    return nil
  }
}
