import PartworkDiagnostics
import PartworkSupport

extension TemplateCompiler {
  /// Appends the words called `key`, which `offset` names: as if the template itself had their text and names.
  mutating func appendWords(_ key: String, at offset: Int) {
    let words = options.words?.phrases ?? [:]
    guard let phrase = words[key] else {
      return note(
        key.isEmpty ? "`{{#words}}` has no text" : "there are no words `\(key)`", at: offset,
        hint: Suggestion.listing(near: key, in: words.keys.sorted()))
    }
    program.dependsOnOptions = true
    program.phrases[offset] = key
    switch phrase {
    case .plain(let text): append(text, at: offset)
    case .plural(let count, let forms):
      let plural = program.instructions.count
      let start = program.pluralForms.count
      program.instructions.append(.plural(path: addPath(count, at: offset), forms: start))
      program.pluralForms += Array(repeating: 0, count: PluralCategory.allCases.count)
      var ends: [Int] = []
      var places: [PluralCategory: Int] = [:]
      for category in PluralCategory.allCases {
        guard let form = forms[category] else { continue }
        places[category] = program.instructions.count
        append(form, at: offset)
        ends.append(program.instructions.count)
        program.instructions.append(.jump(0))
      }
      for end in ends { program.instructions[end] = .jump(program.instructions.count) }
      for category in PluralCategory.allCases {
        program.pluralForms[start + category.rawValue] = places[category] ?? places[.other] ?? plural + 1
      }
      program.pluralRule = options.words?.rule ?? .none
    }
  }

  private mutating func append(_ text: PhraseText, at offset: Int) {
    for piece in text.pieces {
      switch piece {
      case .text(let text): appendEscaped(text)
      case .name(let name):
        let isIsolated = options.words?.isRightToLeft ?? false
        if isIsolated { appendEscaped(ThemeWords.isolate) }
        program.instructions.append(.value(path: addPath(name, at: offset), isEscaped: true))
        if isIsolated { appendEscaped(ThemeWords.isolateEnd) }
      }
    }
  }
}
