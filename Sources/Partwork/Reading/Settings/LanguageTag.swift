import Foundation
import PartworkDiagnostics

/// Language tags (BCP 47, RFC 5646).
enum LanguageTag {
  /// `text`, if it has the shape of a language tag and begins with the code of a language. Codes of three letters are
  /// taken as they are, if there is none of two.
  static func checked(_ text: String) throws(InvalidValue) -> String {
    let tags = text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = tags.allSatisfy { tag in
      (1...8).contains(tag.utf8.count) && tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    let rest = String(text.dropFirst(tags[0].count))
    if isTag, isLanguage(tags[0].lowercased()) {
      if rest.uppercased() != "-UK" { return text }
      throw InvalidValue("`\(text)` is not a language tag", hint: "did you mean `\(tags[0])-GB`?")
    }
    // After the name of a language there may be a script or a region.
    let isName = tags.dropFirst().allSatisfy { (2...4).contains($0.utf8.count) }
    let meant = isName ? code(for: String(tags[0])).map { $0 + rest } : code(for: text)
    throw InvalidValue(
      "`\(text)` is not a language tag",
      hint: text.contains("_")
        ? "did you mean `\(text.replacing("_", with: "-"))`?"
        : meant.map { "did you mean `\($0)`?" } ?? "write it as `en`, `pt-BR` or `zh-Hant`")
  }

  /// The tags whose words serve `tag`, the closest first: "pt-BR", then "pt".
  static func chain(_ tag: String) -> [String] {
    var parts = tag.split(separator: "-").map(String.init)
    var tags: [String] = []
    while !parts.isEmpty {
      tags.append(parts.joined(separator: "-"))
      parts.removeLast()
    }
    guard tags.last?.lowercased() == "zh" else { return tags }
    // The two ways to write Chinese differ more than two regions do.
    let subtags = Set(tag.lowercased().split(separator: "-"))
    let isTraditional = !subtags.isDisjoint(with: ["hant", "tw", "hk", "mo"]) && !subtags.contains("hans")
    tags.insert(isTraditional ? "zh-Hant" : "zh-Hans", at: tags.count - 1)
    return tags
  }

  /// Whether the language of `tag` is written from right to left.
  static func isRightToLeft(_ tag: String) -> Bool {
    let script = tag.split(separator: "-").dropFirst().first { $0.utf8.count == 4 && $0.first?.isLetter == true }
    if let script { return scriptsFromRightToLeft.contains(script.lowercased()) }
    return Locale.Language(identifier: tag).characterDirection == .rightToLeft
  }

  /// The scripts of living languages that are written from right to left, by their codes in ISO 15924.
  private static let scriptsFromRightToLeft: Set = [
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
  ]

  private static func isLanguage(_ code: String) -> Bool {
    let language = Locale.LanguageCode(code)
    switch code.utf8.count {
    case 2: return language.isISOLanguage || formerCodes.contains(code)
    case 3: return code.allSatisfy(\.isLetter) && shortCode(of: language) == nil
    default: return false
    }
  }

  /// The code of two letters; Foundation has the one of three for a language without.
  private static func shortCode(of language: Locale.LanguageCode) -> String? {
    language.identifier(.alpha2).flatMap { $0.utf8.count == 2 ? $0 : nil }
  }

  /// Codes that others have replaced, which tags may still have.
  private static let formerCodes: Set = ["in", "iw", "ji", "jw", "mo", "sh", "tl"]

  /// The code of the language with the name or another code `text`: "german", "Deutsch", "deu", or of the country "jp".
  private static func code(for text: String) -> String? {
    let name = text.lowercased()
    if name.utf8.count == 3, let code = shortCode(of: Locale.LanguageCode(name)) { return code }
    if name.utf8.count == 2 {
      guard Locale.Region.isoRegions.contains(Locale.Region(name.uppercased())) else { return nil }
      let likely = Locale.Language(identifier: "und-\(name)").maximalIdentifier
      return likely.split(separator: "-").first.map(String.init)
    }
    var codes: [String: String] = [:]
    for code in Locale.LanguageCode.isoLanguageCodes.map(\.identifier).sorted(by: >) {
      for locale in [Locale(identifier: "en"), Locale(identifier: code)] {
        if let name = locale.localizedString(forLanguageCode: code) { codes[name.lowercased()] = code }
      }
    }
    return codes[name] ?? Suggestion.nearest(to: name, in: codes.keys).first.flatMap { codes[$0] }
  }
}
