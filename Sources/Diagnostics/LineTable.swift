/// The lines of a text, for turning byte offsets into lines and columns.
package struct LineTable: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Finds the lines of `text`; a line ends with LF, CR LF or CR.
  package init(_ text: some Sequence<UInt8>) {
    let bytes = Array(text)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      let endsLine =
        byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r") && (offset + 1 == bytes.count || bytes[offset + 1] != UInt8(ascii: "\n"))
      if endsLine { starts.append(offset + 1) }
    }
    self.bytes = bytes
    self.starts = starts
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
    guard end > start else { return 0 }
    return bytes[start..<end].reduce(0) { $1 & 0b1100_0000 == 0b1000_0000 ? $0 : $0 + 1 }
  }
}
