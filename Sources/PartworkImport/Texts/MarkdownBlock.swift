/// A block of Markdown, as lines without the marks of what it stands in.
struct MarkdownBlock {
  enum WrittenKind: Equatable {
    case paragraph
    /// A list, with the character that marks its items.
    case list(Character)
    case other
  }

  var kind: WrittenKind
  var lines: [String]

  init(_ kind: WrittenKind, _ lines: [String]) {
    self.kind = kind
    self.lines = lines
  }

  init(_ kind: WrittenKind, _ text: String) {
    self.init(
      kind,
      text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { String(Substring($0)) })
  }

  /// The block with `first` before its first line and `rest` before the others.
  func indented(first: String, rest: String) -> MarkdownBlock {
    let lines = lines.enumerated().map { index, line in
      let start = index == 0 ? first : rest
      return line.isEmpty ? String(start.reversed().drop { $0 == " " }.reversed()) : start + line
    }
    return MarkdownBlock(.other, lines)
  }
}

extension [MarkdownBlock] {
  /// The lines of all blocks, with a blank line between two of them; in the item of a tight list only where there has
  /// to be one.
  func lines(isTight: Bool = false) -> [String] {
    var lines: [String] = []
    for (index, block) in enumerated() {
      if index > 0, !isTight || block.kind == .paragraph { lines.append("") }
      lines += block.lines
    }
    return lines
  }
}
