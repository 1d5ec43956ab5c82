internal import PartworkDiagnostics
internal import PartworkMarkdown

/// The values of one word or line.
extension Fields {
  /// A text; nil if it is empty. Numbers, dates and `true` are read as they are written.
  func text(_ key: String) -> Located<String>? {
    value(key).flatMap { text($0) }
  }

  /// A text that must be given; if it is not, that is reported, with `hint`.
  func required(_ key: String, hint: String) -> Located<String>? {
    let text = text(key)
    // A value that is not text is reported already.
    if text == nil, written(key).map({ $0.isBlank && !$0.isTagged }) ?? true { reportMissing(key, hint: hint) }
    return text
  }

  /// A plain text that must be given, such as a title; if it is not, that is reported, and the result is `fallback`.
  func required(_ key: String, hint: String, fallback: String) -> Located<String> {
    let text = required(key, hint: hint)
    reportMarkup(in: text, key)
    return text ?? Located(fallback, at: location(of: key) ?? location)
  }

  /// A text that readers see as it is written; markup in it is reported, since they would see that too.
  func plainText(_ key: String) -> Located<String>? {
    let text = text(key)
    reportMarkup(in: text, key)
    return text
  }

  /// Reports markup in `text`, which readers see as it is written: the value of `key`, or an entry or a key itself.
  func reportMarkup(in text: Located<String>?, _ key: String? = nil) {
    guard let text, let plain = Document.withoutMarkup(text.value) else { return }
    findings.warning(
      "\(key.map { "`\(prefix)\($0)`" } ?? "this") is plain text: readers see its markup as it is written",
      at: text.location, hint: "write `\(key.map { "\($0): \(plain.yaml)" } ?? plain.yamlEntry)`")
  }

  /// `value` as a text; nil if it is empty.
  func text(_ value: FieldValue) -> Located<String>? {
    guard let text = value.scalar else {
      findings.error(
        "\(value.name) must be text, not \(value.kind)", at: value.location,
        hint: "write text, in quotes if it begins with `[` or `{`")
      return nil
    }
    if value.isTagged {
      findings.reportTag(value)
      return nil
    }
    findings.reportCut(value)
    return value.isBlank ? nil : Located(text, at: value.location)
  }

  /// A text that `parse` reads.
  func parsed<Value>(_ key: String, _ parse: (String) throws(InvalidValue) -> Value) -> Located<Value>? {
    text(key).flatMap { parsed($0, parse) }
  }

  /// `text` as `parse` reads it; its error is reported.
  func parsed<Value>(_ text: Located<String>, _ parse: (String) throws(InvalidValue) -> Value) -> Located<Value>? {
    do {
      return Located(try parse(text.value), at: text.location)
    } catch {
      findings.error(error.message, at: text.location, hint: error.hint)
      return nil
    }
  }

  /// `true` or `false`.
  func locatedBool(_ key: String) -> Located<Bool>? {
    guard let bool = bool(key), let place = value(key)?.location else { return nil }
    return Located(bool, at: place)
  }

  func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if let bool = value.bool { return bool }
    let meant = ["yes": "true", "on": "true", "no": "false", "off": "false", "true": "true", "false": "false"]
    findings.error(
      "\(value.name) must be true or false, not \(value.shown)", at: value.location,
      hint: meant[value.scalar?.lowercased() ?? ""].map { "write `\(key): \($0)`, without quotes" }
        ?? "write `\(key): true` or `\(key): false`")
    return nil
  }

  /// A whole number, 1 or more, of at most nine digits, so that later sums cannot overflow.
  func wholeNumber(_ key: String) -> Located<Int>? {
    guard let value = value(key) else { return nil }
    let most = 999_999_999
    if let number = value.wholeNumber, (1...most).contains(number) { return Located(number, at: value.location) }
    if let digits = value.plain, digits.utf8.count > 9, digits.allSatisfy(\.isWholeNumber) {
      findings.error(
        "\(value.name) is too large: \(value.shown)", at: value.location, hint: "write a number up to \(most)")
      return nil
    }
    let meant = max(1, value.scalar.flatMap { Int($0) } ?? 1)
    findings.error(
      "\(value.name) must be a whole number, 1 or more, not \(value.shown)", at: value.location,
      hint: "write `\(key): \(meant)`, without quotes")
    return nil
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
    parsed(key) { text throws(InvalidValue) in
      if let choice = Choice(rawValue: text) { return choice }
      let words = Choice.allCases.map(\.rawValue)
      throw InvalidValue(
        "`\(text)` is not a valid `\(key)`",
        hint: Self.hidingWords.contains(text.lowercased())
          ? Self.hideHint : Suggestion.question(for: text, in: words) ?? "write \(words.listed(with: "or"))")
    }?.value
  }

  /// A date, with or without a time.
  func date(_ key: String) -> Located<DateInput>? {
    guard let value = value(key) else { return nil }
    guard let text = value.scalar else {
      findings.error("\(value.name) must be a date, not \(value.kind)", at: value.location, hint: DateInput.formHint)
      return nil
    }
    return parsed(Located(text, at: value.location)) { text throws(InvalidValue) in
      do throws(InvalidValue) {
        return try DateInput(parsing: text)
      } catch {
        throw InvalidValue("\(value.name): \(error.message)", hint: error.hint)
      }
    }
  }
}

/// Lists and maps.
extension Fields {
  static let mapHint = "write `key: value` below it, each on its own line"

  /// The entries of a list, or the single value written instead of a list; empty if the key is missing.
  ///
  /// - Parameter kind: what the entries are, if a comma in a single text may be meant to separate them.
  func list<Entry>(_ key: String, of kind: EntryKind? = nil, _ entry: (FieldValue) -> Entry?) -> [Entry] {
    guard let value = value(key) else { return [] }
    guard let entries = value.entries else {
      if let kind, let text = value.scalar, findings.reportCommas(in: text, of: value, kind), kind == .ids { return [] }
      return [entry(value)].compactMap(\.self)
    }
    return entries.compactMap { value in
      guard !value.isNull else {
        findings.reportCut(value)
        findings.error("\(value.name) has no value", at: value.location, hint: "write one, or remove the entry")
        return nil
      }
      return entry(value)
    }
  }

  /// The texts of a list, or the single text written instead of a list.
  func texts(_ key: String, of kind: EntryKind) -> [Located<String>] {
    list(key, of: kind) { text($0) }
  }

  /// `values` without those that have the key of an earlier one, which are reported.
  func unique<Value>(
    _ values: [Located<Value>], by key: (Value) -> String, named name: (Value) -> String
  ) -> [Located<Value>] {
    var seen: Set<String> = []
    return values.filter { value in
      let isNew = seen.insert(key(value.value)).inserted
      if !isNew {
        findings.warning("`\(name(value.value))` is listed twice", at: value.location, hint: "remove one of them")
      }
      return isNew
    }
  }

  /// What `read` makes of the fields of a map; nil if `key` is missing.
  func map<Result>(_ key: String, _ read: (Fields) -> Result?) -> Result? {
    value(key).flatMap { map($0, read) }
  }

  /// What `read` makes of the fields of `value`, which must be a map; `what` names it.
  func map<Result>(
    _ value: FieldValue, expecting what: String = "a map", hint: String = mapHint, _ read: (Fields) -> Result?
  ) -> Result? {
    guard let map = value.node.map else {
      let isCut = value.isEntry && findings.comment(cutting: value) != nil
      findings.error(
        "\(value.name) must be \(what), not \(value.kind)", at: value.location,
        hint: isCut ? "\(hint); ` #` begins a comment, unless it is in quotes" : hint)
      return nil
    }
    let fields = Fields(map, in: value.yaml, at: value.location, prefix: value.path + ".", findings: findings)
    defer { fields.finish() }
    return read(fields)
  }
}
