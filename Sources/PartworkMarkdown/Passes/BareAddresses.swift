/// The bare addresses in a text, by the rules for autolinks in GitHub's Markdown.
struct BareAddresses {
  struct Address {
    let range: Range<Int>
    /// What comes before the text in the destination.
    let scheme: String
  }

  /// What to look for.
  enum AddressKind: Hashable {
    /// `www.` and the addresses that begin with a scheme.
    case pages
    case emails
  }

  private(set) var found: [Address] = []

  private let text: [UInt8]
  private let startsFree: Bool
  private let endsAtMarks: Bool
  private var offset = 0

  /// The end of the last domain that was not valid, so that no byte is searched twice in vain.
  private var failedDomainEnd = 0

  /// Finds the addresses of a kind in `text`. One of `www.` may begin it only if `startsFree`; if notes are read, their
  /// marks end an address.
  init(_ kind: AddressKind, in text: [UInt8], startsFree: Bool = true, endsAtMarks: Bool = false) {
    self.text = text
    self.startsFree = startsFree
    self.endsAtMarks = endsAtMarks
    while offset < text.count {
      let address: Address? =
        switch (text[offset], kind) {
        case (UInt8(ascii: "w"), .pages): www()
        case (UInt8(ascii: ":"), .pages): url()
        case (UInt8(ascii: "@"), .emails): email()
        default: nil
        }
      if let address { found.append(address) }
      offset = address?.range.upperBound ?? offset + 1
    }
  }

  private var earliestStart: Int { found.last?.range.upperBound ?? 0 }

  private mutating func www() -> Address? {
    guard text[offset...].starts(with: "www.".utf8), offset >= failedDomainEnd else { return nil }
    let isFree =
      offset == 0
      ? startsFree
      : isSpace(text[offset - 1]) || "*_~(".utf8.contains(text[offset - 1])
    guard isFree, let domain = domainEnd(from: offset, needsPoint: true), domain > offset + 4 else { return nil }
    return address(from: offset, domain: domain, scheme: "http://")
  }

  private mutating func url() -> Address? {
    guard text[offset...].starts(with: "://".utf8), offset + 3 >= failedDomainEnd else { return nil }
    var start = offset
    while start > earliestStart, offset - start <= 5, isASCIILetter(text[start - 1]) { start -= 1 }
    let scheme = String(decoding: text[start..<offset].map(asciiLowercased), as: UTF8.self)
    guard ["http", "https", "ftp"].contains(scheme), offset + 3 < text.count, isHost(at: offset + 3),
      let domain = domainEnd(from: offset + 3, needsPoint: false)
    else { return nil }
    return address(from: start, domain: domain, scheme: "")
  }

  private mutating func email() -> Address? {
    var start = offset
    while start > earliestStart, isLocalPart(text[start - 1]) { start -= 1 }
    guard start < offset else { return nil }
    var end = offset + 1
    var points = 0
    while end < text.count {
      if text[end] == UInt8(ascii: "."), end + 1 < text.count, isASCIIAlphanumeric(text[end + 1]) {
        points += 1
      } else if !isASCIIAlphanumeric(text[end]), text[end] != UInt8(ascii: "-"), text[end] != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard points > 0, end == text.count || text[end] != UInt8(ascii: "@"), isASCIIAlphanumeric(text[end - 1]) else {
      return nil
    }
    for scheme in ["mailto:", "xmpp:"]
    where text[earliestStart..<start].suffix(scheme.utf8.count).elementsEqual(scheme.utf8) {
      return Address(range: start - scheme.utf8.count..<end, scheme: "")
    }
    return Address(range: start..<end, scheme: "mailto:")
  }
}

extension BareAddresses {
  /// Where the domain that begins at `start` ends; nil if it is not valid: it has no dot, or an underscore in its
  /// last two parts.
  private mutating func domainEnd(from start: Int, needsPoint: Bool) -> Int? {
    var end = start
    var points = 0
    var underscores = (last: 0, secondLast: 0)
    while end < text.count {
      if text[end] == UInt8(ascii: "_") {
        underscores.last += 1
      } else if text[end] == UInt8(ascii: ".") {
        underscores = (0, underscores.last)
        points += 1
      } else if text[end] != UInt8(ascii: "-"), !isHost(at: end) {
        break
      }
      end += text[end] < 0x80 ? 1 : scalarLength(at: end)
    }
    guard underscores.last == 0, underscores.secondLast == 0, !needsPoint || points > 0 else {
      failedDomainEnd = end
      return nil
    }
    return end
  }

  /// The whole address: up to white space, `<` or a mark that no address contains, without the punctuation that ends the
  /// sentence.
  private func address(from start: Int, domain: Int, scheme: String) -> Address? {
    var end = domain
    while end < text.count, !isSpace(text[end]), text[end] != UInt8(ascii: "<"), !isMark(at: end), !endsAddress(at: end)
    {
      end += 1
    }
    // By closing bracket, how many more of them there are than of its opening one.
    var excess: [UInt8: Int] = [:]
    for byte in text[start..<end] {
      switch byte {
      case UInt8(ascii: ")"), UInt8(ascii: "]"): excess[byte, default: 0] += 1
      case UInt8(ascii: "("): excess[UInt8(ascii: ")"), default: 0] -= 1
      case UInt8(ascii: "["): excess[UInt8(ascii: "]"), default: 0] -= 1
      default: break
      }
    }
    trimming: while end > start {
      switch text[end - 1] {
      case let bracket where bracket == UInt8(ascii: ")") || bracket == UInt8(ascii: "]"):
        guard let count = excess[bracket], count > 0 else { break trimming }
        excess[bracket] = count - 1
        end -= 1
      case UInt8(ascii: ";"):
        // `&name;` at the end is an entity, which is not part of the address.
        var ampersand = end - 2
        while ampersand > start, isASCIIAlphanumeric(text[ampersand]) { ampersand -= 1 }
        end = ampersand < end - 2 && text[ampersand] == UInt8(ascii: "&") ? ampersand : end - 1
      case let byte where "?!.,:*_~'\"".utf8.contains(byte): end -= 1
      case 0x80...:
        var first = end - 1
        while first > start, text[first] & 0b1100_0000 == 0b1000_0000 { first -= 1 }
        guard let mark = scalar(at: first), mark.isPunctuation || mark.isInvisible else { break trimming }
        end = first
      default: break trimming
      }
    }
    return end > start ? Address(range: start..<end, scheme: scheme) : nil
  }

  private func isMark(at offset: Int) -> Bool {
    endsAtMarks && text[offset] == UInt8(ascii: "[") && offset + 1 < text.count && text[offset + 1] == UInt8(ascii: "^")
  }

  /// Whether there is a letter, a digit or a symbol at `offset`, as in the name of a host.
  private func isHost(at offset: Int) -> Bool {
    let byte = text[offset]
    if byte < 0x80 { return isASCIIAlphanumeric(byte) }
    return scalar(at: offset).map { !$0.properties.isWhitespace && !$0.isPunctuation } ?? false
  }

  /// Whether there is a mark at `offset` that ends an address, though text may follow it without a space: the punctuation
  /// of a script without spaces, of Arabic or of Hindi; or a quotation mark, a dash or an ellipsis before a character of a
  /// script without spaces.
  private func endsAddress(at offset: Int) -> Bool {
    guard text[offset] >= 0xC2, let mark = scalar(at: offset) else { return false }
    switch mark.value {
    case 0x60C, 0x61B, 0x61F, 0x6D4, 0x964, 0x965, 0x3000...0x3004, 0x3008...0x3020, 0x3030, 0x303D, 0xFF01...0xFF0F,
      0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
      return true
    case 0xAB, 0xBB, 0x2013...0x2015, 0x2018...0x201F, 0x2026, 0x2039, 0x203A:
      let next = offset + scalarLength(at: offset)
      return next < text.count && (scalar(at: next)?.value ?? 0) >= 0x2E80
    default: return false
    }
  }

  private func scalar(at offset: Int) -> Unicode.Scalar? {
    String(decoding: text[offset..<min(offset + 4, text.count)], as: UTF8.self).unicodeScalars.first
  }

  private func scalarLength(at offset: Int) -> Int {
    var length = 1
    while offset + length < text.count, text[offset + length] & 0b1100_0000 == 0b1000_0000 { length += 1 }
    return length
  }
}

/// Whether `byte` may be before the `@`.
private func isLocalPart(_ byte: UInt8) -> Bool {
  isASCIIAlphanumeric(byte) || ".+-_".utf8.contains(byte)
}

extension Unicode.Scalar {
  /// Whether the scalar only sets the direction of a text or where its lines may break.
  var isInvisible: Bool {
    switch value {
    case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Whether the scalar is in one of Unicode's categories of punctuation.
  var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}
