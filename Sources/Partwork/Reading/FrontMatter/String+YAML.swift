internal import PartworkSupport

extension String {
  /// The text as a YAML value on one line, in quotes if it needs them, without control characters.
  package var yaml: String { withoutControls.yamlValue }

  /// The text as an entry of a YAML list in brackets.
  package var yamlEntry: String {
    let text = withoutControls
    // Of `?`, only one after a colon means something there.
    return utf8.contains(where: ",[]{}?".utf8.contains) ? text.quotedForYAML : text.yamlValue
  }

  private var yamlValue: String { isPlainYAML ? self : quotedForYAML }

  /// The text without the characters that front matter may not have; a space stands for white space.
  private var withoutControls: String {
    if !unicodeScalars.contains(where: \.isForbiddenInYAML) { return self }
    let text = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap { $0.isForbiddenInYAML ? $0.properties.isWhitespace ? " " : nil : $0 }))
  }

  /// Whether the text needs no quotes (YAML 1.2, section 7.3.3), even for programs to which numbers, dates and words
  /// such as `no` are not text.
  private var isPlainYAML: Bool {
    guard let first = unicodeScalars.first, first.properties.isAlphabetic,
      !unicodeScalars.contains(where: \.isEscapedInYAML)
    else { return false }
    // Not characters, which may be a blank with a mark that combines with it.
    let pairs = zip(unicodeScalars, unicodeScalars.dropFirst())
    return !pairs.contains { $0 == ":" && $1 == " " || $0 == " " && $1 == "#" }
      && unicodeScalars.last.map { $0 != ":" && $0 != " " } ?? false
      && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(lowercased())
  }

  /// The text in double quotes (YAML 1.2, section 7.3.1).
  private var quotedForYAML: String {
    let text = unicodeScalars.reduce(into: "") { output, scalar in
      switch scalar {
      case "\\", "\"": output += "\\\(scalar)"
      case "\n": output += "\\n"
      case _ where scalar.isEscapedInYAML:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return "\"\(text)\""
  }
}

extension Unicode.Scalar {
  /// Whether neither HTML nor XML allows the scalar in a text: a control character other than a tab or a line feed,
  /// U+FFFE or U+FFFF.
  var isForbiddenInYAML: Bool {
    isControl && self != "\t" && self != "\n" || value == 0xFFFE || value == 0xFFFF
  }

  /// Whether YAML takes the character only in an escaped form: it ends a line, or cannot be seen (section 5.1).
  fileprivate var isEscapedInYAML: Bool {
    value < 0x20 || (0x7F..<0xA0).contains(value) || [0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF].contains(value)
  }
}

extension [String] {
  /// The texts as a YAML list in brackets.
  package var yaml: String { "[\(map(\.yamlEntry).joined(separator: ", "))]" }
}
