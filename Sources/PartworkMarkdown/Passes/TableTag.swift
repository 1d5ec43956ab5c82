extension TableSyntax {
  /// Whether `line`, which begins with `<`, is one whole tag and nothing else, which begins a block of raw HTML
  /// (CommonMark, section 4.6, the seventh kind).
  static func isTag(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.last == UInt8(ascii: ">") else { return false }
    var text = line.dropFirst().dropLast()
    let isClosing = text.first == UInt8(ascii: "/")
    if isClosing { text = text.dropFirst() }
    guard let first = text.first, isLetter(first) else { return false }
    text = text.drop { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    if isClosing { return text.allSatisfy(isSpace) }
    while let next = text.first, isSpace(next) {
      text = text.drop(while: isSpace)
      guard let rest = behindAttribute(text) else { break }
      text = rest
    }
    return text.isEmpty || text.elementsEqual([UInt8(ascii: "/")])
  }

  /// What stands behind the attribute that begins `text`; nil where none does.
  private static func behindAttribute(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = text.first, isLetter(first) || first == UInt8(ascii: "_") || first == UInt8(ascii: ":") else {
      return nil
    }
    let behindName = text.drop { isLetter($0) || isDigit($0) || "_.:-".utf8.contains($0) }
    let sign = behindName.drop(while: isSpace)
    guard sign.first == UInt8(ascii: "=") else { return behindName }
    let value = sign.dropFirst().drop(while: isSpace)
    guard let quote = value.first else { return nil }
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = value.dropFirst().firstIndex(of: quote) else { return nil }
      return value[(end + 1)...]
    }
    let rest = value.drop { !isSpace($0) && !"\"'=<>`".utf8.contains($0) }
    return rest.startIndex > value.startIndex ? rest : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
