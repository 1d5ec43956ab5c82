/// A URL in a style sheet: the argument of `url()` or of `image-set()`, or the string behind `@import`.
struct CSSReference: Equatable {
  /// The bytes of the URL in the style sheet, without quotes.
  var range: Range<Int>

  /// The URL that they stand for.
  var url: String

  /// Whether the reference pulls another style sheet into this one.
  var isImport: Bool
}

/// Finds the URLs of a style sheet, passing over comments and over strings that are not URLs (CSS Syntax Level 3,
/// section 4).
struct CSSReferences {
  private let css: [UInt8]
  private var position = 0
  private var found: [CSSReference] = []

  /// Whether the last thing read was `@import`, so that a string or `url()` now is its URL.
  private var isBehindImport = false

  /// For each open parenthesis, whether it is one of `image-set(`, in which strings are URLs.
  private var parentheses: [Bool] = []

  /// The URLs of `css`, in order.
  static func find(in css: [UInt8]) -> [CSSReference] {
    var scanner = CSSReferences(css: css)
    while scanner.position < css.count { scanner.step() }
    return scanner.found
  }

  private init(css: [UInt8]) { self.css = css }
}

extension CSSReferences {
  private mutating func step() {
    switch css[position] {
    case UInt8(ascii: "/") where css[position...].starts(with: "/*".utf8): skipComment()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let contents = string()
      if isBehindImport || parentheses.last == true { add(contents) }
      isBehindImport = false
    case UInt8(ascii: "@"):
      position += 1
      isBehindImport = isName(name(), "import")
    case UInt8(ascii: "("):
      parentheses.append(false)
      position += 1
    case UInt8(ascii: ")"):
      _ = parentheses.popLast()
      position += 1
    case let byte where Self.isName(byte): identifier()
    case let byte:
      if !Self.isSpace(byte) { isBehindImport = false }
      position += 1
    }
  }

  /// Reads a name, and a `(` behind it.
  private mutating func identifier() {
    let name = name()
    guard position < css.count, css[position] == UInt8(ascii: "(") else {
      isBehindImport = false
      return
    }
    position += 1
    guard isName(name, "url") else {
      parentheses.append(isName(name, "image-set") || isName(name, "-webkit-image-set"))
      isBehindImport = false
      return
    }
    skipSpace()
    guard position < css.count else { return }
    let isQuoted = css[position] == UInt8(ascii: "\"") || css[position] == UInt8(ascii: "'")
    add(isQuoted ? string() : unquotedURL())
    isBehindImport = false
    while position < css.count, css[position] != UInt8(ascii: ")") { position += 1 }
    position += 1
  }

  private mutating func add(_ range: Range<Int>) {
    found.append(CSSReference(range: range, url: Self.unescaped(css[range]), isImport: isBehindImport))
  }

  private mutating func skipComment() {
    position += 2
    while position < css.count, !css[position...].starts(with: "*/".utf8) { position += 1 }
    position += 2
  }

  private mutating func skipSpace() {
    while position < css.count, Self.isSpace(css[position]) { position += 1 }
  }

  /// Reads a string, closed or ended by its line, and returns what is between its quotes.
  private mutating func string() -> Range<Int> {
    let quote = css[position]
    let start = position + 1
    position = start
    while position < css.count, css[position] != quote, css[position] != UInt8(ascii: "\n") { skipCharacter() }
    let end = min(position, css.count)
    position += 1
    return start..<end
  }

  private mutating func unquotedURL() -> Range<Int> {
    let start = position
    while position < css.count, css[position] != UInt8(ascii: ")"), !Self.isSpace(css[position]) { skipCharacter() }
    return start..<min(position, css.count)
  }

  private mutating func name() -> Range<Int> {
    let start = position
    while position < css.count, Self.isName(css[position]) { skipCharacter() }
    return start..<min(position, css.count)
  }

  /// Skips a character, or an escape: `\"`, or `\26 ` with the space that ends its number.
  private mutating func skipCharacter() {
    let isEscape = css[position] == UInt8(ascii: "\\")
    position += 1
    guard isEscape else { return }
    let digits = css[min(position, css.count)...].prefix(6).prefix(while: Self.isHexDigit).count
    position += max(digits, 1)
    if digits > 0, position < css.count, Self.isSpace(css[position]) { position += 1 }
  }

  private func isName(_ range: Range<Int>, _ name: String) -> Bool {
    css[range].elementsEqual(name.utf8) { $0 == $1 || $0 | 0x20 == $1 }
  }
}

extension CSSReferences {
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\\"), 0x80...:
      true
    default: false
    }
  }

  /// `text` with its escapes resolved: `\26 ` is the character of that number, `\"` a quotation mark.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "\\")) else { return String(decoding: text, as: UTF8.self) }
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      let digits = rest.prefix(6).prefix(while: isHexDigit)
      if digits.isEmpty {
        // An escaped line end is nothing at all.
        if let next = rest.popFirst(), next != UInt8(ascii: "\n") { result.append(next) }
        continue
      }
      rest = rest.dropFirst(digits.count)
      if let next = rest.first, isSpace(next) { rest = rest.dropFirst() }
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
      result += String(Unicode.Scalar(number) ?? "\u{FFFD}").utf8
    }
    return String(decoding: result, as: UTF8.self)
  }
}
