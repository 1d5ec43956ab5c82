import PartworkSupport

/// Characters that are put into a text before libcmark parses it, to preserve what it would lose, and removed later.
///
/// - libcmark forgets how a character was written. If a backslash or an entity says that a character has no special
///   meaning, and passes would give it one, a mark follows it. The mark is punctuation, as is the character, so that it
///   does not change which asterisks are emphasis.
/// - A character in a bare address that libcmark would read as markup is replaced by a shield, one of Unicode's
///   noncharacters.
struct TextProtection {
  private let hasEscapes: Bool
  private let hasAddresses: Bool
  private let hasNotes: Bool
  private let hasIDs: Bool
  private let smart: Bool

  /// U+1039F, a divider of words in Ugaritic.
  static let mark = Array("\u{1039F}".utf8)

  /// The characters that passes look for.
  private static let escapable = Array("[]~{!:@/.".utf8)

  /// The characters that shields replace, from U+FDD0 on.
  private static let shielded = Array("_*`[]'\"-.".utf8)

  /// Nil if `text` needs no protection, or contains such characters itself.
  init?(for text: UnsafeRawBufferPointer, _ triggers: Triggers, smart: Bool) {
    hasEscapes = (triggers.texts || triggers.callouts || triggers.headingIDs) && (text.has("\\") || text.has("&"))
    hasAddresses = triggers.urls || triggers.hosts
    hasNotes = triggers.footnotes
    hasIDs = triggers.headingIDs
    self.smart = smart
    guard hasEscapes || hasAddresses || hasIDs || hasNotes, !text.has("\u{1039F}"), Self.restored(text) == nil else {
      return nil
    }
  }

  /// Appends a line or a cell.
  func append(_ line: Slice<UnsafeRawBufferPointer>, to output: inout [UInt8]) {
    var addresses = shieldedRanges(line)[...]
    let isEscaped = hasEscapes && (line.contains(UInt8(ascii: "\\")) || line.contains(UInt8(ascii: "&")))
    if addresses.isEmpty, !isEscaped { return output.append(contentsOf: line) }
    var offset = line.startIndex
    while offset < line.endIndex {
      while let address = addresses.first, address.upperBound <= offset || address.lowerBound < offset {
        addresses.removeFirst()
      }
      if let address = addresses.first, address.lowerBound == offset {
        append(shielding: line[address], to: &output)
        offset = address.upperBound
        continue
      }
      let length = Self.literalLength(line[offset...])
      output.append(contentsOf: line[offset..<offset + length])
      if hasEscapes, Self.isEscape(line[offset..<offset + length]) { output.append(contentsOf: Self.mark) }
      offset += length
    }
  }

  private func append(shielding text: Slice<UnsafeRawBufferPointer>, to output: inout [UInt8]) {
    for (offset, byte) in zip(text.indices, text) {
      let isRun = offset > text.startIndex && text[offset - 1] == byte || text[(offset + 1)...].first == byte
      let isMarkup =
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): smart
        case UInt8(ascii: "-"), UInt8(ascii: "."): smart && isRun
        default: true
        }
      if isMarkup, let index = Self.shielded.firstIndex(of: byte) {
        output.append(contentsOf: [0xEF, 0xB7, 0x90 + UInt8(index)])
      } else {
        output.append(byte)
      }
    }
  }
}

extension TextProtection {
  /// The bare addresses and heading IDs in `line`, without characters that may be markup around them.
  private func shieldedRanges(_ line: Slice<UnsafeRawBufferPointer>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    let text = UnsafeRawBufferPointer(rebasing: line)
    if hasAddresses, text.has("://") || text.has("www.") {
      for address in BareAddresses(.pages, in: Array(line), endsAtMarks: hasNotes).found {
        let start = line.startIndex + address.range.lowerBound
        let end = Self.certainEnd(line[start..<line.startIndex + address.range.upperBound])
        if start < end { ranges.append(start..<end) }
      }
    }
    if hasIDs, text.has("{#"), let open = line.lastIndex(of: UInt8(ascii: "{")),
      ranges.last.map({ $0.upperBound <= open }) ?? true
    {
      let id = line[open...].dropFirst(2).prefix(while: isInHeadingID)
      if line[id.endIndex...].first == UInt8(ascii: "}") { ranges.append(open..<id.endIndex) }
    }
    return ranges
  }

  /// The end of the part of an address that cannot belong to a link, a tag or code around it.
  private static func certainEnd(_ address: Slice<UnsafeRawBufferPointer>) -> Int {
    var open = 0
    var end = address.startIndex
    scan: while end < address.endIndex {
      switch address[end] {
      case UInt8(ascii: ">"): break scan
      case UInt8(ascii: "\"") where "/>".utf8.contains(address[(end + 1)...].first ?? 0): break scan
      case UInt8(ascii: "["): open += 1
      case UInt8(ascii: "]"):
        open -= 1
        if open < 0 { break scan }
      default: break
      }
      end += 1
    }
    while end > address.startIndex, "?!.,:*_~'`".utf8.contains(address[end - 1]) { end -= 1 }
    return end
  }

  /// The length of the escape, entity, code span or byte that `text` begins with.
  private static func literalLength(_ text: Slice<UnsafeRawBufferPointer>) -> Int {
    switch text.first {
    case UInt8(ascii: "\\"): return min(2, text.count)
    case UInt8(ascii: "&"):
      let name = text.dropFirst().prefix(34).prefix { isASCIIAlphanumeric($0) || $0 == UInt8(ascii: "#") }
      return !name.isEmpty && text[name.endIndex...].first == UInt8(ascii: ";") ? name.count + 2 : 1
    case UInt8(ascii: "`"):
      let length = text.prefix { $0 == UInt8(ascii: "`") }.count
      var offset = text.startIndex + length
      while let start = text[offset...].firstIndex(of: UInt8(ascii: "`")) {
        let run = text[start...].prefix { $0 == UInt8(ascii: "`") }
        if run.count == length { return run.endIndex - text.startIndex }
        offset = run.endIndex
      }
      return length
    default: return 1
    }
  }

  private static func isEscape(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard text.count > 1, let last = text.last else { return false }
    return text.first == UInt8(ascii: "&") || text.first == UInt8(ascii: "\\") && escapable.contains(last)
  }
}

extension TextProtection {
  /// Whether `text` begins with the mark of an escape.
  static func isMark(_ text: Slice<UnsafeRawBufferPointer>) -> Bool { text.starts(with: mark) }

  /// `text` without shields and, unless they are kept, without marks; nil if it has none.
  static func restored(_ text: UnsafeRawBufferPointer, keepingMarks: Bool = false) -> [UInt8]? {
    if text.firstIndex(of: 0xEF, from: 0) == nil, text.firstIndex(of: mark[0], from: 0) == nil { return nil }
    var result: [UInt8] = []
    var copied = 0
    var offset = 0
    while offset + 2 < text.count {
      let character = text[offset + 2] &- 0x90
      let isShield = text[offset] == 0xEF && text[offset + 1] == 0xB7 && character < shielded.count
      // What still looks like an entity was not one, so nothing is escaped.
      let isKept = keepingMarks && (offset == 0 || text[offset - 1] != UInt8(ascii: ";"))
      guard isShield || !isKept && text[offset] == mark[0] && isMark(text[offset...]) else {
        offset += 1
        continue
      }
      result.append(contentsOf: text[copied..<offset])
      if isShield { result.append(shielded[Int(character)]) }
      offset += isShield ? 3 : mark.count
      copied = offset
    }
    return copied == 0 ? nil : result + text[copied...]
  }
}
