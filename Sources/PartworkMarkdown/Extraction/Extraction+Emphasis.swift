internal import CCMark
internal import PartworkDiagnostics
internal import PartworkSupport

/// Marks without effect beside the punctuation of scripts without spaces.
///
/// In CommonMark (section 6.2), a mark between a letter and punctuation cannot open if the punctuation is inside the pair,
/// nor close. That is right where words have spaces between them, but leaves the asterisks of `これは**「重要」**です`.
extension Extraction {
  /// Warns of the marks among the children of the parent of `text`, its first text, that would be pairs but for that rule.
  mutating func warnOfMarksWithoutEffect(besides text: Node) {
    var pairs: [(opener: UnmatchedMark, closer: UnmatchedMark)] = []
    var openers: [UInt8: UnmatchedMark] = [:]
    var next: Node? = text
    while let node = next {
      if node.type == CMARK_NODE_TEXT {
        for mark in UnmatchedMark.marks(in: node) {
          if mark.mayClose, let opener = openers[mark.byte] {
            if opener.mayPair(with: mark) { pairs.append((opener, mark)) }
            openers[mark.byte] = nil
          } else if mark.mayOpen {
            openers[mark.byte] = mark
          }
        }
      }
      next = node.next
    }
    if pairs.isEmpty { return }
    beginSearch()
    guard var search = locator else { return }
    for (opener, closer) in pairs {
      let isAtOpener = !opener.opens
      guard let offset = search.find(isAtOpener ? opener : closer, afterLetter: isAtOpener) else { continue }
      warn(of: opener, closer, at: editor.source.location(at: offset))
    }
  }

  private mutating func warn(of opener: UnmatchedMark, _ closer: UnmatchedMark, at place: SourceLocation) {
    let mark = String(decoding: (opener.opens ? closer : opener).bytes, as: UTF8.self)
    let spaces =
      switch (opener.opens, closer.closes) {
      case (true, _): "a space after them"
      case (_, true): "a space before them"
      default: "a space on either side"
      }
    editor.diagnostics.warning(
      "this `\(mark)` has no effect, because it is between a letter and punctuation", at: place,
      hint: Self.form(of: opener, closer, mark).map { "\($0), or put \(spaces)" } ?? "put \(spaces)")
  }

  /// What to write instead; nil for marks around code, which can only have spaces.
  private static func form(of opener: UnmatchedMark, _ closer: UnmatchedMark, _ mark: String) -> String? {
    func sign(_ side: UnmatchedMark.Side) -> String { side.isPunctuation ? side.scalar.map(String.init) ?? "" : "" }
    let (start, end) = (sign(opener.after), sign(closer.before))
    if !start.isEmpty || !end.isEmpty {
      return "put the punctuation outside the marks, as in `\(start)\(mark)…\(mark)\(end)`"
    }
    let isLink = opener.after.isLink || closer.before.isLink
    return isLink ? "put the marks inside the link, as in `[\(mark)…\(mark)](…)`" : nil
  }
}

/// A run of asterisks, underscores or tildes that is left in a text.
private struct UnmatchedMark {
  /// What is next to the mark.
  struct Side {
    let flank: Flank
    /// The character, if it is in a text.
    var scalar: Unicode.Scalar?
    /// The node, if it is not in this text.
    var neighbour: Node?

    var isPunctuation: Bool { flank == .punctuation }
    var isLink: Bool { neighbour?.type == CMARK_NODE_LINK }

    /// Whether the character is of a script in which marks are often next to letters: one without spaces, or Korean,
    /// which has particles; or of their punctuation.
    var isUnspaced: Bool {
      guard let value = scalar?.value else { return false }
      return value >= 0x2E80 || UnspacedScript(ofBasic: value) != nil
    }
  }

  let byte: UInt8
  let count: Int
  let before: Side
  let after: Side

  var bytes: [UInt8] { Array(repeating: byte, count: count) }

  /// Whether the mark can open or close a pair by CommonMark's rule.
  var opens: Bool { after.flank != .space && (!after.isPunctuation || before.flank != .text) }
  var closes: Bool { before.flank != .space && (!before.isPunctuation || after.flank != .text) }

  /// Whether it could if letters of scripts without spaces counted as spaces.
  var mayOpen: Bool { opens || after.flank != .space && before.isUnspaced }
  var mayClose: Bool { closes || before.flank != .space && after.isUnspaced }

  /// Whether this mark and the later `closer` are meant as a pair. A single mark may stand for itself: `価格*(数量)*税率`.
  func mayPair(with closer: UnmatchedMark) -> Bool {
    if opens, closer.closes { return false }
    return opens || closer.closes || count > 1
      || (after.isUnspaced || after.isLink) && (closer.before.isUnspaced || closer.before.isLink)
  }
}

extension UnmatchedMark {
  /// The marks in the text `node` and what is beside them.
  static func marks(in node: Node) -> [UnmatchedMark] {
    let text = node.literal
    var marks: [UnmatchedMark] = []
    var offset = 0
    while offset < text.count {
      let (start, byte) = (offset, text[offset])
      offset += 1
      guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~") else { continue }
      while offset < text.count, text[offset] == byte { offset += 1 }
      let count = offset - start
      guard byte == UInt8(ascii: "~") ? count == 2 : count <= 3 else { continue }
      let before =
        start > 0
        ? Side(flank: Flank(endOf: text[..<start]), scalar: Flank.scalar(endOf: text[..<start]))
        : Side(flank: Flank(before: node), neighbour: node.previous)
      let after =
        offset < text.count
        ? Side(flank: Flank(startOf: text[offset...]), scalar: Flank.scalar(startOf: text[offset...]))
        : Side(flank: Flank(after: node), neighbour: node.next)
      marks.append(UnmatchedMark(byte: byte, count: count, before: before, after: after))
    }
    return marks
  }
}

extension InlineLocator {
  /// The offset of the next `mark` with the letter that is before or after it. In the source, an escape or an entity
  /// would be between the two, or in the mark.
  fileprivate mutating func find(_ mark: UnmatchedMark, afterLetter isAfter: Bool) -> Int? {
    guard let letter = (isAfter ? mark.before : mark.after).scalar else { return nil }
    let letterBytes = Array(String(letter).utf8)
    let bytes = mark.bytes
    while let found = find(isAfter ? letterBytes + bytes : bytes + letterBytes) {
      let start = isAfter ? found + letterBytes.count : found
      let other = isAfter ? byte(at: start + bytes.count) : byte(at: start - 1)
      if other != mark.byte, isAfter || other != UInt8(ascii: "\\") { return start }
    }
    return nil
  }
}
