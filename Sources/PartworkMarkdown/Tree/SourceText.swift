internal import CCMark
internal import PartworkDiagnostics

/// The text of a document, for finding the places of its nodes.
struct SourceText {
  /// The text as it was parsed: what a pass wrote into it included.
  let bytes: [UInt8]
  let file: String
  let firstLine: Int
  let firstColumn: Int

  /// For lines into which a pass wrote, how many columns the writer's text behind that is further right.
  let shifts: [Int: Shift]

  struct Shift: Hashable {
    /// The length in bytes of what the pass wrote, from the start of the line.
    let end: Int
    let columns: Int
  }

  /// The offset whose column was asked for last, and how many scalars its line has before it.
  private var last = (offset: 0, scalars: 0)

  private let lines: Lines

  /// The offsets at which lines begin, found when they are first asked for, once for all that read the text.
  private final class Lines {
    private let bytes: [UInt8]
    private(set) lazy var starts = SourceText.lineStarts(of: bytes)

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }
  }

  private var lineStarts: [Int] { lines.starts }

  init(_ bytes: [UInt8], from options: MarkdownOptions, shifts: [Int: Shift] = [:]) {
    self.bytes = bytes
    lines = Lines(bytes)
    file = options.file
    firstLine = options.firstLine
    firstColumn = options.firstColumn
    self.shifts = shifts
  }

  /// How many lines there are, an empty one at the end included.
  var lineCount: Int { lineStarts.count }

  /// The bytes of `line`, from 1, its end included; empty where there is no such line.
  func range(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    return lineStarts[line - 1]..<(line < lineStarts.count ? lineStarts[line] : bytes.count)
  }

  /// The line, from 1, around the byte at `offset`, which is at or behind `line`.
  func line(around offset: Int, from line: Int) -> Int {
    var low = max(0, line - 1)
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Where the text of a paragraph begins on `line`: behind indentation and the marks of quotations.
  ///
  /// Right for every line of a paragraph but its first, which may have marks of lists before it.
  func contentStart(ofLine line: Int) -> Int {
    let range = range(ofLine: line)
    return range.first { !isIndentation(bytes[$0]) } ?? range.upperBound
  }

  /// The text of a paragraph on `line`, without its end.
  func content(ofLine line: Int) -> Range<Int> {
    var end = range(ofLine: line).upperBound
    let start = contentStart(ofLine: line)
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return min(start, end)..<end
  }

  /// The offset of `place`, or of the end of its line where that is shorter.
  func offset(of place: Place) -> Int {
    let range = range(ofLine: place.line)
    return min(range.lowerBound + max(1, place.column) - 1, range.upperBound)
  }

  /// The place of the byte at `offset`.
  func place(at offset: Int, kind: Place.Kind = .block) -> Place {
    let line = line(around: offset, from: 1)
    return Place(line: line, column: offset - range(ofLine: line).lowerBound + 1, kind: kind)
  }

  /// The place of the byte at `offset`.
  mutating func location(at offset: Int) -> SourceLocation {
    location(line: line(around: offset, from: 1), offset: offset)
  }

  /// The place of the byte at `offset`, which is in `line` or just below, or the line alone.
  mutating func location(line: Int, offset: Int? = nil) -> SourceLocation {
    guard let offset else { return SourceLocation(file, line: firstLine + line - 1) }
    var line = line
    while offset >= range(ofLine: line).upperBound, offset < bytes.count { line += 1 }
    let start = range(ofLine: line).lowerBound
    // Places are asked for in the order of the text, often many on one line: count on from the last.
    let known = last.offset >= start && last.offset <= offset ? last : (offset: start, scalars: 0)
    let scalars = bytes[known.offset..<max(known.offset, offset)].reduce(known.scalars) {
      $1 & 0b1100_0000 == 0b1000_0000 ? $0 : $0 + 1
    }
    last = (max(known.offset, offset), scalars)
    var column = firstColumn + scalars
    if let shift = shifts[line], offset - start >= shift.end { column += shift.columns }
    return SourceLocation(file, line: firstLine + line - 1, column: column)
  }

  /// A line ends with LF, CR LF or CR.
  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 40)
    if bytes.firstIndex(of: UInt8(ascii: "\r"), from: 0) == nil {
      var offset = 0
      while let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: offset) {
        offset = end + 1
        starts.append(offset)
      }
    } else {
      for (offset, byte) in bytes.enumerated() {
        let endsLine =
          byte == UInt8(ascii: "\n")
          || byte == UInt8(ascii: "\r") && (offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n"))
        if endsLine { starts.append(offset + 1) }
      }
    }
    return starts
  }
}

/// Whether `byte` may stand before the text of a paragraph's line: a space, a tab or the mark of a quotation.
private func isIndentation(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ">")
}
