/// A text as libcmark gets it, with footnotes, tables and definitions written as blocks that libcmark knows.
///
/// - Notes come first, as items of one list: `01) text`. Then comes each cell that has markup, as a heading, so that
///   nothing in it can begin another block. In the text that follows, a heading without text stands for each note and
///   table. A heading fits everywhere: it is one line, and ends the paragraph above it.
/// - `: text` becomes `+ text`: what is indented below a list item belongs to it, as with a definition.
/// - Characters that libcmark would forget or read as markup are protected (`TextProtection`).
struct PreparedText {
  private(set) var bytes: [UInt8] = []
  private(set) var notes: [WrittenNote] = []
  private(set) var tables: [TableSource] = []
  private(set) var continuations: [WrittenNote] = []

  /// The number of headings that are cells.
  private(set) var cellCount = 0

  /// For each line, what a heading stands for.
  private(set) var standIns: [Int: StandIn] = [:]

  /// For each line that begins a definition, its offset in the source.
  private(set) var definitions: [Int: Int] = [:]

  let protection: TextProtection?

  /// For each line, counted from 0, the offset in the source of its first column; empty if the text is the source.
  private var origins: [Int] = []

  /// The number of the last line.
  private var line: Int { origins.count }

  /// Prepares `source`; nothing begins on the lines whose offsets are in `rejected`.
  init(_ source: [UInt8], _ triggers: Triggers, rejected: Set<Int>, smart: Bool) {
    protection = source.withUnsafeBytes { TextProtection(for: $0, triggers, smart: smart) }
    guard triggers.tables || triggers.footnotes || triggers.definitions || protection != nil else {
      bytes = source
      return
    }
    source.withUnsafeBytes { source in
      let scanner = BlockScanner(source, triggers, rejected: rejected)
      (notes, tables, continuations) = (scanner.notes, scanner.tables, scanner.continuations)
      bytes.reserveCapacity(source.count + source.count / 8 + 64)
      for part in scanner.parts.dropFirst() { append(note: part, source) }
      for table in tables {
        for row in table.rows {
          for cell in table.cells(ofRow: row) where !cell.isPlain { append(cell: source[cell.text]) }
        }
      }
      if hasHead { append(line: "#".utf8, from: 0) }
      for line in scanner.parts[0] { append(line, source) }
    }
  }

  /// Whether anything comes before the text.
  var hasHead: Bool { !notes.isEmpty || cellCount > 0 }

  /// Where in `source` the byte at `column` of `line` is written, both from 1.
  func sourceOffset(line: Int, column: Int, in source: inout SourceText) -> Int {
    guard !origins.isEmpty else { return source.lineStart(line) + max(1, column) - 1 }
    return min(origins[min(max(1, line), origins.count) - 1] + max(1, column) - 1, source.bytes.count)
  }

  /// Where in `source` the lines from `first` to `last`, without what a container has before them, are written.
  func sourceRange(lines first: Int, _ last: Int, column: Int = 1, in source: inout SourceText) -> Range<Int> {
    let start = sourceOffset(line: first, column: column, in: &source)
    let lastStart = max(start, sourceOffset(line: last, column: 1, in: &source))
    return start..<(source.bytes.firstIndex(of: UInt8(ascii: "\n"), from: lastStart) ?? source.bytes.count)
  }
}

extension PreparedText {
  /// Writes a note as an item of the list; its first line may be blank, but an item has to begin with text.
  private mutating func append(note: [PreparedLine], _ source: UnsafeRawBufferPointer) {
    let lines = note.drop { $0.standIn == nil && source[$0.text].allSatisfy(isSpace) }
    if lines.isEmpty { return append(line: "01)".utf8, from: note.first?.text.lowerBound ?? 0) }
    for (index, line) in zip(lines.indices, lines) {
      append(line, source, prefix: index == lines.startIndex ? "01) " : "    ")
    }
  }

  private mutating func append(cell: Slice<UnsafeRawBufferPointer>) {
    cellCount += 1
    var text: [UInt8] = []
    for byte in cell {
      // `\|` is a pipe, in code too.
      if byte == UInt8(ascii: "|"), text.last == UInt8(ascii: "\\") { text.removeLast() }
      text.append(byte)
    }
    origins.append(cell.startIndex - 2)
    bytes.append(contentsOf: "# ".utf8)
    text.withUnsafeBytes { append(protected: $0[...]) }
    bytes.append(contentsOf: " #\n".utf8)
  }

  private mutating func append(_ line: PreparedLine, _ source: UnsafeRawBufferPointer, prefix: StaticString = "") {
    origins.append(line.text.lowerBound - line.spaces - prefix.utf8CodeUnitCount)
    prefix.withUTF8Buffer { bytes.append(contentsOf: $0) }
    for _ in 0..<line.spaces { bytes.append(UInt8(ascii: " ")) }
    switch line.edit {
    case .definition(let colon):
      append(protected: source[line.text.lowerBound..<colon])
      bytes.append(UInt8(ascii: "+"))
      append(protected: source[colon + 1..<line.text.upperBound])
      definitions[self.line] = line.line
    case .mark(let colon):
      append(protected: source[line.text.lowerBound..<colon])
      if protection != nil { bytes.append(contentsOf: TextProtection.mark) }
      append(protected: source[colon..<line.text.upperBound])
    case nil: append(protected: source[line.text])
    }
    if let standIn = line.standIn {
      bytes.append(UInt8(ascii: "#"))
      standIns[self.line] = standIn
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(line: some Collection<UInt8>, from offset: Int) {
    origins.append(offset)
    bytes.append(contentsOf: line)
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(protected text: Slice<UnsafeRawBufferPointer>) {
    if let protection { protection.append(text, to: &bytes) } else { bytes.append(contentsOf: text) }
  }
}

/// A line of a prepared text, as a part of a line of the source.
struct PreparedLine {
  enum Edit {
    /// The colon at this offset becomes the mark of a list item.
    case definition(colon: Int)
    /// A mark is inserted before the colon at this offset, so that the line does not define a link.
    case mark(colon: Int)
  }

  /// The offset of the line in the source.
  let line: Int
  /// How many spaces are left of a tab before it.
  let spaces: Int
  let text: Range<Int>
  let edit: Edit?
  /// What a heading at its end stands for.
  let standIn: StandIn?
}

/// What an empty heading stands for: the note or the table with an index.
enum StandIn: Hashable {
  case note(Int)
  case table(Int)
}

/// A line that begins with `[^label]:`.
struct WrittenNote {
  let label: String
  /// The offset of its line, and that of its bracket.
  let line: Int
  let offset: Int
}
