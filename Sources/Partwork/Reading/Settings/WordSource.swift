import PartworkDiagnostics
import PartworkMustache
import PartworkSupport

/// A file of words, such as `content/strings/de.yml`: what the theme and Partwork itself say in one language.
package struct WordSource: Sendable {
  /// The folder in which a site replaces single words of its theme.
  static let folder = "content/strings"

  let file: String
  /// The BCP 47 tag that the file is named for.
  let language: String
  let phrases: [(key: Located<String>, phrase: Phrase)]
  /// The text, to see if it has changed.
  let text: [UInt8]
  let diagnostics: [Diagnostic]

  /// Reads `text`, that of the file at `path`, which ends in the tag of a language and `.yml`.
  init(_ text: [UInt8], of path: String) {
    let findings = Findings()
    let name = String(path.fileName.dropLast(".yml".count))
    do {
      _ = try LanguageTag.checked(name)
    } catch {
      findings.error(
        "this file is not named for a language: \(error.message)", at: SourceLocation(path), hint: error.hint)
    }
    file = path
    language = name
    self.text = text
    let fields = findings.fields(of: text, in: path)
    let rule = PluralRule(language: name)
    phrases = fields.all.compactMap { key, value in fields.phrase(value, rule).map { (key, $0) } }
    fields.finish()
    diagnostics = findings.diagnostics
  }
}

extension Fields {
  /// A text, or a map with a text for each form that a number takes.
  ///
  /// - Parameter rule: that of the language, whose forms must all be there.
  fileprivate func phrase(_ value: FieldValue, _ rule: PluralRule) -> Phrase? {
    if value.node.map == nil { return text(value).map { .plain(PhraseText($0.value)) } }
    return map(value) { fields in
      let count = fields.text("count")?.value ?? ""
      var forms: [PluralCategory: PhraseText] = [:]
      for category in PluralCategory.allCases where fields.written(category.name) != nil {
        guard let text = fields.text(category.name) else { continue }
        forms[category] = PhraseText(text.value)
        if !rule.categories.contains(category) {
          findings.warning(
            "no number has the form `\(category.name)` in this language", at: text.location,
            hint: "its forms are \(rule.categories.map(\.name).listed(with: "and"))")
        }
      }
      for category in rule.categories {
        guard fields.written(category.name) == nil else { continue }
        fields.reportMissing(
          category.name, hint: "this language has the forms \(rule.categories.map(\.name).listed(with: "and"))")
      }
      _ = PluralCategory.allCases.map { fields.value($0.name) }
      return forms[.other] == nil ? nil : .plural(count: count, forms: forms)
    }
  }
}
