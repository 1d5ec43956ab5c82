import PartworkSupport

/// The rules for lines that begin a block (CommonMark, sections 4 and 5); all take a line without indentation.
enum BlockStart {
  private static let breakMarks = ASCIISet("*-_")
  private static let itemMarks = ASCIISet("-+*")

  /// Whether `line` ends a table: it begins a block, or is only a pipe.
  static func endsTable(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    line.first == UInt8(ascii: ">") || line.elementsEqual([UInt8(ascii: "|")]) || isThematicBreak(line)
      || isHeading(line) || fence(line) != nil || isRawHTML(line) || noteLabel(line) != nil
      || itemMark(line, interrupting: false) != nil
  }

  /// Three or more of `*`, `-` or `_`, with white space anywhere.
  static func isThematicBreak(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let mark = line.first, breakMarks.contains(mark) else { return false }
    var count = 0
    for byte in line {
      if byte == mark { count += 1 } else if !isSpace(byte) { return false }
    }
    return count >= 3
  }

  /// The line of `=` or `-` that makes a heading of the paragraph above it.
  static func isUnderline(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard let mark = line.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
    return line.drop { $0 == mark }.allSatisfy(isSpace)
  }

  static func isHeading(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    let hashes = line.prefix { $0 == UInt8(ascii: "#") }
    return (1...6).contains(hashes.count) && line[hashes.endIndex...].first.map(isSpace) ?? true
  }

  /// The character and the length of the fence that begins a block of code.
  static func fence(_ line: Slice<UnsafeRawBufferPointer>) -> (mark: UInt8, length: Int)? {
    guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let marks = line.prefix { $0 == mark }
    guard marks.count >= 3, mark == UInt8(ascii: "~") || !line[marks.endIndex...].contains(mark) else { return nil }
    return (mark, marks.count)
  }

  /// Whether `line` is the end of the block of code that `open` began.
  static func closes(_ line: Slice<UnsafeRawBufferPointer>, _ open: (mark: UInt8, length: Int)) -> Bool {
    let marks = line.prefix { $0 == open.mark }
    return marks.count >= open.length && line[marks.endIndex...].allSatisfy(isSpace)
  }

  /// The length of the mark of a list item. Within a paragraph an item needs text, and a number has to be 1.
  static func itemMark(_ line: Slice<UnsafeRawBufferPointer>, interrupting: Bool) -> Int? {
    guard let first = line.first else { return nil }
    var end = line.startIndex + 1
    if isDigit(first) {
      let digits = line.prefix(10).prefix(while: isDigit)
      end = digits.endIndex + 1
      guard digits.count < 10, let mark = line[digits.endIndex...].first,
        mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"),
        !interrupting || digits.elementsEqual([UInt8(ascii: "1")])
      else { return nil }
    } else if !itemMarks.contains(first) {
      return nil
    }
    guard line[end...].first.map(isSpace) ?? true, !interrupting || !line[end...].allSatisfy(isSpace) else {
      return nil
    }
    return end - line.startIndex
  }

  /// Whether `line` begins with a comment, or looks like one whole tag and nothing else: it is a block of raw HTML.
  static func isRawHTML(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    if line.starts(with: "<!--".utf8) { return true }
    guard line.first == UInt8(ascii: "<"), let second = line.dropFirst().first,
      isASCIILetter(second) || second == UInt8(ascii: "/")
    else { return false }
    let tag = line.prefix { $0 != UInt8(ascii: ">") }
    return line[tag.endIndex...].dropFirst().allSatisfy(isSpace) && tag.endIndex < line.endIndex
  }

  /// The label of the footnote that begins with `line`, and how long `[^label]:` and the spaces after it are.
  static func noteLabel(_ line: Slice<UnsafeRawBufferPointer>) -> (label: String, length: Int)? {
    guard line.starts(with: "[^".utf8) else { return nil }
    let label = line.dropFirst(2).prefix { !isSpace($0) && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "[") }
    guard !label.isEmpty, line[label.endIndex...].starts(with: "]:".utf8) else { return nil }
    let rest = line[(label.endIndex + 2)...].drop(while: isSpace)
    return (String(decoding: label, as: UTF8.self), rest.startIndex - line.startIndex)
  }

  /// Whether `line` is a colon, white space and a text.
  static func isDefinition(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    line.first == UInt8(ascii: ":") && line.dropFirst().first.map(isSpace) ?? false
      && !line.dropFirst().allSatisfy(isSpace)
  }
}
