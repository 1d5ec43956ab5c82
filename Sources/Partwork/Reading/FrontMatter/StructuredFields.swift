internal import PartworkDiagnostics
internal import Yams

/// Lists and maps.
extension Fields {
  static let mapHint = "write `key: value` below it, each in a line of its own"

  /// The entries of a list, or the one value that stands in for a list of one; empty where there is none.
  func list<Entry>(_ key: String, _ entry: (FieldValue) -> Entry?) -> [Entry] {
    guard let value = value(key) else { return [] }
    guard let entries = value.entries else { return [entry(value)].compactMap(\.self) }
    return entries.compactMap { value in
      guard !value.isNull else {
        findings.error("\(value.name) has no value", at: value.location, hint: "write one, or remove the entry")
        return nil
      }
      return entry(value)
    }
  }

  /// The texts of a list, each once, or the one text that stands in for it.
  func texts(_ key: String) -> [Located<String>] {
    list(key) { text($0) }
  }

  /// What `read` makes of the fields of a map; nil where `key` is not there.
  func map<Result>(_ key: String, _ read: (Fields) -> Result?) -> Result? {
    value(key).flatMap { map($0, read) }
  }

  /// What `read` makes of the fields of `value`, which must be a map; `what` names it.
  func map<Result>(
    _ value: FieldValue, expecting what: String = "a map", hint: String = mapHint, _ read: (Fields) -> Result?
  ) -> Result? {
    guard case .mapping(let mapping) = value.node else {
      findings.error("\(value.name) must be \(what), not \(value.kind)", at: value.location, hint: hint)
      return nil
    }
    let fields = Fields(
      mapping, in: value.yaml, at: value.location, prefix: value.path + ".", findings: findings)
    defer { fields.finish() }
    return read(fields)
  }

  /// The keys and values of a map whose keys are the writer's own, in the order of the file.
  func dictionary(_ key: String) -> [(key: Located<String>, value: FieldValue)] {
    guard let value = value(key) else { return [] }
    guard case .mapping(let mapping) = value.node else {
      findings.error(
        "\(value.name) must be a map, not \(value.kind)", at: value.location, hint: Self.mapHint)
      return []
    }
    return mapping.compactMap { key, entry in
      guard case .scalar(let name) = key else { return nil }
      let path = "\(value.path).\(name.string)"
      return (
        Located(name.string, at: value.yaml.location(key.mark)),
        FieldValue(node: entry, name: "`\(path)`", path: path, yaml: value.yaml)
      )
    }
  }
}
