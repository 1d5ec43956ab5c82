internal import PartworkSupport

extension String {
  /// The text as a YAML value on one line, in quotes if it needs them, without control characters.
  package var yaml: String { withoutControls.yamlValue }

  /// The text as an entry of a YAML list in brackets.
  package var yamlEntry: String {
    let text = withoutControls
    return utf8.contains(where: ",[]{}".utf8.contains) ? text.quotedForYAML : text.yamlValue
  }

  private var yamlValue: String { isPlainYAML ? self : quotedForYAML }

  /// The text without the control characters that YAML and pages do not allow; a space stands for white space.
  private var withoutControls: String {
    func isKept(_ scalar: Unicode.Scalar) -> Bool { !scalar.isControl || "\t\n\r".unicodeScalars.contains(scalar) }
    if unicodeScalars.allSatisfy(isKept) { return self }
    return String(
      String.UnicodeScalarView(unicodeScalars.compactMap { isKept($0) ? $0 : $0.properties.isWhitespace ? " " : nil }))
  }

  /// Whether the text needs no quotes (YAML 1.2, section 7.3.3), even for programs to which numbers, dates and words
  /// such as `no` are not text.
  private var isPlainYAML: Bool {
    guard let first = unicodeScalars.first, first.properties.isAlphabetic, !contains(where: \.isNewline) else {
      return false
    }
    return !contains(": ") && !contains(" #") && !hasSuffix(":")
      && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(lowercased())
  }

  /// The text in double quotes (YAML 1.2, section 7.3.1).
  private var quotedForYAML: String {
    let text = replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(text.replacing("\r\n", with: "\\n").replacing("\n", with: "\\n").replacing("\r", with: "\\n"))\""
  }
}

extension [String] {
  /// The texts as a YAML list in brackets.
  package var yaml: String { "[\(map(\.yamlEntry).joined(separator: ", "))]" }
}
