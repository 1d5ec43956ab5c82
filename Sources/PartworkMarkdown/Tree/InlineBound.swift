/// The bound on what libcmark's inline parser is given, which cannot be stopped once it runs.
///
/// Up to 0.30.2 a link closed in a paragraph walks back over every image that is still open there, so that
/// `![[]()` repeated takes time by the square. Real paragraphs stay below the bound by a factor of a million.
struct InlineBound {
  /// The line on which the paragraph beyond the bound begins.
  let line: Int

  /// The most steps that the open images and the links of one paragraph may cost; each is of some nanoseconds.
  private static let steps = 500_000_000

  /// Finds the first paragraph of `text` that is beyond the bound; nil where none is.
  ///
  /// It is an estimate from above: every bracket may close a link, and images are taken for open but where for certain
  /// they are not. Paragraphs end at blank lines and where another item of a list begins.
  init?(exceededBy text: [UInt8]) {
    // So few bytes cannot hold that many.
    if text.count < 64 << 10 { return nil }
    var images = 0
    var links = 0
    var start = 1
    var number = 0
    var offset = 0
    while offset < text.count {
      number += 1
      let end = text.firstIndex(of: UInt8(ascii: "\n"), from: offset) ?? text.count
      let line = text[offset..<end]
      offset = end + 1
      let isBlank = line.allSatisfy(Self.isBlank)
      if isBlank || Self.beginsItem(line) {
        (images, links) = (0, 0)
        start = isBlank ? number + 1 : number
      }
      Self.count(line, &images, &links)
      if images * links > Self.steps {
        self.line = start
        return
      }
    }
    return nil
  }

  private static func count(_ line: ArraySlice<UInt8>, _ images: inout Int, _ links: inout Int) {
    var previous: UInt8 = 0
    for (offset, byte) in zip(line.indices, line) {
      if byte == UInt8(ascii: "]") { links += 1 }
      if byte == UInt8(ascii: "["), previous == UInt8(ascii: "!"), !isClosed(line[(offset + 1)...]) { images += 1 }
      previous = byte
    }
  }

  /// Whether the image whose text begins `line`, if it is one, is closed in the line for certain: nothing before the
  /// bracket could hide it. A closed one costs nothing, be it an image or not.
  private static func isClosed(_ line: ArraySlice<UInt8>) -> Bool {
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

  /// Whether `line` begins an item of a list in whatever paragraph it stands: with text, and indented by too little to
  /// be more of that paragraph.
  private static func beginsItem(_ line: ArraySlice<UInt8>) -> Bool {
    let mark = line.drop { $0 == UInt8(ascii: " ") }
    guard mark.startIndex - line.startIndex <= 3, let first = mark.first, "-+*".utf8.contains(first),
      mark.dropFirst().first == UInt8(ascii: " ")
    else { return false }
    return !mark.dropFirst().allSatisfy(isBlank)
  }

  /// Whether `byte` may stand in a line that ends a paragraph, in a quotation too.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: ">")
  }
}
