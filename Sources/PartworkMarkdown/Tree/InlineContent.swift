internal import CCMark

/// The text from which libcmark reads the inlines of a block: the block's lines without what its containers have before
/// them, each taken when it is first asked for, and where all of it stands in the source.
struct InlineContent {
  private(set) var bytes: [UInt8] = []
  private let source: SourceText

  /// From which offset in `bytes` on which offset in the source counts.
  private var segments: [(content: Int, source: Int)] = []
  private var nextLine: Int
  private let isCell: Bool

  /// The content of `block`, a block of the text itself or one that a pass made or moved and told its place.
  init(of block: Node, in source: SourceText) {
    self.source = source
    let place = block.place ?? Place(line: max(1, block.startLine), column: max(1, block.startColumn))
    isCell = place.kind == .cell
    nextLine = place.line + 1
    var start = source.offset(of: place)
    let end = source.content(ofLine: place.line).upperBound
    if block.type == CMARK_NODE_HEADING, block.place == nil { start = Self.skipHashes(source.bytes, start, end) }
    append(start..<max(start, end))
  }

  /// The byte at `offset`; nil behind the last line of the source.
  mutating func byte(at offset: Int) -> UInt8? {
    while offset >= bytes.count { if !appendLine() { return nil } }
    return bytes[offset]
  }

  /// Where the byte at `offset` stands in the source.
  func sourceOffset(of offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].content <= offset { low = middle } else { high = middle }
    }
    return min(segments[low].source + offset - segments[low].content, source.bytes.count)
  }

  /// Takes one more line; false where there is none.
  mutating func appendLine() -> Bool {
    guard !isCell, nextLine <= source.lineCount else { return false }
    segments.append((bytes.count, segments.last.map { $0.source + bytes.count - $0.content } ?? 0))
    bytes.append(UInt8(ascii: "\n"))
    append(source.content(ofLine: nextLine))
    nextLine += 1
    return true
  }

  /// Adds a part of the source; of a cell, whatever stands before the pipe that ends it, in which `\|` is a pipe.
  private mutating func append(_ range: Range<Int>) {
    segments.append((bytes.count, range.lowerBound))
    guard isCell else {
      bytes.append(contentsOf: source.bytes[range])
      return
    }
    var offset = range.lowerBound
    while offset < range.upperBound, source.bytes[offset] != UInt8(ascii: "|") {
      if source.bytes[offset] == UInt8(ascii: "\\"), offset + 1 < range.upperBound,
        source.bytes[offset + 1] == UInt8(ascii: "|")
      {
        offset += 1
        segments.append((bytes.count, offset))
      }
      bytes.append(source.bytes[offset])
      offset += 1
    }
  }

  /// Behind the marks that begin a heading; `start` where it is underlined.
  private static func skipHashes(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset] == UInt8(ascii: "#") { offset += 1 }
    guard offset > start, offset - start <= 6, offset == end || isSpace(bytes[offset]) else { return start }
    while offset < end, isSpace(bytes[offset]) { offset += 1 }
    return offset
  }
}
