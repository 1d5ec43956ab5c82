/// The types of the values that names are looked up in at some place of a template.
struct Scope {
  /// The value of `{{.}}` is the last one; records and unchecked values are searched for names from there outwards.
  var types: [FieldType]

  /// The type that `{{.}}` has.
  var innermost: FieldType { types.last ?? .any }

  /// The type of the value called `name`; nil where no such name is known.
  func type(of name: Name) -> FieldType? {
    for type in types.reversed() {
      switch type {
      case .any: return .any
      case .record(let shape):
        if let index = shape.index(of: name) { return shape.fields[index].type }
      case .text, .html, .bool, .number, .list: continue
      }
    }
    return nil
  }

  /// Whether the value called `name`, or `{{.}}` for nil, is found below an unchecked value rather than in a record.
  func isUnchecked(_ name: Name?) -> Bool {
    guard let name else { return innermost == .any }
    for type in types.reversed() {
      if type == .any { return true }
      if case .record(let shape) = type, shape.index(of: name) != nil { return false }
    }
    return false
  }

  /// The names known here, the innermost first, each once.
  var names: [String] {
    var seen: Set<String> = []
    return types.reversed().flatMap { type -> [String] in
      guard case .record(let shape) = type else { return [] }
      return shape.fields.map(\.name).filter { seen.insert($0).inserted }
    }
  }

  /// The types that decide what each name means: one that stands further out a second time decides nothing.
  var signature: [FieldType] {
    var seen: Set<FieldType> = []
    let searched = types.reversed().filter { type in
      switch type {
      case .record, .any: seen.insert(type).inserted
      case .text, .html, .bool, .number, .list: false
      }
    }
    return [innermost] + searched
  }
}

extension FieldType {
  /// What a section over such a value puts innermost.
  var sectionType: FieldType {
    if case .list(let element) = self { element } else { self }
  }

  /// The record that such a value is or lists, which has no text of its own.
  var recordShape: Shape? {
    switch self {
    case .record(let shape): shape
    case .list(let element): element.recordShape
    case .text, .html, .bool, .number, .any: nil
    }
  }

  /// The type with its article, for messages.
  var phrase: String {
    switch self {
    case .text: "a text"
    case .html: "HTML"
    case .bool: "true or false"
    case .number: "a number"
    case .record(let shape): "a record (\(shape.name))"
    case .list: "a list"
    case .any: "anything"
    }
  }
}
