/// The bound on what libcmark's inline parser is given, which cannot be stopped once it runs.
///
/// Up to 0.30.2 a link closed in a paragraph walks back over every image that is still open there, so that
/// `![[]()` repeated takes time by the square. Real paragraphs stay below the bound by a factor of a million.
enum InlineBound {
  /// The most steps that the images and links between two blank lines may cost; each is of some nanoseconds.
  private static let steps = 500_000_000

  static func isExceeded(by text: [UInt8]) -> Bool {
    // So few bytes cannot hold that many.
    if text.count < 64 << 10 { return false }
    var images = 0
    var links = 0
    var isBlank = true
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "\n"):
        if isBlank { (images, links) = (0, 0) }
        isBlank = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ">"): break
      default:
        isBlank = false
        if previous == UInt8(ascii: "!"), byte == UInt8(ascii: "[") { images += 1 }
        if byte == UInt8(ascii: "]") { links += 1 }
        if images * links > steps { return true }
      }
      previous = byte
    }
    return false
  }
}
