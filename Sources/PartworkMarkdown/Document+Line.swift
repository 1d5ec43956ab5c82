extension Document {
  /// `line`, a title or another text that is not Markdown, without the markup that it would have as Markdown; nil if it
  /// has none.
  ///
  /// Only markup that is hardly meant as anything else counts: pairs of marks, links, entities and tags with an end tag.
  /// There is none in `snake_case`, `AT&T`, `List<String>` or Python's `__init__`.
  package static func withoutMarkup(_ line: String) -> String? {
    guard mayHaveMarkup(line) else { return nil }
    let line = line.split(separator: "\n").joined(separator: " ")
    // After a word, nothing in the line begins a block.
    let document = Document(
      "x " + shielded(line), MarkdownOptions(extensions: true, smart: false, rawHTML: true))
    var plain = String(document.plainText.dropFirst(2))
    for (sign, shield) in shields { plain.replace(shield, with: sign) }
    return plain == line ? nil : plain
  }

  /// Whether `line` has the bytes of such markup. Nearly no title has: this must be fast.
  private static func mayHaveMarkup(_ line: String) -> Bool {
    var (asterisks, underscores, backticks, tildes) = (0, 0, 0, 0)
    var mayHaveOthers = false
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "*"): asterisks += 1
      case UInt8(ascii: "_"): underscores += 1
      case UInt8(ascii: "`"): backticks += 1
      case UInt8(ascii: "~"): tildes += 1
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: "["): mayHaveOthers = true
      default: break
      }
    }
    if asterisks > 1 || underscores > 1 || backticks > 1 || tildes > 3 { return true }
    return mayHaveOthers && (line.contains("](") || line.contains(";") || hasTags(line))
  }

  private static func hasTags(_ line: String) -> Bool { line.contains(#/</[A-Za-z]|<[Bb][Rr]\b/#) }

  /// Characters for private use in place of signs that are not meant as markup.
  private static let shields = [("<", "\u{10FFF0}"), ("_", "\u{10FFF1}"), ("*", "\u{10FFF2}")]

  /// `line` with shields for angle brackets without an end tag, the underscores of names in Python, and asterisks within
  /// words, as in `5*3*2` and in oaths.
  private static func shielded(_ line: String) -> String {
    func shield(_ text: Substring) -> String { shields.reduce(String(text)) { $0.replacing($1.0, with: $1.1) } }
    return (hasTags(line) ? line : line.replacing("<", with: shields[0].1))
      .replacing(/\b__[a-z0-9_]*[a-z0-9]__\b/) { shield($0.output) }
      .replacing(/[A-Za-z0-9]\*+(?=[A-Za-z0-9])/) { shield($0.output) }
  }
}
