/// What stands behind the text of a link: `](destination "title")`, `][label]` or `]`, by CommonMark's rules.
///
/// libcmark has read it already and tells where it leads, but not where that is written.
struct LinkTail {
  /// The offset of the destination; nil for a link by reference.
  private(set) var destination: Int?
  private(set) var end: Int

  /// Reads `content` from the bracket at `start` that closes the text.
  init(_ content: inout InlineContent, at start: Int) {
    end = start + 1
    switch content.byte(at: end) {
    case UInt8(ascii: "("):
      if let (destination, end) = Self.destinationAndTitle(&content, from: end + 1),
        content.byte(at: end) == UInt8(ascii: ")")
      {
        self.destination = destination
        self.end = end + 1
      }
    case UInt8(ascii: "["): end = Self.skip(&content, to: UInt8(ascii: "]"), from: end + 1) ?? end
    default: break
    }
  }

  /// Where the definitions of links that begin a paragraph end.
  static func endOfDefinitions(_ content: inout InlineContent) -> Int {
    var end = 0
    while content.byte(at: end) == UInt8(ascii: "["),
      let label = skip(&content, to: UInt8(ascii: "]"), from: end + 1), content.byte(at: label) == UInt8(ascii: ":"),
      let (_, found) = destinationAndTitle(&content, from: label + 1),
      content.byte(at: found) == nil
        || content.byte(at: found) == UInt8(ascii: "\n") || content.byte(at: found - 1) == UInt8(ascii: "\n")
    {
      end = found
      while let byte = content.byte(at: end), isSpace(byte) { end += 1 }
    }
    return end
  }

  private static func destinationAndTitle(
    _ content: inout InlineContent, from start: Int
  ) -> (destination: Int, end: Int)? {
    let first = skipSpaces(&content, from: start)
    var destination = first
    var end: Int
    if content.byte(at: first) == UInt8(ascii: "<") {
      destination += 1
      guard let closed = skip(&content, to: UInt8(ascii: ">"), from: first + 1) else { return nil }
      end = closed
    } else {
      end = first
      var depth = 0
      destination: while let byte = content.byte(at: end), byte > UInt8(ascii: " ") {
        switch byte {
        case UInt8(ascii: "\\") where content.byte(at: end + 1).map(isASCIIPunctuation) ?? false: end += 1
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"):
          if depth == 0 { break destination }
          depth -= 1
        default: break
        }
        end += 1
      }
    }
    let title = skipSpaces(&content, from: end)
    guard title > end, let quote = content.byte(at: title) else { return (destination, title) }
    let closing: UInt8
    switch quote {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = quote
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return (destination, title)
    }
    guard let closed = skip(&content, to: closing, from: title + 1) else { return (destination, title) }
    return (destination, skipSpaces(&content, from: closed))
  }

  /// Behind the next `closing` that no backslash escapes; nil where there is none within reach.
  private static func skip(_ content: inout InlineContent, to closing: UInt8, from start: Int) -> Int? {
    var end = start
    while end - start < 4096, let byte = content.byte(at: end) {
      if byte == closing { return end + 1 }
      end += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static func skipSpaces(_ content: inout InlineContent, from start: Int) -> Int {
    var end = start
    while let byte = content.byte(at: end), isSpace(byte) { end += 1 }
    return end
  }
}

func isASCIIPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "!")...UInt8(ascii: "/"), UInt8(ascii: ":")...UInt8(ascii: "@"),
    UInt8(ascii: "[")...UInt8(ascii: "`"), UInt8(ascii: "{")...UInt8(ascii: "~"):
    true
  default: false
  }
}

/// Whether `byte` is a space, a tab or the end of a line.
func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}
