import PartworkSupport

/// The content of a paragraph, heading or cell on its way to Markdown.
struct InlineText {
  enum Mark: Hashable {
    case strong, emphasis, strike
    case link(address: String, title: String)

    var isLink: Bool { if case .link = self { true } else { false } }
  }

  enum InlinePiece: Hashable {
    case text(String)
    /// White space at the edge of a text: a blank, or a blank that does not break.
    case space(String)
    case open(Mark)
    case close(Mark)
    case code(String)
    case picture(alternative: String, address: String, title: String)
    case lineBreak
    /// Markdown that stays as it is, such as the mark of a footnote.
    case verbatim(String)
  }

  private(set) var pieces: [InlinePiece] = []

  var isEmpty: Bool { !pieces.contains(where: \.isContent) }

  /// The content without marks that mark nothing, and with white space outside of marks.
  init(_ raw: [InlinePiece]) {
    for piece in raw {
      switch piece {
      case .text(let text): add(text: text)
      case .space, .lineBreak: add(space: piece)
      case .open(let mark):
        if pieces.last == .close(mark) { pieces.removeLast() } else { pieces.append(piece) }
      case .close(let mark): close(mark)
      case .code, .picture, .verbatim: pieces.append(piece)
      }
    }
    while let last = pieces.last, last.isSpace { pieces.removeLast() }
  }

  /// Adds `text` with each run of white space as one blank.
  private mutating func add(text: String) {
    var word: [UInt8] = []
    var space: BlankKind?
    func shown(_ space: BlankKind) -> String { space == .firm ? "\u{A0}" : " " }
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if let (kind, length) = BlankKind.blank(in: bytes, at: index) {
        space = space == nil || kind == .usual ? kind : space
        index += length
        continue
      }
      if let before = space {
        if word.isEmpty { add(space: .space(shown(before))) } else { word += shown(before).utf8 }
        space = nil
      }
      word.append(bytes[index])
      index += 1
    }
    if !word.isEmpty {
      let word = String(decoding: word, as: UTF8.self)
      if case .text(let before) = pieces.last {
        pieces[pieces.count - 1] = .text(before + word)
      } else {
        pieces.append(.text(word))
      }
    }
    if let space { add(space: .space(shown(space))) }
  }

  /// Adds white space before the marks that have just been opened, unless there is some.
  private mutating func add(space: InlinePiece) {
    var index = pieces.endIndex
    while index > 0, pieces[index - 1].isOpening { index -= 1 }
    guard index > 0, pieces[index - 1] != .lineBreak else { return }
    if case .space = pieces[index - 1] {
      if space == .lineBreak || space == .space(" ") { pieces[index - 1] = space }
    } else {
      pieces.insert(space, at: index)
    }
  }

  /// Closes `mark` before the white space at the end.
  private mutating func close(_ mark: Mark) {
    var spaces: [InlinePiece] = []
    while let last = pieces.last, last.isSpace { spaces.append(pieces.removeLast()) }
    if pieces.last == .open(mark) { pieces.removeLast() } else { pieces.append(.close(mark)) }
    for space in spaces.reversed() { add(space: space) }
  }

  /// Leaves out all marks but links.
  mutating func removeEmphasis() {
    pieces.removeAll {
      switch $0 {
      case .open(let mark), .close(let mark): !mark.isLink
      default: false
      }
    }
  }

  /// The index of the piece that closes the mark opened at `start`.
  func end(of start: Int) -> Int? {
    guard case .open(let mark) = pieces[start] else { return nil }
    return pieces[(start + 1)...].firstIndex(of: .close(mark))
  }

  /// The text as a reader sees it.
  var plainText: String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let more), .space(let more), .code(let more): text += more
      case .lineBreak: text += "\n"
      default: break
      }
    }
  }

  /// The only picture, if there is nothing else than a picture or a link around one.
  var loneImage: Int? {
    let content = pieces.indices.filter { pieces[$0].isContent }
    guard content.count == 1, case .picture = pieces[content[0]] else { return nil }
    return content[0]
  }

  /// Gives the picture at `index` a title.
  mutating func setTitle(_ title: String, ofPictureAt index: Int) {
    guard case .picture(let alternative, let address, _) = pieces[index] else { return }
    pieces[index] = .picture(alternative: alternative, address: address, title: title)
  }
}

// MARK: - Emphasis

extension InlineText {
  /// Moves punctuation out of marks that would have no effect with it (CommonMark, section 6.2), and leaves out marks
  /// for which that is not enough.
  mutating func repairEmphasis() {
    var index = 0
    while index < pieces.count {
      guard case .open(let mark) = pieces[index], !mark.isLink else {
        index += 1
        continue
      }
      if !opens(at: index), movePunctuation(after: index) { index += 1 }
      guard let end = end(of: index) else { return }
      if !closes(at: end) { movePunctuation(before: end) }
      if end > index + 1, opens(at: index), closes(at: end) { index += 1 } else { removeMarks(index, end) }
    }
  }

  private mutating func removeMarks(_ start: Int, _ end: Int) {
    pieces.remove(at: end)
    pieces.remove(at: start)
  }

  private func opens(at index: Int) -> Bool {
    guard let next = firstScalar(from: index + 1) else { return false }
    return !next.isPunctuation || lastScalar(before: index).map { $0.isPunctuation || $0.isWhite } ?? true
  }

  private func closes(at index: Int) -> Bool {
    guard let last = lastScalar(before: index) else { return false }
    return !last.isPunctuation || firstScalar(from: index + 1).map { $0.isPunctuation || $0.isWhite } ?? true
  }

  private mutating func movePunctuation(after start: Int) -> Bool {
    guard case .text(let text)? = pieces[safe: start + 1] else { return false }
    let rest = text.drop { $0.unicodeScalars.allSatisfy { $0.isPunctuation } }
    guard !rest.isEmpty, rest.first?.isWhitespace == false, rest.startIndex > text.startIndex else { return false }
    pieces[start + 1] = .text(String(rest))
    pieces.insert(.text(String(text[..<rest.startIndex])), at: start)
    return true
  }

  private mutating func movePunctuation(before end: Int) {
    guard case .text(let text) = pieces[end - 1],
      let last = text.lastIndex(where: { !$0.unicodeScalars.allSatisfy { $0.isPunctuation } }),
      !text[last].isWhitespace
    else { return }
    let rest = text[text.index(after: last)...]
    pieces[end - 1] = .text(String(text[...last]))
    pieces.insert(.text(String(rest)), at: end + 1)
  }

  /// The character that follows, over marks of emphasis.
  private func firstScalar(from start: Int) -> Unicode.Scalar? {
    for piece in pieces[start...] {
      switch piece {
      case .text(let text), .space(let text): return text.unicodeScalars.first
      case .open(let mark), .close(let mark): if mark.isLink { return piece == .open(mark) ? "[" : "]" }
      case .code: return "`"
      case .picture: return "!"
      case .lineBreak: return " "
      case .verbatim(let text): return text.unicodeScalars.first
      }
    }
    return nil
  }

  private func lastScalar(before end: Int) -> Unicode.Scalar? {
    for piece in pieces[..<end].reversed() {
      switch piece {
      case .text(let text), .space(let text): return text.unicodeScalars.last
      case .open(let mark), .close(let mark): if mark.isLink { return piece == .open(mark) ? "[" : ")" }
      case .code: return "`"
      case .picture: return ")"
      case .lineBreak: return " "
      case .verbatim(let text): return text.unicodeScalars.last
      }
    }
    return nil
  }
}

extension InlineText.InlinePiece {
  /// Whether a reader sees something of it.
  var isContent: Bool {
    switch self {
    case .text, .code, .picture, .verbatim: true
    case .space, .open, .close, .lineBreak: false
    }
  }

  fileprivate var isSpace: Bool {
    switch self {
    case .space, .lineBreak: true
    default: false
    }
  }

  fileprivate var isOpening: Bool { if case .open = self { true } else { false } }
}

/// White space that HTML shows as one blank, and the blank that does not break.
private enum BlankKind {
  case usual, firm

  /// The blank at `index` of UTF-8, and its length; nil if there is none.
  static func blank(in bytes: [UInt8], at index: Int) -> (kind: BlankKind, length: Int)? {
    switch bytes[index] {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0C: (.usual, 1)
    case 0xC2 where bytes[safe: index + 1] == 0xA0: (.firm, 2)
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// Punctuation as CommonMark 0.30 understands it.
  var isPunctuation: Bool {
    if isASCII {
      return (0x21...0x2F).contains(value) || (0x3A...0x40).contains(value) || (0x5B...0x60).contains(value)
        || (0x7B...0x7E).contains(value)
    }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Most are ASCII, for which the tables of Unicode are slow.
  var isWhite: Bool { value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }

  var isAlphanumeric: Bool { properties.isAlphabetic || properties.numericType != nil }
}
