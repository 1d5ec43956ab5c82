/// Footnotes and definitions as list items, which libcmark reads as containers with all that belongs into them.
///
/// `[^1]: text` is written `+   text` for the parser, and `: text` is `+ text`: an item holds paragraphs, lists and code
/// by its indentation, as a note and a definition do. Which lines really begin one only the parser can tell (a line of
/// a code block does not), so that these are proposals, which the tree confirms or not. The number of lines stays.
struct Proposals {
  /// By line, what begins there.
  private(set) var lines: [Int: Proposal] = [:]

  /// The text with every proposal written into it.
  private(set) var text: [UInt8] = []

  struct Proposal: Hashable {
    enum Kind: Hashable {
      case footnote(label: String)
      case definition
    }

    let kind: Kind
    /// The byte column of the item's mark, from 1.
    let column: Int
    let shift: SourceText.Shift
  }

  /// Reads the lines of `source` but for those that `isRefused`.
  init(_ source: inout SourceText, _ triggers: Triggers, isRefused: (Int) -> Bool) {
    let marks = ItemMarks(source.bytes)
    text.reserveCapacity(source.bytes.count)
    var wasBlank = true
    var hasTerm = false
    for line in 1...source.lineCount {
      let range = source.range(ofLine: line)
      let bytes = source.bytes[range]
      let start = contentStart(of: bytes)
      let content = bytes[start...]
      let isBlank = content.allSatisfy(isSpace)
      var proposal: (kind: Proposal.Kind, length: Int, mark: [UInt8])?
      if !isRefused(line), let first = content.first {
        if first == UInt8(ascii: "["), triggers.footnotes, let (label, length) = footnoteLabel(content) {
          // An item without text could not end a paragraph, and would swallow it.
          if wasBlank || !content.dropFirst(length).allSatisfy(isSpace) {
            proposal = (.footnote(label: label), length, marks.footnote)
          }
        } else if first == UInt8(ascii: ":"), hasTerm, triggers.definitions, isDefinition(content) {
          proposal = (.definition, 1, marks.definition)
        }
      }
      if let proposal {
        text.append(contentsOf: bytes[..<start])
        text.append(contentsOf: proposal.mark)
        let written = content.prefix(proposal.length)
        let shift = SourceText.Shift(
          end: start - range.lowerBound + proposal.mark.count,
          columns: String(decoding: written, as: UTF8.self).unicodeScalars.count - proposal.mark.count)
        lines[line] = Proposal(kind: proposal.kind, column: start - range.lowerBound + 1, shift: shift)
        text.append(contentsOf: content.dropFirst(proposal.length))
      } else {
        text.append(contentsOf: bytes)
      }
      // A term may have one blank line between itself and its definition.
      hasTerm = isBlank ? !wasBlank : true
      wasBlank = isBlank
    }
  }
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

/// Marks of list items that the text itself does not use, so that no list of the writer runs on into a proposal.
private struct ItemMarks {
  let footnote: [UInt8]
  let definition: [UInt8]

  init(_ text: [UInt8]) {
    var isUsed: Set<UInt8> = []
    for (offset, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: ")"), UInt8(ascii: "."):
        if offset + 1 == text.count || isSpace(text[offset + 1]) {
          let isNumber = offset > 0 && text[offset - 1] >= UInt8(ascii: "0") && text[offset - 1] <= UInt8(ascii: "9")
          if isNumber || byte != UInt8(ascii: "."), isNumber || byte != UInt8(ascii: ")") { isUsed.insert(byte) }
        }
      default: break
      }
    }
    let bullets = "+*-".utf8.filter { !isUsed.contains($0) } + "+*".utf8
    definition = [bullets[0]]
    // The text of a note stands at the fourth column, also where it begins on the next line: its further paragraphs are
    // indented that far.
    if !isUsed.contains(UInt8(ascii: ")")) {
      footnote = Array("01) ".utf8)
    } else if !isUsed.contains(UInt8(ascii: ".")) {
      footnote = Array("01. ".utf8)
    } else {
      footnote = [bullets[1]] + "   ".utf8
    }
  }
}
