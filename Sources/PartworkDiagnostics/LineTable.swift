/// The lines of a text, to turn byte offsets into lines and columns.
package struct LineTable: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// How many scalars begin before each block of bytes, so that a column in a very long line is found quickly.
  private let scalarCounts: [Int]
  private static let blockSize = 256

  /// Finds the lines of `text`; a line ends with LF, CR LF or CR.
  package init(_ text: some Sequence<UInt8>) {
    let bytes = Array(text)
    var starts = [0]
    var scalarCounts: [Int] = []
    var scalarCount = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.blockSize == 0 { scalarCounts.append(scalarCount) }
      if byte & 0b1100_0000 != 0b1000_0000 { scalarCount += 1 }
      let endsLine =
        byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r") && (offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n"))
      if endsLine { starts.append(offset + 1) }
    }
    self.bytes = bytes
    self.starts = starts
    self.scalarCounts = scalarCounts
  }

  /// The line and column, both from 1, of the byte at `offset`; columns count Unicode scalars.
  package func position(at offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, scalars(from: starts[low], to: min(offset, bytes.count)) + 1)
  }

  /// The column, from 1 and in Unicode scalars, of the byte `byteColumn` (from 1) of `line` (from 1).
  package func column(line: Int, byteColumn: Int) -> Int {
    guard line >= 1, line <= starts.count else { return byteColumn }
    let start = starts[line - 1]
    return scalars(from: start, to: min(start + byteColumn - 1, bytes.count)) + 1
  }

  private func scalars(from start: Int, to end: Int) -> Int {
    end > start ? scalars(before: end) - scalars(before: start) : 0
  }

  private func scalars(before offset: Int) -> Int {
    let block = max(0, min(offset / Self.blockSize, scalarCounts.count - 1))
    let begun = bytes[block * Self.blockSize..<offset].reduce(0) { $1 & 0b1100_0000 == 0b1000_0000 ? $0 : $0 + 1 }
    return begun + (scalarCounts.isEmpty ? 0 : scalarCounts[block])
  }
}
