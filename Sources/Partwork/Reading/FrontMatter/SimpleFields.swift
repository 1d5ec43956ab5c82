internal import PartworkDiagnostics

/// The values of one word or line.
extension Fields {
  /// A text; nil where it is empty. Numbers, dates and `true` are taken as they are written.
  func text(_ key: String) -> Located<String>? {
    value(key).flatMap { text($0) }
  }

  /// A text that must be there; where it is not, that is reported, with `hint`.
  func required(_ key: String, hint: String) -> Located<String>? {
    let text = text(key)
    // What is there and is no text is reported already.
    if text == nil, values[key].map(\.isBlank) ?? true { reportMissing(key, hint: hint) }
    return text
  }

  /// A text that must be there; where it is not, that is reported, and `fallback` stands in for it.
  func required(_ key: String, hint: String, fallback: String) -> Located<String> {
    required(key, hint: hint) ?? Located(fallback, at: location(of: key) ?? location)
  }

  /// `value` as a text; nil where it is empty.
  func text(_ value: FieldValue) -> Located<String>? {
    guard let text = value.scalar else {
      findings.error(
        "\(value.name) must be a text, not \(value.kind)", at: value.location,
        hint: "write one text, with quotes around it if it begins with `[` or `{`")
      return nil
    }
    if value.isTagged {
      findings.error(
        "a text that begins with `!` needs quotes", at: value.location, hint: "put quotes around the text")
      return nil
    }
    return value.isBlank ? nil : Located(text, at: value.location)
  }

  /// `true` or `false`.
  func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if let bool = value.bool { return bool }
    let written = value.scalar?.lowercased() ?? ""
    let meant = ["yes": "true", "on": "true", "no": "false", "off": "false", "true": "true", "false": "false"][written]
    findings.error(
      "\(value.name) must be true or false, not \(value.scalar.map { "`\($0)`" } ?? value.kind)", at: value.location,
      hint: meant.map { "write `\(key): \($0)`, without quotes" } ?? "write `\(key): true` or `\(key): false`")
    return nil
  }

  /// A whole number, `least` or more.
  func wholeNumber(_ key: String, from least: Int) -> Located<Int>? {
    guard let value = value(key) else { return nil }
    if let number = value.wholeNumber, number >= least { return Located(number, at: value.location) }
    let meant = value.scalar.flatMap { Int($0) }.flatMap { $0 >= least ? $0 : nil }
    findings.error(
      "\(value.name) must be a whole number from \(least), not \(value.scalar.map { "`\($0)`" } ?? value.kind)",
      at: value.location, hint: "write `\(key): \(meant ?? least)`, without quotes")
    return nil
  }

  /// One of a few words.
  func choice<Choice>(_ key: String) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let text = text(key) else { return nil }
    if let choice = Choice(rawValue: text.value) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    findings.error(
      "`\(text.value)` is no value of `\(key)`", at: text.location,
      hint: Suggestion.question(for: text.value, in: words) ?? "write \(words.listed(with: "or"))")
    return nil
  }

  /// A date, with or without a time.
  func date(_ key: String) -> Located<DateInput>? {
    guard let value = value(key) else { return nil }
    guard let text = value.scalar else {
      findings.error("\(value.name) must be a date, not \(value.kind)", at: value.location, hint: DateInput.formHint)
      return nil
    }
    do {
      return Located(try DateInput(parsing: text), at: value.location)
    } catch {
      findings.error("\(value.name): \(error.message)", at: value.location, hint: error.hint)
      return nil
    }
  }
}

extension [String] {
  /// "`a`, `b` or `c`".
  func listed(with conjunction: String) -> String {
    let names = map { "`\($0)`" }
    guard let last = names.last, count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
