/// A limit on what libcmark's inline parser is given, since it cannot be stopped once it runs.
///
/// Up to libcmark 0.30.2, each link in a paragraph walks back over every image that is still open there, so that
/// `![[]()` repeated takes quadratic time. Real paragraphs are a million times below the limit.
struct InlineBound {
  /// The line on which the paragraph over the limit begins.
  let line: Int

  /// The most steps that the open images and the links of one paragraph may take, at a few nanoseconds each.
  private static let steps = 500_000_000

  /// Finds the first paragraph of `text` that is over the limit; nil if there is none.
  ///
  /// This overestimates: every bracket may close a link, and an image counts as open unless it is certain to be closed.
  /// Paragraphs end at blank lines and at the next list item.
  init?(exceededBy text: [UInt8]) {
    // A text this short cannot reach the limit.
    if text.count < 64 << 10 { return nil }
    var (images, links) = (0, 0)
    var (number, start) = (0, 1)
    var found: Int?
    text.withUnsafeBytes { text in
      text.forEachLine { range in
        number += 1
        let line = text[range]
        let isBlank = line.allSatisfy(Self.isBlank)
        if isBlank || Self.beginsItem(line) {
          (images, links) = (0, 0)
          start = isBlank ? number + 1 : number
        }
        Self.count(line, &images, &links)
        if found == nil, images * links > Self.steps { found = start }
      }
    }
    guard let found else { return nil }
    line = found
  }

  private static func count(_ line: Slice<UnsafeRawBufferPointer>, _ images: inout Int, _ links: inout Int) {
    var previous: UInt8 = 0
    for (offset, byte) in zip(line.indices, line) {
      if byte == UInt8(ascii: "]") { links += 1 }
      if byte == UInt8(ascii: "["), previous == UInt8(ascii: "!"), !isClosed(line[(offset + 1)...]) { images += 1 }
      previous = byte
    }
  }

  /// Whether the image whose text begins with `line` is certain to be closed in the line: nothing before the bracket
  /// could hide it. A closed image costs nothing.
  private static func isClosed(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    var offset = line.startIndex
    while offset < line.endIndex {
      switch line[offset] {
      case UInt8(ascii: "]"): return true
      case UInt8(ascii: "["), UInt8(ascii: "`"), UInt8(ascii: "<"): return false
      case UInt8(ascii: "\\"): offset += 1
      default: break
      }
      offset += 1
    }
    return false
  }

  /// Whether `line` begins a list item even within a paragraph: it has text, and is not indented too far.
  private static func beginsItem(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    let text = line.drop { $0 == UInt8(ascii: " ") }
    return text.startIndex - line.startIndex <= 3 && BlockStart.itemMark(text, interrupting: true) != nil
  }

  /// Whether `byte` may be in a line that ends a paragraph, even in a block quote.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: ">")
  }
}
