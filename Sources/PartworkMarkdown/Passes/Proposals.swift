/// Footnotes and definitions as list items, which libcmark reads as containers with all that belongs into them.
///
/// `[^1]: text` is written `01) text` for the parser, and `: text` is `+ text`: an item holds paragraphs, lists and code
/// by its indentation, as a note and a definition do. Which lines really begin one only the parser can tell (a line of
/// a code block does not), so that these are proposals, which the tree confirms or not. The number of lines stays.
struct Proposals {
  /// By where its item begins in `text`, what is proposed.
  private(set) var items: [Place: Proposal] = [:]

  /// The text with every proposal written into it.
  private(set) var text: [UInt8] = []

  /// How the columns of the lines written into lead to the source.
  private(set) var shifts: [Int: SourceText.Shift] = [:]

  struct Proposal: Hashable {
    enum Kind: Hashable {
      case footnote(label: String)
      case definition
    }

    let kind: Kind
    /// Where it is written in the source, but for one behind another on its line, whose column is that in `text`.
    let place: Place
    let mark: UInt8
  }

  /// Reads the lines of `source` but for what was refused before.
  init(_ source: inout SourceText, _ triggers: Triggers, _ refusals: Refusals) {
    var lines = ProposedLines(triggers, refusals)
    lines.read(&source)
    text.reserveCapacity(source.bytes.count + lines.found.count)
    var copied = 0
    var (lineStart, line) = (0, 0)
    for found in lines.found {
      text.append(contentsOf: source.bytes[copied..<found.range.lowerBound - found.indent])
      let start = found.range.lowerBound - found.lineStart
      let isFirst = found.line != line
      if isFirst { (lineStart, line) = (text.count - (start - found.indent), found.line) }
      let column = text.count - lineStart + 1
      switch found.kind {
      case .item(let kind, let number):
        let mark = lines.marks.choose(from: kind.marks, for: number, besides: refusals.marks[line] ?? [])
        items[Place(line: line, column: column)] = Proposal(
          kind: kind, place: Place(line: line, column: isFirst ? start + 1 : column), mark: mark)
        text.append(contentsOf: kind.item(mark))
        if found.isEmpty { text.append(contentsOf: Self.placeholder) }
      case .escape: text.append(UInt8(ascii: "\\"))
      }
      copied = found.range.upperBound
      let written = text.count - lineStart
      let scalars = String(decoding: source.bytes[found.range], as: UTF8.self).unicodeScalars.count
      shifts[line] = SourceText.Shift(
        end: written,
        columns: (shifts[line]?.columns ?? 0) + found.indent + scalars - (written - column + 1))
    }
    text.append(contentsOf: source.bytes[copied...])
  }

  /// What begins an item without a text on its line: an empty heading. libcmark would not let an empty item interrupt a
  /// paragraph, nor hold what stands below a blank line.
  static let placeholder = Array("#".utf8)
}

extension Proposals.Proposal.Kind {
  /// The marks that its item may have, the favourite first. Those of notes and of definitions have but one in common,
  /// which a note takes only between two of the writer's lists.
  fileprivate var marks: [UInt8] {
    switch self {
    case .footnote: Array(").+".utf8)
    case .definition: Array("+*-".utf8)
    }
  }

  /// The item up to its text. That of a note stands at the fourth column, also where it begins on the next line: its
  /// further paragraphs are indented that far.
  fileprivate func item(_ mark: UInt8) -> [UInt8] {
    switch self {
    case .footnote: mark == UInt8(ascii: "+") ? Array("+   ".utf8) : Array("01".utf8) + [mark, UInt8(ascii: " ")]
    case .definition: [mark]
    }
  }
}
