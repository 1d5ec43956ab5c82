/// The form of a word that a number takes: the categories of the Unicode CLDR.
package enum PluralCategory: Int, Sendable, CaseIterable, Hashable {
  case zero, one, two, few, many, other

  /// As files of words name it.
  package var name: String { Self.names[rawValue] }

  private static let names = allCases.map { "\($0)" }
}

/// How a language counts: the cardinal plural rules of the Unicode CLDR, for whole numbers.
///
/// The forms for a million and its multiples in French, Italian, Portuguese and Spanish are left out: nothing here
/// counts so far.
package enum PluralRule: Sendable, Hashable {
  /// One form for all numbers: Chinese, Japanese.
  case none
  /// 1: English, German.
  case one
  /// 0 and 1: French, Hindi.
  case zeroOrOne
  /// 1 and 2: Hebrew.
  case oneAndTwo
  /// 0 and 1, each by itself: Colognian.
  case zeroAndOne
  case arabic, breton, cornish, czech, filipino, icelandic, irish, latvian, lithuanian, maltese, manx, polish, romanian
  case russian, scottish, serbian, slovenian, tachelhit, tamazight, welsh

  /// The rule of the language of `tag` (BCP 47); one form for all numbers if that is unknown.
  package init(language tag: String) {
    if tag.lowercased().hasPrefix("pt-pt") {
      self = .one
    } else {
      self = Self.rules[String(tag.prefix { $0 != "-" }).lowercased()] ?? .none
    }
  }

  /// The form for `number`, which is not negative.
  package func category(of number: Int) -> PluralCategory {
    let (last, lastTwo) = (number % 10, number % 100)
    let isTeen = 11...19 ~= lastTwo
    switch self {
    case .none: return .other
    case .one: return number == 1 ? .one : .other
    case .zeroOrOne: return number < 2 ? .one : .other
    case .oneAndTwo: return number == 1 ? .one : number == 2 ? .two : .other
    case .zeroAndOne: return number == 0 ? .zero : number == 1 ? .one : .other
    case .arabic:
      switch number {
      case 0: return .zero
      case 1: return .one
      case 2: return .two
      default: return 3...10 ~= lastTwo ? .few : lastTwo >= 11 ? .many : .other
      }
    case .breton:
      let isTens = isTeen || lastTwo == 10 || 70...79 ~= lastTwo || 90...99 ~= lastTwo
      if isTens { return .other }
      return last == 1 ? .one : last == 2 ? .two : [3, 4, 9].contains(last) ? .few : .other
    case .cornish:
      if number == 0 { return .zero }
      if number == 1 { return .one }
      return switch lastTwo % 20 {
      case 1: .many
      case 2: .two
      case 3: .few
      default: .other
      }
    case .czech: return number == 1 ? .one : 2...4 ~= number ? .few : .other
    case .filipino: return 1...3 ~= number || ![4, 6, 9].contains(last) ? .one : .other
    case .icelandic: return last == 1 && !isTeen ? .one : .other
    case .irish:
      switch number {
      case 1: return .one
      case 2: return .two
      case 3...6: return .few
      case 7...10: return .many
      default: return .other
      }
    case .latvian: return last == 0 || isTeen ? .zero : last == 1 ? .one : .other
    case .lithuanian: return isTeen || last == 0 ? .other : last == 1 ? .one : .few
    case .maltese:
      if number == 1 { return .one }
      if number == 2 { return .two }
      return number == 0 || 3...10 ~= lastTwo ? .few : isTeen ? .many : .other
    case .manx: return last == 1 ? .one : last == 2 ? .two : lastTwo % 20 == 0 ? .few : .other
    case .polish: return number == 1 ? .one : 2...4 ~= last && !isTeen ? .few : .many
    case .romanian: return number == 1 ? .one : number == 0 || 1...19 ~= lastTwo ? .few : .other
    case .russian: return isTeen ? .many : last == 1 ? .one : 2...4 ~= last ? .few : .many
    case .scottish:
      switch number {
      case 1, 11: return .one
      case 2, 12: return .two
      case 3...19: return .few
      default: return .other
      }
    case .serbian: return isTeen ? .other : last == 1 ? .one : 2...4 ~= last ? .few : .other
    case .slovenian: return lastTwo == 1 ? .one : lastTwo == 2 ? .two : 3...4 ~= lastTwo ? .few : .other
    case .tachelhit: return number < 2 ? .one : number <= 10 ? .few : .other
    case .tamazight: return number < 2 || 11...99 ~= number ? .one : .other
    case .welsh:
      switch number {
      case 0: return .zero
      case 1: return .one
      case 2: return .two
      case 3: return .few
      case 6: return .many
      default: return .other
      }
    }
  }

  /// The forms that numbers take, in their usual order.
  package var categories: [PluralCategory] {
    let used = Set((0...200).map(category))
    return PluralCategory.allCases.filter { $0 == .other || used.contains($0) }
  }

  /// The rule of each language that has more than one form.
  private static let rules: [String: PluralRule] = {
    let languages: [(PluralRule, String)] = [
      (
        .one,
        """
        af an asa ast az bal bem bez bg brx ca ce cgg chr ckb da de dv ee el en eo es et eu fi fo fur fy gl gsw ha haw hu \
        ia ie io it jgo jmc ka kaj kcg kk kkj kl ks ksb ku ky lb lg lij lld mas mgo ml mn mr nah nb nd ne nl nn nnh no nr \
        ny nyn om or os pap ps rm rof rwk saq sc scn sd sdh seh sn so sq ss ssy st sv sw syr ta te teo tig tk tn tr ts ug \
        ur uz ve vec vo vun wae xh xog yi
        """
      ),
      (.zeroOrOne, "ak am as bho bn csw doi fa ff fr gu guw hi hy kab kn ln mg nso pa pcm pt si ti wa zu"),
      (.oneAndTwo, "he iu iw naq sat se sma smi smj smn sms"), (.zeroAndOne, "blo ksh lag"), (.arabic, "ar ars"),
      (.breton, "br"), (.cornish, "kw"), (.czech, "cs sk"), (.filipino, "ceb fil tl"), (.icelandic, "is mk"),
      (.irish, "ga"), (.latvian, "lv prg"), (.lithuanian, "lt"), (.maltese, "mt"), (.manx, "gv"), (.polish, "pl"),
      (.romanian, "mo ro"), (.russian, "be ru uk"), (.scottish, "gd"), (.serbian, "bs hr sh sr"),
      (.slovenian, "dsb hsb sl"), (.tachelhit, "shi"), (.tamazight, "tzm"), (.welsh, "cy"),
    ]
    let pairs = languages.flatMap { rule, codes in codes.split(separator: " ").map { (String($0), rule) } }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()
}
