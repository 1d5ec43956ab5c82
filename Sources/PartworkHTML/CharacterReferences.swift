internal import PartworkMarkdown
import PartworkSupport

/// The characters that `&name;` and `&#number;` stand for (HTML, section 13.2.5.72).
struct CharacterReferences {
  /// What the names that were looked up stand for.
  private var known: [String: String] = [:]

  /// What the reference after the `&` at `offset` stands for, and how many bytes it takes without the `&`; nil if it
  /// is not one.
  mutating func decode(_ bytes: [UInt8], after offset: Int, inAttribute: Bool) -> (text: String, length: Int)? {
    let start = offset + 1
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "#") { return number(bytes, from: start) }
    // No name is longer than 31 letters.
    let run = bytes[start...].prefix(32).prefix(while: isASCIIAlphanumeric)
    guard !run.isEmpty else { return nil }
    let name = String(decoding: run, as: UTF8.self)
    if run.endIndex < bytes.count, bytes[run.endIndex] == UInt8(ascii: ";"), let text = text(of: name) {
      return (text, run.count + 1)
    }
    for length in stride(from: min(run.count, 6), through: 2, by: -1) {
      guard namesWithoutSemicolon.contains(String(name.prefix(length))) else { continue }
      if inAttribute, length < run.count || bytes[safe: start + length] == UInt8(ascii: "=") { return nil }
      return text(of: String(name.prefix(length))).map { ($0, length) }
    }
    return nil
  }

  /// What `name` stands for: libcmark has the list of HTML.
  private mutating func text(of name: String) -> String? {
    if let text = known[name] { return text.isEmpty ? nil : text }
    let html = Document.commonMarkHTML(Array("&\(name);".utf8))
    var text = String(String(decoding: html, as: UTF8.self).dropFirst("<p>".count).dropLast("</p>\n".count))
    if let escaped = ["&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": "\""][text] {
      text = escaped
    } else if text.hasPrefix("&amp;") {
      text = ""
    }
    known[name] = text
    return text.isEmpty ? nil : text
  }

  private func number(_ bytes: [UInt8], from start: Int) -> (text: String, length: Int)? {
    var index = start + 1
    let isHexadecimal = bytes[safe: index] == UInt8(ascii: "x") || bytes[safe: index] == UInt8(ascii: "X")
    if isHexadecimal { index += 1 }
    let digits = bytes[index...].prefix { Character(Unicode.Scalar($0)).isHexDigit && (isHexadecimal || $0 < 0x3A) }
    guard !digits.isEmpty else { return nil }
    // A number of more than eight digits is beyond Unicode, unless it begins with zeros.
    let significant = digits.drop { $0 == UInt8(ascii: "0") }.prefix(9)
    let value = UInt32(String(decoding: significant, as: UTF8.self), radix: isHexadecimal ? 16 : 10) ?? 0
    let end = digits.endIndex + (bytes[safe: digits.endIndex] == UInt8(ascii: ";") ? 1 : 0)
    return (String(Character(scalar(of: significant.count > 8 ? 0 : value))), end - start)
  }

  /// The character with a number; those of Windows-1252 for the control characters from 128 on.
  private func scalar(of value: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(value), let scalar = Unicode.Scalar(windows1252[Int(value) - 0x80]) { return scalar }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

package func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
    UInt8(ascii: "A")...UInt8(ascii: "Z"):
    true
  default: false
  }
}

/// The names that count without a semicolon, since old browsers read them.
private let namesWithoutSemicolon = Set(
  """
  AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml
  LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute
  aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12
  frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve
  ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc
  ugrave uml uuml yacute yen yuml
  """.split(whereSeparator: \.isWhitespace).map(String.init))

/// The characters 128 to 159 of Windows-1252, which old editors wrote as numbers.
private let windows1252: [UInt32] = [
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
  0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
  0x017E, 0x0178,
]
