/// Reads the YAML that nearly all front matter is: lines of `key: value`, where a value is a text on that line, with
/// or without quotes, or a list of such texts.
///
/// It gives up at anything else, such as an escape, a comment beside a value, or a text of several lines, which libyaml
/// then reads; so a text that it reads has no error. libyaml would take twenty times as long, a tenth of a whole build.
struct PlainYAML {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  /// The map that `bytes`, which are UTF-8, are; nil for one that is empty, or that libyaml must read.
  static func map(_ bytes: ArraySlice<UInt8>) -> YAMLNode? {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = PlainYAML(bytes: bytes)
      return reader.map()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func map() -> YAMLNode? {
    var members: [YAMLNode.Member] = []
    members.reserveCapacity(16)
    skipEmptyLines()
    guard let first = place else { return nil }
    while !isAtEnd {
      guard offset == lineStart, let key = key(), let value = value() else { return nil }
      let text = key.scalar?.text
      guard !members.contains(where: { $0.key.scalar?.text == text }) else { return nil }
      members.append(YAMLNode.Member(key: key, value: value))
      skipEmptyLines()
    }
    return YAMLNode(form: .map(members), line: first.line, column: first.column)
  }

  /// A key and the colon after it.
  private mutating func key() -> YAMLNode? {
    let start = offset
    while !isAtEnd, bytes[offset].isOfKey { offset += 1 }
    guard offset > start, bytes[start].isLetter, current == UInt8(ascii: ":") else { return nil }
    let key = scalar(start..<offset, from: start, .plain)
    offset += 1
    return key
  }

  /// What follows the colon, to the end of its last line.
  private mutating func value() -> YAMLNode? {
    let colonEnd = offset
    skipSpaces()
    guard current == UInt8(ascii: "\n") || isAtEnd else {
      guard offset > colonEnd, let value = current == UInt8(ascii: "[") ? flowList() : text() else { return nil }
      skipSpaces()
      return endLine() ? value : nil
    }
    let empty = scalar(colonEnd..<colonEnd, from: colonEnd, .plain)
    skipEmptyLines()
    skipSpaces()
    guard current == UInt8(ascii: "-") else {
      // No value; what is indented here belongs to a map, or to a text of several lines.
      return offset == lineStart ? empty : nil
    }
    return blockList()
  }

  /// Lines of `- text` in one column, from the first hyphen on.
  private mutating func blockList() -> YAMLNode? {
    let (start, line) = (offset, line)
    let indentation = start - lineStart
    var entries: [YAMLNode] = []
    while current == UInt8(ascii: "-"), offset - lineStart == indentation {
      offset += 1
      guard current == UInt8(ascii: " ") else { return nil }
      skipSpaces()
      guard let entry = text() else { return nil }
      entries.append(entry)
      skipSpaces()
      guard endLine() else { return nil }
      skipEmptyLines()
      skipSpaces()
    }
    guard isAtEnd || offset == lineStart else { return nil }
    return YAMLNode(form: .list(entries), line: line, column: indentation + 1)
  }

  /// A list in brackets, on one line.
  private mutating func flowList() -> YAMLNode? {
    let start = offset
    var entries: [YAMLNode] = []
    repeat {
      offset += 1
      skipSpaces()
      if entries.isEmpty, current == UInt8(ascii: "]") { break }
      guard let entry = text(isInFlow: true) else { return nil }
      entries.append(entry)
      skipSpaces()
    } while current == UInt8(ascii: ",")
    guard current == UInt8(ascii: "]") else { return nil }
    offset += 1
    return YAMLNode(form: .list(entries), line: line, column: column(of: start))
  }

  /// A text with or without quotes, which may be followed only by spaces, and in brackets by `,` or `]`.
  private mutating func text(isInFlow: Bool = false) -> YAMLNode? {
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): quotedText()
    case UInt8(ascii: "\n"), nil: nil
    default: plainText(isInFlow: isInFlow)
    }
  }

  private mutating func quotedText() -> YAMLNode? {
    let (start, mark) = (offset, bytes[offset])
    offset += 1
    while let byte = current, byte != mark {
      guard byte.isPrintable, byte != UInt8(ascii: "\\"), !isSpecial(at: offset) else { return nil }
      offset += 1
    }
    guard current == mark else { return nil }
    offset += 1
    // Two single quotes stand for one.
    return current == mark ? nil : scalar(start + 1..<offset - 1, from: start, .quoted)
  }

  private mutating func plainText(isInFlow: Bool) -> YAMLNode? {
    let start = offset
    guard let first = current, !first.isIndicator else { return nil }
    var end = start
    while let byte = current, byte != UInt8(ascii: "\n") {
      if isInFlow, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") { break }
      guard byte.isPrintable, !isSpecial(at: offset) else { return nil }
      switch byte {
      case UInt8(ascii: ":") where isInFlow || isBlank(at: offset + 1): return nil
      case UInt8(ascii: "#") where bytes[offset - 1] == UInt8(ascii: " "): return nil
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"): if isInFlow { return nil }
      default: break
      }
      offset += 1
      if byte != UInt8(ascii: " ") { end = offset }
    }
    return scalar(start..<end, from: start, .plain)
  }
}

extension PlainYAML {
  private var isAtEnd: Bool { offset == bytes.count }
  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The place of the next byte; nil at the end.
  private var place: (line: Int, column: Int)? { isAtEnd ? nil : (line, offset - lineStart + 1) }

  private mutating func skipSpaces() {
    while current == UInt8(ascii: " ") { offset += 1 }
  }

  /// Moves past the end of a line; false if it is not there.
  private mutating func endLine() -> Bool {
    guard let current else { return true }
    guard current == UInt8(ascii: "\n") else { return false }
    offset += 1
    (line, lineStart) = (line + 1, offset)
    return true
  }

  /// Moves to the start of the next line that has more than spaces or a comment.
  private mutating func skipEmptyLines() {
    while true {
      skipSpaces()
      if current == UInt8(ascii: "#"), offset == lineStart || bytes[offset - 1] == UInt8(ascii: " ") {
        while let byte = current, byte.isPrintable, !isSpecial(at: offset) { offset += 1 }
      }
      guard !isAtEnd, endLine() else { break }
    }
    if !isAtEnd { offset = lineStart }
  }

  private func isBlank(at offset: Int) -> Bool {
    offset == bytes.count || bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\n")
  }

  /// Whether a character begins here that YAML does not allow, or that ends a line in YAML only: U+0080 to U+009F,
  /// U+2028, U+2029, U+FEFF, U+FFFE and U+FFFF. Some others that begin with the same bytes are taken for such.
  private func isSpecial(at offset: Int) -> Bool {
    guard bytes[offset] >= 0xC2, offset + 1 < bytes.count else { return false }
    switch bytes[offset] {
    case 0xC2: return bytes[offset + 1] < 0xA0
    case 0xE2: return bytes[offset + 1] == 0x80 && offset + 2 < bytes.count && bytes[offset + 2] & 0xFE == 0xA8
    case 0xEF: return bytes[offset + 1] == 0xBB || bytes[offset + 1] == 0xBF
    default: return false
    }
  }

  private func scalar(_ range: Range<Int>, from start: Int, _ style: YAMLNode.Style) -> YAMLNode {
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    return YAMLNode(form: .scalar(.init(text: text, style: style)), line: line, column: column(of: start))
  }

  /// The column of `offset` on this line, from 1, in Unicode scalars.
  private func column(of offset: Int) -> Int {
    var column = 1
    for index in lineStart..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
    return column
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  fileprivate var isOfKey: Bool {
    isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: "_")
      || self == UInt8(ascii: "-")
  }

  /// Neither a control character nor a line's end.
  fileprivate var isPrintable: Bool { self >= 0x20 && self != 0x7F }

  /// Whether text that begins with this byte means something else without quotes, or may do so.
  fileprivate var isIndicator: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
