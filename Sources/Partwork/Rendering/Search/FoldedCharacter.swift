import Foundation
import PartworkSupport

/// What a character means for the search. `search.js` reads what readers type in the same way.
///
/// Letters, digits and marks make words; all else separates them. Case, the accents of European letters, the points of
/// Arabic and Hebrew, and the kind of digits make no difference.
struct FoldedCharacter: Sendable {
  enum Script: Sendable {
    /// It is not part of a word.
    case none
    /// Its words are between spaces.
    case spaced
    /// Chinese, Japanese and Korean: every two characters count as a word.
    case eastAsian
    /// Thai, Lao, Tibetan, Burmese and Khmer: every three characters count as a word.
    case southeastAsian

    /// How many characters count as a word; nil if spaces divide words.
    var gramLength: Int? {
      switch self {
      case .none, .spaced: nil
      case .eastAsian: 2
      case .southeastAsian: 3
      }
    }
  }

  let script: Script

  /// What is indexed, in UTF-8; empty for a mark that makes no difference.
  let utf8: [UInt8]

  /// What `scalar` means.
  static func of(_ scalar: Unicode.Scalar) -> FoldedCharacter {
    let place = Int(scalar.value)
    return place < common.count ? common[place] : FoldedCharacter(scalar)
  }

  /// Those of alphabets, which come first in Unicode.
  private static let common = (0..<0x2000 as Range<UInt32>).map { FoldedCharacter(Unicode.Scalar($0) ?? " ") }

  private init(_ scalar: Unicode.Scalar) {
    script = Script(scalar)
    utf8 = script == .none ? [] : script == .spaced ? Array(Self.folded(scalar).utf8) : Array(String(scalar).utf8)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x0300...0x036F, 0x0591...0x05C7, 0x0640, 0x064B...0x065F, 0x0670: return ""
    case 0x0660...0x0669, 0x06F0...0x06F9: return String(scalar.value & 0xF)
    case 0xFF10...0xFF5A: return String(Unicode.Scalar(UInt8(scalar.value - 0xFEE0))).lowercased()
    default: break
    }
    var folded = String.UnicodeScalarView()
    for part in String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
    where !(0x0300...0x036F ~= part.value) {
      for upper in part.properties.uppercaseMapping.unicodeScalars {
        for lower in upper.properties.lowercaseMapping.unicodeScalars {
          folded.append(contentsOf: (joined[lower] ?? String(lower)).unicodeScalars)
        }
      }
    }
    return String(folded).precomposedStringWithCanonicalMapping
  }

  /// The letters that Unicode does not decompose.
  private static let joined: [Unicode.Scalar: String] = [
    "ς": "σ", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
  ]
}

extension FoldedCharacter.Script {
  fileprivate init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30A0, 0x30FB, 0x309B, 0x309C: self = .none
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      self = .eastAsian
    default:
      guard scalar.isPartOfWord else {
        self = .none
        return
      }
      self = UnspacedScript(ofBasic: scalar.value) == .abugida ? .southeastAsian : .spaced
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter, a mark or a number.
  fileprivate var isPartOfWord: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
