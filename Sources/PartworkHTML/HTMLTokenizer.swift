import PartworkSupport

/// Cuts HTML into tags, texts and comments, as section 13.2.5 of the HTML standard does.
///
/// A tag that the text ends in is left out, as are document types, processing instructions that nobody shows, and NULs.
struct HTMLTokenizer {
  enum Token {
    case start(name: String, attributes: [HTMLAttribute], isSelfClosing: Bool)
    case end(name: String)
    case text(String)
    case comment(String)
  }

  /// How the text after a tag is read.
  enum TokenizerMode: Equatable {
    case markup
    /// Up to the end tag of this element; with character references if `decodes`.
    case rawText(String, decodes: Bool)
    /// To the end.
    case plainText
  }

  var mode = TokenizerMode.markup

  /// The line on which the last token began, from 1.
  private(set) var line = 1

  private let bytes: [UInt8]
  private var offset = 0
  private var counted = 0
  private var references = CharacterReferences()

  /// The attributes of a tag after these are left out, so that no tag takes time quadratic in its length.
  private static let maximumAttributes = 200

  init(_ html: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(html.utf8.count)
    for byte in html.utf8 {
      if byte == UInt8(ascii: "\n"), bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
      bytes.append(byte)
    }
    self.bytes = bytes.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 }
  }

  mutating func next() -> Token? {
    countLines()
    switch mode {
    case .markup: return markup()
    case .rawText(let name, let decodes):
      mode = .markup
      return rawText(endingAt: name, decodes: decodes) ?? markup()
    case .plainText:
      return text(to: bytes.count, decodes: false)
    }
  }

  /// Leaves out a line feed if it comes next, as after `<pre>`.
  mutating func skipLineFeed() {
    if bytes[safe: offset] == UInt8(ascii: "\n") { offset += 1 }
  }

  private mutating func countLines() {
    for byte in bytes[counted..<offset] where byte == UInt8(ascii: "\n") { line += 1 }
    counted = offset
  }

  private mutating func markup() -> Token? {
    var end = offset
    while end < bytes.count {
      guard bytes[end] == UInt8(ascii: "<"), startsMarkup(at: end) else {
        end += 1
        continue
      }
      if end > offset { break }
      if let token = tag() { return token }
      countLines()
      end = offset
    }
    return text(to: end, decodes: true)
  }

  private func startsMarkup(at index: Int) -> Bool {
    guard let second = bytes[safe: index + 1] else { return false }
    if second == UInt8(ascii: "/") { return index + 2 < bytes.count }
    return second == UInt8(ascii: "!") || second == UInt8(ascii: "?") || isLetter(second)
  }

  /// The text up to `end`, without NULs.
  private mutating func text(to end: Int, decodes: Bool) -> Token? {
    guard end > offset else { return nil }
    defer { offset = end }
    return .text(decoded(offset..<end, references: decodes, inAttribute: false, isMarkup: mode == .markup))
  }

  private mutating func decoded(
    _ range: Range<Int>, references decodes: Bool, inAttribute: Bool, isMarkup: Bool = false
  ) -> String {
    var output: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if decodes, bytes[index] == UInt8(ascii: "&"),
        let reference = references.decode(bytes, after: index, inAttribute: inAttribute)
      {
        output += reference.text.utf8
        index += reference.length
      } else if bytes[index] == 0 {
        if !isMarkup { output += "\u{FFFD}".utf8 }
      } else {
        output.append(bytes[index])
      }
      index += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The text of a script or the like, up to its end tag.
  private mutating func rawText(endingAt name: String, decodes: Bool) -> Token? {
    var end = offset
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "<"), bytes[safe: end + 1] == UInt8(ascii: "/"), hasWord(name, at: end + 2) {
        break
      }
      end += 1
    }
    guard end > offset else { return nil }
    defer { offset = end }
    return .text(decoded(offset..<end, references: decodes, inAttribute: false))
  }

  private func hasWord(_ name: String, at index: Int) -> Bool {
    let end = index + name.utf8.count
    guard let after = bytes[safe: end] else { return false }
    return bytes[index..<end].elementsEqual(name.utf8) { lowercased($0) == $1 }
      && (isSpace(after) || after == UInt8(ascii: "/") || after == UInt8(ascii: ">"))
  }

  /// The tag or comment that begins at `offset`; nil if it is left out.
  private mutating func tag() -> Token? {
    switch bytes[offset + 1] {
    case UInt8(ascii: "!"):
      if bytes[offset...].starts(with: "<!--".utf8) { return comment() }
      if bytes[(offset + 2)...].prefix(7).map(lowercased) == Array("doctype".utf8) {
        _ = bogusComment(from: offset + 2)
        return nil
      }
      return bogusComment(from: offset + 2)
    case UInt8(ascii: "?"): return bogusComment(from: offset + 1)
    case UInt8(ascii: "/"):
      if bytes[offset + 2] == UInt8(ascii: ">") {
        offset += 3
        return nil
      }
      if !isLetter(bytes[offset + 2]) { return bogusComment(from: offset + 2) }
      offset += 2
      return element().map { .end(name: $0.name) }
    default:
      offset += 1
      return element().map { .start(name: $0.name, attributes: $0.attributes, isSelfClosing: $0.isSelfClosing) }
    }
  }

  private mutating func bogusComment(from start: Int) -> Token {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    offset = min(end + 1, bytes.count)
    return .comment(String(decoding: bytes[start..<end].filter { $0 != 0 }, as: UTF8.self))
  }

  private mutating func comment() -> Token {
    let start = offset + 4
    var index = start
    if bytes[index...].starts(with: ">".utf8) || bytes[index...].starts(with: "->".utf8) {
      offset = index + (bytes[index] == UInt8(ascii: ">") ? 1 : 2)
      return .comment("")
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "-"), bytes[safe: index + 1] == UInt8(ascii: "-") {
        for close in ["-->", "--!>"] where bytes[index...].starts(with: close.utf8) {
          offset = index + close.utf8.count
          return .comment(String(decoding: bytes[start..<index], as: UTF8.self))
        }
      }
      index += 1
    }
    offset = bytes.count
    var end = bytes.count
    for close in ["--!", "--", "-"] where bytes[start...].suffix(close.utf8.count).elementsEqual(close.utf8) {
      end -= close.utf8.count
      break
    }
    return .comment(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  /// The tag whose name begins at `offset`; nil if the text ends in it.
  private mutating func element() -> (name: String, attributes: [HTMLAttribute], isSelfClosing: Bool)? {
    let name = word { !isSpace($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
    var attributes: [HTMLAttribute] = []
    while true {
      skipSpace()
      guard let byte = bytes[safe: offset] else { return nil }
      if byte == UInt8(ascii: ">") {
        offset += 1
        return (name, attributes, false)
      }
      if byte == UInt8(ascii: "/") {
        offset += 1
        guard bytes[safe: offset] == UInt8(ascii: ">") else { continue }
        offset += 1
        return (name, attributes, true)
      }
      guard let attribute = attribute() else { return nil }
      if attributes.count < Self.maximumAttributes, !attributes.contains(where: { $0.name == attribute.name }) {
        attributes.append(attribute)
      }
    }
  }

  private mutating func attribute() -> HTMLAttribute? {
    var isFirst = true
    let name = word {
      defer { isFirst = false }
      return !isSpace($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") && ($0 != UInt8(ascii: "=") || isFirst)
    }
    skipSpace()
    guard bytes[safe: offset] == UInt8(ascii: "=") else { return HTMLAttribute(name: name, value: "") }
    offset += 1
    skipSpace()
    guard let value = attributeValue() else { return nil }
    return HTMLAttribute(name: name, value: decoded(value, references: true, inAttribute: true))
  }

  private mutating func attributeValue() -> Range<Int>? {
    guard let quote = bytes[safe: offset] else { return nil }
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = offset + 1
      guard let end = bytes[start...].firstIndex(of: quote) else {
        offset = bytes.count
        return nil
      }
      offset = end + 1
      return start..<end
    }
    let start = offset
    while let byte = bytes[safe: offset], !isSpace(byte), byte != UInt8(ascii: ">") { offset += 1 }
    return start..<offset
  }

  /// The characters that satisfy `isPart`, in lower case.
  private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte = bytes[safe: offset], isPart(byte) { offset += 1 }
    let lower = bytes[start..<offset].map(lowercased)
    return lower.contains(0)
      ? String(decoding: lower, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
      : String(decoding: lower, as: UTF8.self)
  }

  private mutating func skipSpace() {
    while let byte = bytes[safe: offset], isSpace(byte) { offset += 1 }
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t") || byte == 0x0C
}

private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
