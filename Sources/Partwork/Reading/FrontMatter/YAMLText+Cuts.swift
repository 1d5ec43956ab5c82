internal import PartworkDiagnostics

/// Signs that cut a text without quotes: in YAML, `Letter #3` is `Letter` and a comment, and `&c and more` is `and more`
/// with the name `c`.
extension YAMLText {
  /// Whether `bytes` have a `#`, `&` or `!` after a space or a tab, where it may cut a text.
  static func hasCuttingSign(_ bytes: some Sequence<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!"),
        last == UInt8(ascii: " ") || last == UInt8(ascii: "\t")
      {
        return true
      }
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

extension YAMLText {
  /// Whether the value at `place` begins with `&` and a word: a name for the value, which is not part of it. A name that
  /// another value refers to with `*` is meant as one.
  fileprivate func hasUnusedAnchor(at place: SourceLocation) -> Bool {
    guard let line = place.line, let column = place.column, let text = lines.dropFirst(line - firstLine).first else {
      return false
    }
    let value = String(decoding: text, as: UTF8.self).unicodeScalars.dropFirst(column - 1)
    guard value.first == "&" else { return false }
    let name = String(value.dropFirst().prefix { $0 != " " && $0 != "," && $0 != "}" && $0 != "]" })
    let alias = Array("*\(name)".utf8)
    return !lines.contains { $0.firstRange(of: alias) != nil }
  }
}

extension Findings {
  /// Reports a text whose first word YAML takes for the name of a type.
  func reportTag(_ value: FieldValue) {
    error("text that begins with `!` needs quotes", at: value.location, hint: "put quotes around the text")
  }

  /// The place of the `#` that cuts the text of `value`; nil if none does. Where there is no text before it, `# …` is
  /// meant as a comment, and only `#…` is not.
  func comment(cutting value: FieldValue) -> SourceLocation? {
    guard value.yaml.hasCuttingSign, let text = value.plain,
      let comment = value.yaml.comment(after: text, at: value.location), !text.isEmpty || !comment.isSpaced
    else { return nil }
    return comment.place
  }

  /// Reports a sign of YAML that cuts the text of `value`.
  func reportCut(_ value: FieldValue) {
    guard value.yaml.hasCuttingSign, value.plain != nil else { return }
    if value.yaml.hasUnusedAnchor(at: value.location) {
      error("text that begins with `&` needs quotes", at: value.location, hint: "put quotes around the text")
    }
    guard let comment = comment(cutting: value) else { return }
    warning(
      "`#` begins a comment here, which is not part of \(value.name)", at: comment,
      hint: "put quotes around the whole text, or move the comment to its own line")
  }

  /// Reports the signs that cut a text in `value` or below it, which must not be deep.
  func reportCuts(in value: FieldValue) {
    guard value.yaml.hasCuttingSign else { return }
    if let entries = value.entries {
      for entry in entries { reportCuts(in: entry) }
    } else if let members = value.members {
      for member in members { reportCuts(in: member.value) }
    } else if value.isTagged {
      reportTag(value)
    } else if value.isNull || value.bool == nil && value.wholeNumber == nil {
      reportCut(value)
    }
  }
}
