extension Unicode.Scalar {
  /// Whether it is a control character (category Cc), by its range.
  package var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

  /// Whether it ends a line in Unicode: the line separator and the paragraph separator.
  package var isLineSeparator: Bool { value == 0x2028 || value == 0x2029 }

  /// Whether a terminal acts on it instead of showing it, or shows what follows in another order: control characters,
  /// line separators, the marks that set the direction of a text (UAX #9), and U+FFFE and U+FFFF, which are no characters.
  fileprivate var isPrintable: Bool {
    !isControl && !isLineSeparator && !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value)
      && value & 0xFFFE != 0xFFFE
  }
}

extension String {
  /// The text on one line as a terminal may show it: `<U+001B>` stands for an escape character.
  ///
  /// Text from a site, a server or another program could otherwise change colours, window titles and lines that were
  /// printed before.
  package var printable: String { escapingUnprintable { "<U+\($0)>" } }

  /// The same for each line of the text, and for tabs.
  package var printableLines: String { escapingUnprintable(besides: "\n\t") { "<U+\($0)>" } }

  /// The text with `escape` of the four hexadecimal digits of each scalar that is not printable, except those of `kept`.
  package func escapingUnprintable(besides kept: String = "", _ escape: (String) -> String) -> String {
    func isKept(_ scalar: Unicode.Scalar) -> Bool { scalar.isPrintable || kept.unicodeScalars.contains(scalar) }
    if unicodeScalars.allSatisfy(isKept) { return self }
    var text = ""
    for scalar in unicodeScalars {
      if isKept(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        text += escape(String(repeating: "0", count: 4 - digits.count) + digits)
      }
    }
    return text
  }
}
