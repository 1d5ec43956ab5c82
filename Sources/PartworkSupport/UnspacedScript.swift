/// Scripts that have no spaces between words, so that texts in them are measured by characters.
package enum UnspacedScript {
  /// Kana, Han and their extensions.
  case chineseOrJapanese
  /// Thai, Lao, Tibetan, Burmese and Khmer, which write vowels as marks on consonants.
  case abugida

  /// The script of `scalar`, the value of a scalar in the basic plane; nil for any other.
  package init?(ofBasic scalar: UInt32) {
    switch scalar {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: self = .chineseOrJapanese
    case 0x0E00...0x109F, 0x1780...0x17FF: self = .abugida
    default: return nil
    }
  }
}
