internal import PartworkDiagnostics

/// The text of a document as its file has it, for finding the places of nodes.
struct SourceText {
  let bytes: [UInt8]
  private let options: MarkdownOptions

  /// The offsets at which lines begin, found on first use.
  private lazy var lineStarts: [Int] = {
    var starts: [Int] = []
    starts.reserveCapacity(bytes.count / 40)
    bytes.withUnsafeBytes { $0.forEachLine { starts.append($0.lowerBound) } }
    return starts.isEmpty ? [0] : starts
  }()

  /// The last offset whose column was asked for, and how many scalars are before it on its line.
  private var last = (offset: 0, scalars: 0)

  init(_ bytes: [UInt8], _ options: MarkdownOptions) {
    self.bytes = bytes
    self.options = options
  }

  /// The offset at which `line`, from 1, begins.
  mutating func lineStart(_ line: Int) -> Int {
    line <= lineStarts.count ? lineStarts[max(1, line) - 1] : bytes.count
  }

  /// The line, from 1, that has the byte at `offset`.
  mutating func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The place of the byte at `offset`.
  mutating func location(at offset: Int) -> SourceLocation {
    let line = line(at: offset)
    let start = lineStart(line)
    // Places are asked for in the order of the text, often many on one line: count on from the last.
    let known = last.offset >= start && last.offset <= offset ? last : (offset: start, scalars: 0)
    let scalars = bytes[known.offset..<max(known.offset, offset)].reduce(known.scalars) {
      $1 & 0b1100_0000 == 0b1000_0000 ? $0 : $0 + 1
    }
    last = (max(known.offset, offset), scalars)
    return SourceLocation(
      options.file, line: options.firstLine + line - 1, column: options.firstColumn + scalars)
  }

  /// The line that has the byte at `offset`, without a column.
  mutating func lineLocation(at offset: Int) -> SourceLocation {
    SourceLocation(options.file, line: options.firstLine + line(at: offset) - 1)
  }
}
