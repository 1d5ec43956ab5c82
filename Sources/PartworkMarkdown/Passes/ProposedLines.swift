/// The search for lines that may begin notes and definitions, and for the marks of lists beside them.
struct ProposedLines {
  private(set) var found: [Found] = []
  private(set) var marks = ItemMarks()

  private let triggers: Triggers
  private let refusals: Refusals

  struct Found {
    enum Kind {
      /// The number is that of the proposal among the marks.
      case item(Proposals.Proposal.Kind, number: Int)
      /// A backslash is set, so that the line defines no link.
      case escape
    }

    let kind: Kind
    let line: Int
    /// Where the line begins in the source.
    let lineStart: Int
    /// What is written anew, in the source.
    let range: Range<Int>
    /// How many spaces before it are left out.
    var indent = 0
    /// Whether no text follows on the line.
    var isEmpty = false
  }

  init(_ triggers: Triggers, _ refusals: Refusals) {
    self.triggers = triggers
    self.refusals = refusals
  }

  mutating func read(_ source: inout SourceText) {
    var wasBlank = true
    var hasTerm = false
    for line in 1...source.lineCount {
      let range = source.range(ofLine: line)
      let isBlank = source.bytes[range].allSatisfy(isSpace)
      if !isBlank { read(source.bytes, range, line, hasTerm: hasTerm) }
      // A term may have one blank line between itself and its definition.
      hasTerm = isBlank ? !wasBlank : true
      wasBlank = isBlank
    }
  }

  /// Reads what stands before the text of a line: indentation, marks of quotations and lists, labels of notes.
  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>, _ line: Int, hasTerm: Bool) {
    var offset = range.lowerBound
    var column = 0
    var labels = 0
    while offset < range.upperBound {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: ">"): (offset, column) = (offset + 1, column + 1)
      case UInt8(ascii: "\t"): (offset, column) = (offset + 1, column + 4 - column % 4)
      case UInt8(ascii: "["):
        guard triggers.footnotes, let (label, length) = footnoteLabel(bytes[offset..<range.upperBound]) else {
          return marks.addText(column: column)
        }
        if refusals.lines.contains(line) || labels == Self.mostLabels {
          if labels == Self.mostLabels || refusals.escaped.contains(line) {
            let colon = offset + label.utf8.count + 3
            found.append(Found(kind: .escape, line: line, lineStart: range.lowerBound, range: colon..<colon))
          }
          return
        }
        labels += 1
        // The further paragraphs of a note that is itself indented by less are indented by four spaces all the same.
        let spaces = bytes[range.lowerBound..<offset].reversed().prefix { $0 == UInt8(ascii: " ") }.count
        let (number, indent) = marks.addProposal(column: column, width: 4, spaces: spaces)
        found.append(
          Found(
            kind: .item(.footnote(label: label), number: number), line: line, lineStart: range.lowerBound,
            range: offset..<offset + length, indent: indent,
            isEmpty: bytes[(offset + length)..<range.upperBound].allSatisfy(isSpace)))
        column -= indent
        (offset, column) = (offset + length, column + 4)
      case UInt8(ascii: ":"):
        guard triggers.definitions, hasTerm, !refusals.lines.contains(line),
          offset == contentStart(of: bytes[range]), isDefinition(bytes[offset..<range.upperBound])
        else { return marks.addText(column: column) }
        let number = marks.addProposal(column: column, width: 2).number
        found.append(
          Found(
            kind: .item(.definition, number: number), line: line, lineStart: range.lowerBound,
            range: offset..<offset + 1))
        return
      default:
        guard let length = itemMark(bytes[offset..<range.upperBound]) else {
          return marks.addText(column: column)
        }
        let mark = offset + length - 1
        let start = column
        (offset, column) = (offset + length, column + length)
        let indentation = indentation(of: bytes[offset..<range.upperBound], column)
        marks.add(bytes[mark], column: start, content: column + indentation)
        // An empty item ends at a blank line.
        if bytes[offset..<range.upperBound].allSatisfy(isSpace) { marks.addText(column: start) }
      }
    }
  }

  /// How many notes may begin on one line, each in the last.
  private static let mostLabels = 8
}

/// The length of the mark of a list item that begins `content`, without the space behind it.
private func itemMark(_ content: ArraySlice<UInt8>) -> Int? {
  var mark = content.startIndex
  switch content[mark] {
  case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): break
  case UInt8(ascii: "0")...UInt8(ascii: "9"):
    mark += content.prefix(10).prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
    guard mark < content.endIndex, content[mark] == UInt8(ascii: ".") || content[mark] == UInt8(ascii: ")") else {
      return nil
    }
  default: return nil
  }
  let length = mark + 1 - content.startIndex
  return mark + 1 == content.endIndex || isSpace(content[mark + 1]) ? length : nil
}

/// How many columns behind the mark of an item, which ends at `column`, its text begins; more than four are code.
private func indentation(of content: ArraySlice<UInt8>, _ column: Int) -> Int {
  var end = column
  for byte in content.prefix(5) {
    switch byte {
    case UInt8(ascii: " "): end += 1
    case UInt8(ascii: "\t"): end += 4 - end % 4
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return 1
    default: return end - column > 4 ? 1 : end - column
    }
  }
  return 1
}

/// Where the text of a line begins behind the marks of quotations, each with at most three spaces before it; the start
/// of the line where it is indented as code is.
private func contentStart(of line: ArraySlice<UInt8>) -> Int {
  var start = line.startIndex
  while true {
    var offset = start
    while offset < line.endIndex, line[offset] == UInt8(ascii: " "), offset - start < 3 { offset += 1 }
    guard offset < line.endIndex, line[offset] == UInt8(ascii: ">") else { return offset }
    start = offset + 1
    if start < line.endIndex, line[start] == UInt8(ascii: " ") { start += 1 }
  }
}

/// The label of the footnote that begins with `content`, and how long `[^label]:` and the spaces behind it are.
private func footnoteLabel(_ content: ArraySlice<UInt8>) -> (label: String, length: Int)? {
  guard content.dropFirst().first == UInt8(ascii: "^") else { return nil }
  let label = content.dropFirst(2).prefix { !isSpace($0) && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") }
  guard !label.isEmpty, content[label.endIndex...].starts(with: "]:".utf8) else { return nil }
  let rest = content[(label.endIndex + 2)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  return (String(decoding: label, as: UTF8.self), rest.startIndex - content.startIndex)
}

/// Whether `content` is a colon, white space and a text.
private func isDefinition(_ content: ArraySlice<UInt8>) -> Bool {
  guard let second = content.dropFirst().first, isSpace(second) else { return false }
  return !content.dropFirst().allSatisfy(isSpace)
}
