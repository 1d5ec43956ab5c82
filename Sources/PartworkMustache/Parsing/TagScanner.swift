/// A tag of a template: `{{#name}}`.
struct Tag {
  let kind: TagKind

  /// The bytes of the tag with its delimiters.
  let range: Range<Int>

  /// The bytes between the delimiters, without the sigil and the white space around them.
  let content: Range<Int>
}

enum TagKind {
  case value(isEscaped: Bool)
  case section, inverted, block, close
  case partial, parent
  case comment, delimiters
}

/// Finds the tags of a template one after another, by bytes, in one pass.
struct TagScanner {
  private let text: TemplateText
  private let bytes: [UInt8]
  private var position = 0
  private(set) var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)

  /// Whether a search reached the end of the text without finding a closing delimiter, so that later searches need not
  /// try.
  private var isWithoutClosing = false

  init(_ text: TemplateText) {
    self.text = text
    bytes = text.bytes
  }

  /// The next tag; nil at the end of the text. After an error the scanner continues after the faulty tag.
  mutating func next() throws(TemplateError) -> Tag? {
    guard let start = text.firstIndex(of: opening, from: position) else { return nil }
    position = start + opening.count
    let tag = try tag(at: start)
    position = tag.range.upperBound
    return tag
  }
}

extension TagScanner {
  private mutating func tag(at start: Int) throws(TemplateError) -> Tag {
    let inside = skipBlanks(from: position)
    guard inside < bytes.count else { throw unclosed(start) }
    switch bytes[inside] {
    case UInt8(ascii: "!"): return try comment(start, from: inside + 1)
    case UInt8(ascii: "="): return try delimiters(start, from: inside + 1)
    case UInt8(ascii: "{"): return try raw(start, from: inside + 1)
    case UInt8(ascii: "&"): return try plain(.value(isEscaped: false), start, from: inside + 1)
    case UInt8(ascii: "#"): return try plain(.section, start, from: inside + 1)
    case UInt8(ascii: "^"): return try plain(.inverted, start, from: inside + 1)
    case UInt8(ascii: "$"): return try plain(.block, start, from: inside + 1)
    case UInt8(ascii: "/"): return try plain(.close, start, from: inside + 1)
    case UInt8(ascii: ">"): return try plain(.partial, start, from: inside + 1)
    case UInt8(ascii: "<"): return try plain(.parent, start, from: inside + 1)
    default: return try plain(.value(isEscaped: true), start, from: inside)
    }
  }

  private func plain(_ kind: TagKind, _ start: Int, from inside: Int) throws(TemplateError) -> Tag {
    let end = try end(of: start, from: inside)
    return Tag(kind: kind, range: start..<end + closing.count, content: text.trim(inside..<end))
  }

  /// Reads `{{{name}}}`.
  private mutating func raw(_ start: Int, from inside: Int) throws(TemplateError) -> Tag {
    let end = try end(of: start, from: inside)
    let brace = UInt8(ascii: "}")
    // The first `}}` of `}}}` includes the brace that belongs to the name; other delimiters come after it.
    let includesBrace = bytes[end] == brace && bytes[(end + 1)...].starts(with: closing)
    position = (includesBrace ? end + 1 : end) + closing.count
    if includesBrace || end > inside && bytes[end - 1] == brace {
      let content = text.trim(inside..<(includesBrace ? end : end - 1))
      return Tag(kind: .value(isEscaped: false), range: start..<position, content: content)
    }
    let (opening, closing) = delimiterTexts
    let name = text[text.trim(inside..<end)]
    throw TemplateError(
      "`\(opening){` is closed by `\(closing)`", at: start,
      hint: "write `\(opening){\(name)}\(closing)` or `\(opening)\(name)\(closing)`")
  }

  private mutating func comment(_ start: Int, from inside: Int) throws(TemplateError) -> Tag {
    guard !isWithoutClosing, let end = text.firstIndex(of: closing, from: inside) else {
      isWithoutClosing = true
      throw unclosed(start)
    }
    return Tag(kind: .comment, range: start..<end + closing.count, content: text.trim(inside..<end))
  }

  /// Reads `{{=<% %>=}}` and changes the delimiters.
  private mutating func delimiters(_ start: Int, from inside: Int) throws(TemplateError) -> Tag {
    let first = word(from: skipBlanks(from: inside))
    let second = word(from: skipBlanks(from: first.upperBound))
    let end = skipBlanks(from: second.upperBound)
    guard !first.isEmpty, !second.isEmpty, bytes[end...].starts(with: [UInt8(ascii: "=")] + closing) else {
      throw TemplateError(
        "these delimiters are not valid", at: start,
        hint: "write the two new delimiters with a space between them and without `=`, as in `{{=<% %>=}}`")
    }
    let range = start..<end + 1 + closing.count
    (opening, closing) = (Array(bytes[first]), Array(bytes[second]))
    isWithoutClosing = false
    return Tag(kind: .delimiters, range: range, content: first.lowerBound..<second.upperBound)
  }

  private func unclosed(_ start: Int) -> TemplateError {
    let (opening, closing) = delimiterTexts
    return TemplateError("`\(opening)` is never closed", at: start, hint: "end the tag with `\(closing)`")
  }

  private var delimiterTexts: (opening: String, closing: String) {
    (String(decoding: opening, as: UTF8.self), String(decoding: closing, as: UTF8.self))
  }
}

extension TagScanner {
  /// The place of the closing delimiter of the tag at `start` whose name begins at `inside`.
  ///
  /// If another tag or another line of text comes first, the tag was left open: its error belongs here, not at the
  /// next delimiter.
  private func end(of start: Int, from inside: Int) throws(TemplateError) -> Int {
    var index = inside
    while index < bytes.count {
      if bytes[index] == closing[0], bytes[index...].starts(with: closing) {
        if bytes[text.trim(inside..<index)].contains(UInt8(ascii: "\n")) { break }
        return index
      }
      if bytes[index] == opening[0], bytes[index...].starts(with: opening) { break }
      index += 1
    }
    throw unclosed(start)
  }

  private func skipBlanks(from index: Int) -> Int {
    bytes[index...].firstIndex { !$0.isBlank } ?? bytes.count
  }

  /// The bytes from `start` up to white space or an equals sign.
  private func word(from start: Int) -> Range<Int> {
    start..<(bytes[start...].firstIndex { $0.isBlank || $0 == UInt8(ascii: "=") } ?? bytes.count)
  }
}
