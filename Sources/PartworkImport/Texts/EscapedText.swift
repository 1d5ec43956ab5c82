/// Text between markup, in which only what would be read as markup is escaped.
struct EscapedText {
  private enum CharacterKind {
    case markup, text, linkText
  }

  /// How many links the next text is in.
  var linkDepth = 0

  private var scalars: [Unicode.Scalar] = []
  private var kinds: [CharacterKind] = []
  private let place: InlineText.InlinePlace
  private let escapesAll: Bool

  init(_ place: InlineText.InlinePlace, escapesAll: Bool = false) {
    self.place = place
    self.escapesAll = escapesAll
  }

  mutating func append(text: String) {
    append(text, linkDepth > 0 ? .linkText : .text)
  }

  mutating func append(markup: String) {
    append(markup, .markup)
  }

  private mutating func append(_ text: String, _ kind: CharacterKind) {
    scalars.append(contentsOf: text.unicodeScalars)
    kinds.append(contentsOf: repeatElement(kind, count: scalars.count - kinds.count))
  }

  /// `text` with every character escaped that can be markup, as in an alternative text.
  static func escapingAll(_ text: String, in place: InlineText.InlinePlace) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.unicodeScalars.reduce(into: "") { output, scalar in
      if "\\`*_[]<&~".unicodeScalars.contains(scalar) || scalar == "|" && place == .cell { output += "\\" }
      output.unicodeScalars.append(scalar)
    }
  }

  // MARK: - Escaping

  func escaped() -> String {
    var output: [UInt8] = []
    output.reserveCapacity(scalars.count)
    let counts = Counts(self)
    var wasEscaped = false
    for index in scalars.indices {
      let isEscaped = kinds[index] != .markup && isMarkup(index, counts, afterEscape: wasEscaped)
      if isEscaped { output.append(UInt8(ascii: "\\")) }
      output.append(contentsOf: UTF8.encode(scalars[index]) ?? UTF8.encodedReplacementCharacter)
      wasEscaped = isEscaped
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// How often a text has marks that come in pairs.
  private struct Counts {
    var stars = 0
    var underscores = 0
    var tildes = 0
    var backticks = 0
    var lastGreater = -1

    init(_ text: EscapedText) {
      for (index, scalar) in text.scalars.enumerated() {
        switch scalar {
        case "*": if text.canFlank(index) { stars += 1 }
        case "_": if text.canFlank(index) { underscores += 1 }
        case "~": tildes += 1
        case "`": backticks += 1
        case ">": lastGreater = index
        default: break
        }
      }
    }
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

  /// Whether the character at `index` would be read as markup.
  private func isMarkup(_ index: Int, _ counts: Counts, afterEscape: Bool) -> Bool {
    let scalar = scalars[index]
    guard scalar.isASCII, scalar.isPunctuation else { return false }
    if escapesAll, "\\`*_[]<>&~#|:@{}-".unicodeScalars.contains(scalar) { return true }
    if isLineStart(index), beginsBlock(index) { return true }
    switch scalar {
    case "\\": return self.scalar(index + 1).map { $0.isASCII && $0.isPunctuation || $0 == "\n" } ?? true
    case "`": return counts.backticks > 1
    case "*": return counts.stars > 1 && canFlank(index)
    case "_": return counts.underscores > 1 && canFlank(index)
    case "~": return counts.tildes > 1 && canFlank(index)
    case "[": return kinds[index] == .linkText || self.scalar(index + 1) == "^"
    case "]": return kinds[index] == .linkText || self.scalar(index + 1) == "("
    case "!": return self.scalar(index + 1) == "[" && kinds[index + 1] == .markup
    case "<": return counts.lastGreater > index && opensTag(index)
    case "&": return isReference(index)
    case "-": return self.scalar(index - 1) == "-" && !afterEscape && kinds[index - 1] != .markup
    case ":", ".", "@": return kinds[index] == .text && isInAddress(index)
    case "|": return place == .cell
    case "{": return place == .heading && self.scalar(index + 1) == "#"
    case "#": return place == .heading && closesHeading(index)
    default: return false
    }
  }

  /// Whether a mark has something other than white space on a side; underscores within words mark nothing.
  private func canFlank(_ index: Int) -> Bool {
    let before = scalar(index - 1)
    let after = scalar(index + 1)
    if scalars[index] == "_", before?.isAlphanumeric == true, after?.isAlphanumeric == true { return false }
    return before.map { !$0.isWhite } ?? false || after.map { !$0.isWhite } ?? false
  }

  private func opensTag(_ index: Int) -> Bool {
    guard let next = scalar(index + 1) else { return false }
    return next.isASCII && next.properties.isAlphabetic || next == "/" || next == "!" || next == "?"
  }

  private func isReference(_ index: Int) -> Bool {
    var end = index + 1
    if scalar(end) == "#" { end += 1 }
    let start = end
    while let next = scalar(end), next.isASCII, next.isAlphanumeric, end - start < 40 { end += 1 }
    return end > start && scalar(end) == ";"
  }

  /// Whether the sign is part of a bare URL or e-mail address, which would be a link.
  private func isInAddress(_ index: Int) -> Bool {
    switch scalars[index] {
    case ":":
      if scalar(index + 1) == "/", scalar(index + 2) == "/" {
        return ["http", "https", "ftp"].contains { hasWord($0, before: index) }
      }
      return ["mailto", "xmpp"].contains { hasWord($0, before: index) }
    case ".": return hasWord("www", before: index) && scalar(index + 1).map { !$0.isWhite } ?? false
    default:
      guard let before = scalar(index - 1), let after = scalar(index + 1) else { return false }
      return (before.isAlphanumeric || ".-_+".unicodeScalars.contains(before)) && after.isAlphanumeric
    }
  }

  private func hasWord(_ word: String, before index: Int) -> Bool {
    let start = index - word.unicodeScalars.count
    guard start >= 0 else { return false }
    return zip(scalars[start..<index], word.unicodeScalars).allSatisfy { $0.properties.lowercaseMapping == String($1) }
  }

  /// Whether only signs of that kind follow: they would close the heading.
  private func closesHeading(_ index: Int) -> Bool {
    guard scalar(index - 1)?.isWhite ?? true else { return false }
    return scalars[index...].allSatisfy { $0 == "#" }
  }

  // MARK: - The start of a line

  private func isLineStart(_ index: Int) -> Bool {
    if index == 0 || scalars[index - 1] == "\n" { return true }
    // The end of a number is what makes an item of it.
    guard scalars[index] == "." || scalars[index] == ")" else { return false }
    var start = index
    while start > 0, ("0"..."9").contains(scalars[start - 1]), index - start < 10 { start -= 1 }
    return start < index && index - start < 10 && (start == 0 || scalars[start - 1] == "\n")
  }

  /// Whether the character begins a block at the start of a line.
  private func beginsBlock(_ index: Int) -> Bool {
    if place == .cell { return false }
    let line = scalars[index...].prefix { $0 != "\n" }
    let isSpaceNext = line.dropFirst().first.map(\.isWhite) ?? true
    let isFirst = index == 0
    switch scalars[index] {
    case "#":
      let hashes = line.prefix { $0 == "#" }.count
      return place == .paragraph && hashes <= 6 && line.dropFirst(hashes).first.map(\.isWhite) ?? true
    case ">": return place == .paragraph
    case "+": return isSpaceNext
    case "-", "*", "_":
      return scalars[index] != "_" && isSpaceNext || isRule(line) || !isFirst && isDelimiterRow(line)
    case "=": return !isFirst && line.allSatisfy { $0 == "=" || $0.isWhite }
    case ".", ")": return isSpaceNext
    case "`", "~": return line.prefix { $0 == scalars[index] }.count >= 3
    case ":": return !isFirst && (isSpaceNext || isDelimiterRow(line))
    case "|": return !isFirst && isDelimiterRow(line)
    case "<": return opensTag(index)
    case "[": return isTask(line) || isDefinition(line) || line.dropFirst().first == "!"
    default: return false
    }
  }

  private func isRule(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.filter { $0 == line.first }.count >= (line.first == "-" ? 1 : 3)
      && line.allSatisfy { $0 == line.first || $0.isWhite }
  }

  private func isDelimiterRow(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.contains("-") && line.allSatisfy { $0 == "-" || $0 == "|" || $0 == ":" || $0.isWhite }
  }

  private func isTask(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let mark = line.prefix(3).dropFirst()
    guard mark.count == 2, mark.last == "]", let sign = mark.first else { return false }
    return sign == " " || sign == "x" || sign == "X"
  }

  /// `[label]:` would define a link.
  private func isDefinition(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let close = line.firstIndex(of: "]") else { return false }
    return scalar(close + 1) == ":"
  }
}
