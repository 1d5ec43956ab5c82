internal import CCMark
import PartworkSupport

/// Finds where the inlines of one block are written, by searching its lines for them in their order.
///
/// The lines and columns that libcmark has for inlines are unreliable. What is not found, such as a destination that is
/// written with entities, still has a line.
struct InlineLocator {
  private let source: [UInt8]
  /// How far the block has been searched.
  private(set) var cursor: Int
  /// The end of the block.
  private let end: Int
  /// Whether links may have their destination elsewhere.
  private let hasDefinitions: Bool
  /// How many more searches may fail; without a limit, that could take quadratic time.
  private var attempts = 8

  init(_ source: [UInt8], in range: Range<Int>, hasDefinitions: Bool) {
    self.source = source
    self.hasDefinitions = hasDefinitions
    cursor = range.lowerBound
    end = range.upperBound
  }

  /// The byte at `offset` of the source.
  func byte(at offset: Int) -> UInt8? { source.indices.contains(offset) ? source[offset] : nil }

  /// The offset of the first line of `text`.
  mutating func find(_ text: some Collection<UInt8>) -> Int? {
    let line = Array(text.prefix { $0 != UInt8(ascii: "\n") })
    guard attempts > 0, !line.isEmpty else { return nil }
    let found = source.withUnsafeBytes { source in
      line.withUnsafeBytes { source.firstIndex(of: $0, in: cursor..<end) }
    }
    if let found { cursor = found + line.count } else { attempts -= 1 }
    return found
  }

  /// The offset of the destination of a link or an image, and whether it is written there; for a reference link, the
  /// offset of the end of its text.
  mutating func findDestination(
    _ destination: UnsafeRawBufferPointer, textEnd: Slice<UnsafeRawBufferPointer>
  ) -> (offset: Int, isWritten: Bool)? {
    guard attempts > 0 else { return nil }
    var offset = cursor
    while let bracket = source.firstIndex(of: UInt8(ascii: "]"), from: offset), bracket < end {
      offset = bracket + 1
      if offset < end, source[offset] == UInt8(ascii: "(") {
        var start = offset + 1
        while start < end, isIndentation(source[start]) { start += 1 }
        if start < end, source[start] == UInt8(ascii: "<") { start += 1 }
        if let length = length(of: destination, at: start) {
          cursor = start + length
          return (start, true)
        }
      } else if hasDefinitions, offset == end || source[offset] != UInt8(ascii: ":"), endsText(bracket, with: textEnd) {
        cursor = offset
        return (bracket, false)
      }
    }
    attempts -= 1
    return nil
  }

  /// The length of `destination` if it is written at `start`; what follows an escape or an entity is not compared.
  private func length(of destination: UnsafeRawBufferPointer, at start: Int) -> Int? {
    var length = 0
    while length < destination.count {
      guard start + length < end else { return nil }
      let byte = source[start + length]
      if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") { return length }
      guard byte == destination[length] else { return nil }
      length += 1
    }
    guard start + length < end else { return nil }
    let next = source[start + length]
    return next == UInt8(ascii: ")") || next == UInt8(ascii: ">") || isSpace(next) ? length : nil
  }

  /// Whether the text before `bracket`, apart from the marks of emphasis and code, ends with `text`.
  private func endsText(_ bracket: Int, with text: Slice<UnsafeRawBufferPointer>) -> Bool {
    var textEnd = bracket
    while textEnd > cursor, "*_`~".utf8.contains(source[textEnd - 1]) { textEnd -= 1 }
    return source[cursor..<textEnd].suffix(text.count).elementsEqual(text)
  }
}

/// Whether `byte` may be at the end of a line or before the text of the next.
private func isIndentation(_ byte: UInt8) -> Bool { isSpace(byte) || byte == UInt8(ascii: ">") }
