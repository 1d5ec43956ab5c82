internal import PartworkDiagnostics
internal import Yams

/// A value in a YAML text, and the name it goes by in messages.
struct FieldValue {
  let node: Node
  /// "`title`", or "an entry of `authors`".
  let name: String
  /// The key with those of the maps around it: "markdown.rawHTML".
  let path: String
  let yaml: YAMLText

  /// Where the value begins.
  var location: SourceLocation { yaml.location(node.mark) }

  /// Whether there is no value: nothing behind the colon, `~` or `null` (YAML 1.2, section 10.2.1.1).
  var isNull: Bool {
    guard let plain else { return false }
    return plain.isEmpty || ["~", "null", "Null", "NULL"].contains(plain)
  }

  /// Whether a word with `!` stands before the text, which YAML takes for the name of a type.
  var isTagged: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return !["", "!", "tag:yaml.org,2002:str"].contains(scalar.tag.rawValue)
  }

  /// Whether the value is no more than spaces, or nothing.
  var isBlank: Bool { isNull || scalar.map { $0.allSatisfy(\.isWhitespace) } ?? false }

  /// The text as written; nil for a list or a map.
  var scalar: String? {
    guard case .scalar(let scalar) = node else { return nil }
    return scalar.string
  }

  /// The text of a scalar without quotes, which may stand for another type than text.
  var plain: String? {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return nil }
    return scalar.string
  }

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

  /// What the value is, for "must be a text, not …".
  var kind: String {
    switch node {
    case .sequence: "a list"
    case .mapping: "a map"
    case .scalar where isNull: "nothing"
    case .scalar where bool != nil: "`\(plain ?? "")`"
    case .scalar where plain.flatMap(Double.init) != nil: "a number"
    case .scalar, .alias: "a text"
    }
  }

  /// The entries of a list.
  var entries: [FieldValue]? {
    guard case .sequence(let sequence) = node else { return nil }
    return sequence.map { FieldValue(node: $0, name: "an entry of `\(path)`", path: path, yaml: yaml) }
  }
}
