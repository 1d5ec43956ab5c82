internal import Foundation

/// Turns names into parts of URLs.
package enum Slug {
  /// `name` in lower case, with Latin accents folded, apostrophes dropped and everything else but letters and digits
  /// turned to single hyphens, in Unicode's Normalization Form C: "Être mentor, 2e partie" becomes
  /// `etre-mentor-2e-partie`, "Don't" `dont`, "Наставник" `наставник`.
  ///
  /// - Returns: a slug, whose own slug is the same; empty for a name without letters or digits.
  package static func make(_ name: some StringProtocol) -> String { make(String(name)) }

  /// The same of a string, which most names are: the generic one takes several times as long.
  package static func make(_ name: String) -> String { ascii(name.utf8) ?? unicode(name) }

  /// The slug of a name in ASCII, which most names are and which needs no folding; nil for other names.
  private static func ascii(_ name: String.UTF8View) -> String? {
    var slug: [UInt8] = []
    slug.reserveCapacity(name.count)
    var endsWord = false
    for byte in name {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if endsWord, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
        endsWord = false
        // Upper and lower case differ in this bit, which all digits have.
        slug.append(byte | 0b0010_0000)
      case UInt8(ascii: "'"):
        continue
      case 0x80...:
        return nil
      default:
        endsWord = true
      }
    }
    return String(decoding: slug, as: UTF8.self)
  }

  private static func unicode(_ name: String) -> String {
    var slug = String.UnicodeScalarView()
    var folding = Folding.separator
    for scalar in lowercased(name).decomposedStringWithCanonicalMapping.unicodeScalars {
      let next = Folding(scalar, after: folding)
      switch next {
      case .separator:
        break
      case .latin(let letters):
        if folding == .separator, !slug.isEmpty { slug.append("-") }
        slug.append(contentsOf: letters.unicodeScalars)
      case .other:
        if folding == .separator, !slug.isEmpty { slug.append("-") }
        slug.append(scalar)
      case .dropped:
        continue
      }
      folding = next
    }
    return String(slug).precomposedStringWithCanonicalMapping
  }

  /// `name` in lower case, in which a Σ that ends a word becomes ς (Unicode, section 3.13, Final_Sigma).
  private static func lowercased(_ name: String) -> String {
    guard name.unicodeScalars.contains("Σ") else { return name.lowercased() }
    let scalars = Array(name.unicodeScalars)
    func isCased(_ neighbours: some Sequence<Unicode.Scalar>) -> Bool {
      neighbours.first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
    }
    var lower = ""
    for (place, scalar) in scalars.enumerated() {
      let isFinal = scalar == "Σ" && isCased(scalars[..<place].reversed()) && !isCased(scalars[(place + 1)...])
      lower += isFinal ? "ς" : scalar.properties.lowercaseMapping
    }
    return lower
  }
}

/// What a scalar of a name becomes in its slug.
private enum Folding: Equatable {
  /// It ends a word.
  case separator
  /// It is written in these ASCII letters or digits.
  case latin(String)
  /// It is a letter, digit or mark of another script, and stays.
  case other
  /// It is an apostrophe or a mark on a Latin letter, and is dropped.
  case dropped

  /// Folds a lower-case scalar in Normalization Form D that follows one folded to `previous`.
  package init(_ scalar: Unicode.Scalar, after previous: Folding) {
    if Self.apostrophes.contains(scalar) {
      self = .dropped
      return
    }
    if scalar.isASCII {
      let isKept = scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
      self = isKept ? .latin(String(scalar)) : .separator
      return
    }
    if let letters = Self.latinLetters[scalar] {
      self = .latin(letters)
      return
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark:
      switch previous {
      case .latin: self = .dropped
      case .other: self = .other
      case .separator, .dropped: self = .separator
      }
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber:
      self = .other
    default:
      self = .separator
    }
  }

  /// The apostrophe, what is typed for it, and the single quotation marks, of which it is one.
  private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "ʼ", "＇", "´"]

  /// The Latin letters that Unicode does not decompose into a letter and a mark.
  private static let latinLetters: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ħ": "h", "ı": "i",
    "ŋ": "ng", "ŧ": "t", "ĸ": "k", "ŀ": "l", "ſ": "s",
  ]
}
