internal import PartworkMustache
internal import Yams

extension Fields {
  /// The writer's own keys below `extra`, as templates see them: a dictionary, empty if there are none.
  ///
  /// Values are read by YAML 1.2's core schema, except that a number with a fraction remains text, as written.
  func extra() -> Value {
    guard let value = value("extra") else { return .dictionary([:]) }
    guard value.members != nil else {
      findings.error(
        "`extra` must be a map, not \(value.kind)", at: value.location, hint: "write `key: value` below it")
      return .dictionary([:])
    }
    var valuesLeft = 100_000
    guard let extra = value.extra(depth: 0, &valuesLeft) else {
      findings.error("`extra` is too large", at: value.location, hint: "nest less deeply, or use fewer aliases")
      return .dictionary([:])
    }
    findings.reportCuts(in: value)
    return extra
  }
}

extension FieldValue {
  /// What the value means; nil if it is too deep or too large: a few lines of YAML aliases can make more values than
  /// fit in memory, or nest deeper than the stack.
  fileprivate func extra(depth: Int, _ valuesLeft: inout Int) -> Value? {
    valuesLeft -= 1
    guard valuesLeft > 0, depth < 100 else { return nil }
    switch node {
    case .scalar(let scalar):
      if isNull { return .absent }
      if let bool { return .bool(bool) }
      return wholeNumber.map(Value.number) ?? .text(scalar.string)
    case .sequence:
      var list: [Value] = []
      for entry in entries ?? [] {
        guard let value = entry.extra(depth: depth + 1, &valuesLeft) else { return nil }
        list.append(value)
      }
      return .list(list)
    case .mapping:
      var dictionary: [String: Value] = [:]
      for (key, entry) in members ?? [] {
        guard let value = entry.extra(depth: depth + 1, &valuesLeft) else { return nil }
        dictionary[key.value] = value
      }
      return .dictionary(dictionary)
    case .alias:
      return .absent
    }
  }
}
