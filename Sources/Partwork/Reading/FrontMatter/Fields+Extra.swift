internal import PartworkMustache

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
    findings.reportCuts(in: value)
    return value.extra
  }
}

extension FieldValue {
  /// What the value means.
  fileprivate var extra: Value {
    switch node.form {
    case .scalar(let scalar):
      if isNull { return .absent }
      if let bool { return .bool(bool) }
      return wholeNumber.map(Value.number) ?? .text(scalar.text)
    case .list:
      return .list((entries ?? []).map(\.extra))
    case .map:
      // The last of keys that are not text and are written alike wins.
      return .dictionary(Dictionary((members ?? []).map { ($0.key.value, $0.value.extra) }) { $1 })
    }
  }
}
