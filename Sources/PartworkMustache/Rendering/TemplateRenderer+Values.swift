extension TemplateRenderer {
  /// The value of an open section.
  struct Scope {
    let value: Value

    /// The record that `value` is and keeps, if it is one: most names are looked up in several scopes, and counting a
    /// reference for each would take longer than the look.
    fileprivate let record: Unmanaged<Record>?

    init(_ value: Value) {
      self.value = value
      record = if case .record(let record) = value { Unmanaged.passUnretained(record) } else { nil }
    }

    /// The value called `name` in a record or a dictionary; nil if it has no such name or no names at all.
    subscript(name: InternedName) -> Value? {
      if let record {
        return record._withUnsafeGuaranteedRef { record in record.index(of: name).map { record[$0] } }
      }
      guard case .dictionary(let dictionary) = value else { return nil }
      return dictionary[name.text]
    }
  }

  /// What is left to repeat of a section; nothing if it is not over a list.
  struct Repetition {
    let items: [Value]
    var next: Int

    /// The first instruction of the section's content.
    let start: Int

    /// The place of the current item; nil if the section is not over a list.
    func value(of place: ListPlace) -> Value? {
      if items.isEmpty { return nil }
      return switch place {
      case .isFirst: .bool(next == 1)
      case .isLast: .bool(next == items.count)
      case .number: .number(next)
      }
    }
  }

  /// The value of a path of `template`; absent if a name is unknown.
  func value(_ path: Int, in template: CompiledTemplate) -> Value {
    let path = template.program.paths[path]
    guard let first = path.names.first else { return scopes[scopes.count - 1].value }
    if let place = path.place { return value(of: template.program.names[first], or: place) }
    var value = value(of: template.program.names[first])
    for name in path.names.dropFirst() { value = Scope(value)[template.program.names[name]] ?? .absent }
    return value
  }

  private func value(of name: InternedName) -> Value {
    var index = scopes.count
    while index > 0 {
      index -= 1
      // As the subscript does, which would copy the value that it finds.
      guard let record = scopes[index].record else {
        if let found = scopes[index][name] { return found }
        continue
      }
      let field = record._withUnsafeGuaranteedRef { $0.index(of: name) }
      if let field { return record._withUnsafeGuaranteedRef { $0[field] } }
    }
    return globals[name] ?? .absent
  }

  /// The same for a name that lists have too: the place in the innermost list comes before what is around that list.
  private func value(of name: InternedName, or place: ListPlace) -> Value {
    for index in scopes.indices.reversed() {
      if let found = scopes[index][name] { return found }
      if index > 0, let found = sections[index - 1].value(of: place) { return found }
    }
    return globals[name] ?? .absent
  }

  /// Makes `value` the innermost one for a section whose content begins at `start`; false, with nothing done, if it
  /// is falsy.
  mutating func enter(_ value: Value, at start: Int) -> Bool {
    guard value.isTruthy else { return false }
    var items: [Value] = []
    if case .list(let list) = value { items = list }
    sections.append(Repetition(items: items, next: 1, start: start))
    scopes.append(Scope(items.first ?? value))
    return true
  }

  /// Goes on to the next item of the innermost section and returns where its content begins, or leaves the section.
  mutating func nextItem() -> Int? {
    let last = sections.count - 1
    let next = sections[last].next
    guard next < sections[last].items.count else {
      sections.removeLast()
      scopes.removeLast()
      return nil
    }
    scopes[scopes.count - 1] = Scope(sections[last].items[next])
    sections[last].next = next + 1
    return sections[last].start
  }
}
