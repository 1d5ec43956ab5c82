/// Finds the tags of a template one after another, by bytes, in one pass.
struct TagScanner {
  let bytes: [UInt8]
  private(set) var problems: [Problem] = []

  private var position = 0
  private(set) var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)

  /// Whether a search found no closing delimiter, so that no other need run to the end of the text for nothing.
  private var isWithoutClosing = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next tag that is whole; what is wrong with those before it is added to `problems`.
  mutating func next() -> Tag? {
    while let start = bytes.firstIndex(of: opening, from: position) {
      if let tag = tag(at: start) {
        position = tag.range.upperBound
        return tag
      }
      position = max(position, start + opening.count)
    }
    return nil
  }
}

extension TagScanner {
  /// Reads the tag that opens at `start`; on a fault notes a problem, and moves on if it knows where to.
  private mutating func tag(at start: Int) -> Tag? {
    let inside = skipBlanks(from: start + opening.count)
    guard inside < bytes.count else { return unclosed(start) }
    switch bytes[inside] {
    case UInt8(ascii: "!"): return comment(start, from: inside + 1)
    case UInt8(ascii: "="): return delimiters(start, from: inside + 1)
    case UInt8(ascii: "{"): return raw(start, from: inside + 1)
    case UInt8(ascii: "&"): return plain(start, .value(isEscaped: false), from: inside + 1)
    case UInt8(ascii: "#"): return plain(start, .section, from: inside + 1)
    case UInt8(ascii: "^"): return plain(start, .inverted, from: inside + 1)
    case UInt8(ascii: "$"): return plain(start, .block, from: inside + 1)
    case UInt8(ascii: "/"): return plain(start, .close, from: inside + 1)
    case UInt8(ascii: ">"): return plain(start, .partial, from: inside + 1)
    case UInt8(ascii: "<"): return plain(start, .parent, from: inside + 1)
    default: return plain(start, .value(isEscaped: true), from: inside)
    }
  }

  private mutating func plain(_ start: Int, _ kind: Tag.Kind, from inside: Int) -> Tag? {
    guard let end = end(of: inside) else { return unclosed(start) }
    return Tag(kind: kind, range: start..<end + closing.count, content: trim(inside..<end))
  }

  /// Reads `{{{name}}}`.
  private mutating func raw(_ start: Int, from inside: Int) -> Tag? {
    guard let end = end(of: inside) else { return unclosed(start) }
    let brace = UInt8(ascii: "}")
    let kind = Tag.Kind.value(isEscaped: false)
    if bytes[end] == brace, bytes.matches(closing, at: end + 1) {
      return Tag(kind: kind, range: start..<end + 1 + closing.count, content: trim(inside..<end))
    }
    if end > inside, bytes[end - 1] == brace {
      return Tag(kind: kind, range: start..<end + closing.count, content: trim(inside..<end - 1))
    }
    let name = text(trim(inside..<end))
    problems.append(
      Problem(
        "`\(text(opening)){` is closed by `\(text(closing))`", at: start,
        hint: "write `\(text(opening)){\(name)}\(text(closing))`, or `\(text(opening))\(name)\(text(closing))`"))
    position = end + closing.count
    return nil
  }

  private mutating func comment(_ start: Int, from inside: Int) -> Tag? {
    guard !isWithoutClosing, let end = bytes.firstIndex(of: closing, from: inside) else {
      isWithoutClosing = true
      return unclosed(start)
    }
    return Tag(kind: .comment, range: start..<end + closing.count, content: trim(inside..<end))
  }

  /// Reads `{{=<% %>=}}` and takes up the new delimiters.
  private mutating func delimiters(_ start: Int, from inside: Int) -> Tag? {
    let first = word(from: skipBlanks(from: inside))
    let second = word(from: skipBlanks(from: first.upperBound))
    let end = skipBlanks(from: second.upperBound)
    guard !first.isEmpty, !second.isEmpty, bytes.matches([UInt8(ascii: "=")] + closing, at: end) else {
      problems.append(
        Problem(
          "this change of delimiters cannot be understood", at: start,
          hint: "write the two new ones with a space between them and no `=` in them, as in `{{=<% %>=}}`"))
      return nil
    }
    let tag = Tag(
      kind: .delimiters, range: start..<end + 1 + closing.count, content: first.lowerBound..<second.upperBound)
    (opening, closing) = (Array(bytes[first]), Array(bytes[second]))
    isWithoutClosing = false
    return tag
  }

  private mutating func unclosed(_ start: Int) -> Tag? {
    problems.append(
      Problem(
        "`\(text(opening))` is never closed", at: start, hint: "end the tag with `\(text(closing))`"))
    return nil
  }
}

extension TagScanner {
  /// Where the closing delimiter of a tag stands whose name begins at `inside`; nil where another tag or another
  /// line of text comes first, as a tag is then not what was meant.
  private func end(of inside: Int) -> Int? {
    var index = inside
    while index < bytes.count {
      if bytes[index] == closing[0], bytes.matches(closing, at: index) {
        return bytes[trim(inside..<index)].contains(UInt8(ascii: "\n")) ? nil : index
      }
      if bytes[index] == opening[0], bytes.matches(opening, at: index) { return nil }
      index += 1
    }
    return nil
  }

  private func skipBlanks(from index: Int) -> Int {
    var index = index
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    return index
  }

  private func trim(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// The bytes from `start` up to white space or an equals sign.
  private func word(from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, !bytes[end].isBlank, bytes[end] != UInt8(ascii: "=") { end += 1 }
    return start..<end
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
