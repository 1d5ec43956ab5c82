internal import PartworkMustache
internal import Yams

extension Fields {
  /// The writer's own keys below `extra`, as templates see them: a dictionary, empty if there are none.
  ///
  /// Values are read by YAML 1.2's core schema, except that a number with a fraction stays the text that was written.
  func extra() -> Value {
    guard let value = value("extra") else { return .dictionary([:]) }
    guard value.members != nil else {
      findings.error(
        "`extra` must be a map, not \(value.kind)", at: value.location, hint: "write `key: value` below it")
      return .dictionary([:])
    }
    var budget = ExtraBudget()
    guard let extra = budget.value(value, depth: 0) else {
      findings.error("`extra` is too large", at: value.location, hint: "nest less deeply, or use fewer aliases")
      return .dictionary([:])
    }
    return extra
  }
}

/// Keeps a few lines of YAML aliases from becoming more values than memory holds, or deeper than the stack.
private struct ExtraBudget {
  private var valuesLeft = 100_000
  private let deepest = 100

  /// What `value` means; nil if it is too deep or too much.
  mutating func value(_ value: FieldValue, depth: Int) -> Value? {
    valuesLeft -= 1
    guard valuesLeft > 0, depth < deepest else { return nil }
    switch value.node {
    case .scalar(let scalar):
      if value.isNull { return .absent }
      if let bool = value.bool { return .bool(bool) }
      return value.wholeNumber.map(Value.number) ?? .text(scalar.string)
    case .sequence:
      var list: [Value] = []
      for entry in value.entries ?? [] {
        guard let entry = self.value(entry, depth: depth + 1) else { return nil }
        list.append(entry)
      }
      return .list(list)
    case .mapping:
      var dictionary: [String: Value] = [:]
      for (key, entry) in value.members ?? [] {
        guard let entry = self.value(entry, depth: depth + 1) else { return nil }
        dictionary[key.value] = entry
      }
      return .dictionary(dictionary)
    case .alias:
      return .absent
    }
  }
}
