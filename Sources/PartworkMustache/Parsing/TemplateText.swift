import PartworkDiagnostics

/// The bytes of a template, and where they are in a file.
struct TemplateText: Sendable {
  /// The text in UTF-8, without a byte order mark.
  let bytes: [UInt8]

  private let lines: LineTable
  private let origin: SourceLocation

  /// - Parameter origin: Where the text begins, which need not be the beginning of the file.
  init(_ bytes: [UInt8], at origin: SourceLocation) {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
    self.origin = origin
    lines = LineTable(self.bytes)
  }

  /// The place in the file of the byte at `offset`.
  func location(of offset: Int) -> SourceLocation {
    let (line, column) = lines.position(at: offset)
    return SourceLocation(
      origin.file, line: (origin.line ?? 1) + line - 1,
      column: line == 1 ? (origin.column ?? 1) + column - 1 : column)
  }

  subscript(range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension TemplateText {
  /// The range without the white space at its ends.
  func trim(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// The first index of `delimiter` at or after `start`.
  func firstIndex(of delimiter: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count, let next = bytes[index...].firstIndex(of: delimiter[0]) {
      if bytes[next...].starts(with: delimiter) { return next }
      index = next + 1
    }
    return nil
  }

  /// The beginning of the line, if only spaces and tabs come between it and `index`.
  func blankLineStart(before index: Int) -> Int? {
    var start = index
    while start > 0, bytes[start - 1].isSpace { start -= 1 }
    return isLineStart(start) ? start : nil
  }

  /// The beginning of the next line, or the end of the text, if only spaces and tabs come between it and `index`.
  func blankLineEnd(after index: Int) -> Int? {
    var end = index
    while end < bytes.count, bytes[end].isSpace { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end == bytes.count { return end }
    return bytes[end] == UInt8(ascii: "\n") ? end + 1 : nil
  }

  func isLineStart(_ offset: Int) -> Bool {
    offset == 0 || bytes[offset - 1] == UInt8(ascii: "\n")
  }
}

extension UInt8 {
  /// Whether the byte is a space, a tab or part of a line end.
  var isBlank: Bool { isSpace || self == 0x0A || self == 0x0D }

  /// Whether the byte is a space or a tab.
  var isSpace: Bool { self == 0x20 || self == 0x09 }
}

/// An error at an offset of a template's text.
struct TemplateError: Error {
  let message: String
  let offset: Int
  let hint: String?

  init(_ message: String, at offset: Int, hint: String? = nil) {
    self.message = message
    self.offset = offset
    self.hint = hint
  }
}
