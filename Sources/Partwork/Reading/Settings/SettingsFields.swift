internal import PartworkDiagnostics
internal import Foundation

/// The values that only `site.yml` has.
extension Fields {
  /// A text that must have a form of its own.
  func parsed<Value>(_ key: String, _ parse: (String) throws(InvalidValue) -> Value) -> Located<Value>? {
    guard let text = text(key) else { return nil }
    do {
      return Located(try parse(text.value), at: text.location)
    } catch {
      findings.error(error.message, at: text.location, hint: error.hint)
      return nil
    }
  }

  func siteURL() -> Located<SiteURL>? {
    if value("url") == nil { reportMissing("url", hint: "write where the site will be: `url: https://example.com/`") }
    return parsed("url", SiteURL.init(parsing:))
  }

  /// A language tag in the shape of BCP 47 (RFC 5646, section 2.1), which is not looked up in the registry.
  func language() -> Located<String>? {
    parsed("language") { text throws(InvalidValue) in
      let tags = text.split(separator: "-", omittingEmptySubsequences: false)
      let isTag = tags.allSatisfy { tag in
        (1...8).contains(tag.utf8.count) && tag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
      guard isTag, let first = tags.first, first.utf8.count > 1, first.allSatisfy(\.isLetter) else {
        let meant = text.replacing("_", with: "-")
        throw InvalidValue(
          "`\(text)` is no language tag",
          hint: text.contains("_") ? "did you mean `\(meant)`?" : "write it as `en`, `pt-BR` or `zh-Hant`")
      }
      return text
    }
  }

  /// A time zone by its name in the IANA database.
  func timeZone() -> TimeZone? {
    parsed("timezone") { text throws(InvalidValue) in
      guard let zone = TimeZone(identifier: text) else {
        let question = Suggestion.question(for: text, in: TimeZone.knownTimeZoneIdentifiers)
        throw InvalidValue(
          "`\(text)` is no time zone", hint: question ?? "write a name such as `Europe/Berlin`, or `UTC`")
      }
      return zone
    }?.value
  }
}
