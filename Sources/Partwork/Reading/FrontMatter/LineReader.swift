/// Reads the lines of a text, one after the other; a line ends with LF, CR LF or CR.
struct LineReader: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  /// The offset of the next line.
  private(set) var offset: Int
  /// The number of the last line read, from 1.
  private(set) var number = 0

  init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next line, without its end; nil after the last.
  mutating func next() -> ArraySlice<UInt8>? {
    guard offset < bytes.count else { return nil }
    number += 1
    let start = offset
    let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
    let isPair = end < bytes.count && bytes[end...].starts(with: "\r\n".utf8)
    offset = Swift.min(end + (isPair ? 2 : 1), bytes.count)
    return bytes[start..<end]
  }
}

/// Properties of a line.
extension ArraySlice<UInt8> {
  /// Whether there is nothing but spaces and tabs.
  var isBlank: Bool { allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

  /// The number of spaces at the beginning.
  var indentation: Int { prefix { $0 == UInt8(ascii: " ") }.count }

  /// Whether the line is `---`, or three times another `mark`, with or without spaces after it.
  func isFence(of mark: Unicode.Scalar = "-") -> Bool {
    starts(with: repeatElement(UInt8(ascii: mark), count: 3)) && dropFirst(3).isBlank
  }
}
