internal import PartworkDiagnostics

/// A value in a YAML text, and its name in messages.
struct FieldValue {
  let node: YAMLNode
  let key: String
  /// The keys of the maps around it, each with a dot: "markdown.".
  let prefix: String
  let yaml: YAMLText
  /// Whether the value is an entry of the list at `path`.
  var isEntry = false

  /// The key with those of the maps around it: "markdown.rawHTML".
  var path: String { prefix + key }

  /// "`title`", or "an entry in `authors`".
  var name: String { isEntry ? "an entry in `\(path)`" : "`\(path)`" }

  /// Where the value begins.
  var location: SourceLocation { yaml.location(of: node) }

  /// Whether there is no value: nothing after the colon, `~` or `null` (YAML 1.2, section 10.2.1.1).
  var isNull: Bool {
    switch plain {
    case "", "~", "null", "Null", "NULL": true
    default: false
    }
  }

  /// Whether the text follows a word with `!`, which is the name of a type in YAML.
  var isTagged: Bool { node.scalar?.isTagged ?? false }

  /// Whether the value is missing, or only spaces.
  var isBlank: Bool { isNull || scalar.map { $0.allSatisfy(\.isWhitespace) } ?? false }

  /// The text as written; nil for a list or a map.
  var scalar: String? { node.scalar?.text }

  /// The text of a scalar without quotes, which may mean something other than text.
  var plain: String? { node.scalar?.style == .plain ? scalar : nil }

  /// The value of `true` or `false` (YAML 1.2, section 10.3.2).
  var bool: Bool? {
    switch plain {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// The value of a whole number in decimal digits.
  var wholeNumber: Int? { plain.flatMap { Int($0) } }

  /// What the value is, for "must be a map, not …".
  var kind: String {
    switch node.form {
    case .list: "a list"
    case .map: "a map"
    case .scalar where isNull: "nothing"
    case .scalar where bool != nil: "`\(plain ?? "")`"
    case .scalar where plain.flatMap(Double.init) != nil: "a number"
    case .scalar: "text"
    }
  }

  /// The text as written, or what the value is, for "must be true or false, not …".
  var shown: String { scalar.map { "`\($0)`" } ?? kind }

  /// The entries of a list.
  var entries: [FieldValue]? {
    guard case .list(let entries) = node.form else { return nil }
    return entries.map { FieldValue(node: $0, key: key, prefix: prefix, yaml: yaml, isEntry: true) }
  }

  /// The values of a map by their keys, in the order of the file; keys that are not text are left out.
  var members: [(key: Located<String>, value: FieldValue)]? {
    node.map?.compactMap { member in
      guard let name = member.key.scalar?.text else { return nil }
      let value = FieldValue(node: member.value, key: name, prefix: path + ".", yaml: yaml)
      return (Located(name, at: yaml.location(of: member.key)), value)
    }
  }
}
