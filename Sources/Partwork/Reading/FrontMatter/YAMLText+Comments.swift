internal import PartworkDiagnostics

/// Comments that cut a text: in YAML, `Letter #3` without quotes is `Letter` and a comment.
extension YAMLText {
  /// Whether `bytes` have a `#` after a space or a tab, which begins a comment if it is in text without quotes.
  static func hasCommentMark(_ bytes: some Sequence<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "#"), last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { return true }
      last = byte
    }
    return false
  }

  /// The place of the `#` that ends `text`, a plain text that begins at `start`, and whether a space or the end of the
  /// line follows it; nil if no comment does.
  fileprivate func comment(after text: String, at start: SourceLocation) -> (place: SourceLocation, isSpaced: Bool)? {
    let lines = lines
    func scalars(inLine number: Int) -> [Unicode.Scalar] {
      lines.dropFirst(number - 1).first.map { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) } ?? []
    }
    var number = (start.line ?? firstLine) - firstLine + 1
    var rest = scalars(inLine: number).dropFirst((start.column ?? 1) - 1)
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      while rest.first?.properties.isWhitespace ?? true {
        if rest.isEmpty {
          number += 1
          guard number <= lines.count else { return nil }
          rest = scalars(inLine: number)[...]
        } else {
          rest.removeFirst()
        }
      }
      guard rest.removeFirst() == scalar else { return nil }
    }
    let after = rest.drop { $0 == " " || $0 == "\t" }
    guard after.first == "#", after.startIndex > rest.startIndex else { return nil }
    let isSpaced = after.dropFirst().first?.properties.isWhitespace ?? true
    return (location(line: number, column: after.startIndex + 1), isSpaced)
  }

  /// The column of the first `#` of the line `number` of this YAML that may begin a comment after a text; nil if there
  /// is none.
  func commentColumn(inLine number: Int) -> Int? {
    guard number >= 1, let line = lines.dropFirst(number - 1).first else { return nil }
    let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    guard let text = scalars.firstIndex(where: { $0 != " " }), scalars[text] != "#" else { return nil }
    return scalars.indices.dropFirst(text + 1).first { scalars[$0] == "#" && scalars[$0 - 1] == " " }.map { $0 + 1 }
  }
}

extension Findings {
  /// Warns if a comment cuts the text of `value`. Where there is no text before it, `# …` is meant as a comment, and
  /// only `#…` is not.
  func warnIfCut(_ value: FieldValue) {
    guard value.yaml.hasCommentMark, let text = value.plain,
      let comment = value.yaml.comment(after: text, at: value.location),
      !text.isEmpty || !comment.isSpaced
    else { return }
    warning(
      "`#` begins a comment here, which is not part of \(value.name)", at: comment.place,
      hint: "put quotes around the whole text, or move the comment to its own line")
  }
}
