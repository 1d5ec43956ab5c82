/// The types of the values that names are looked up in, at some place of a template.
struct NameScope {
  /// The last one is that of `{{.}}`; names are looked up in records and unchecked values from there outwards.
  var types: [FieldType]

  /// Goes into a section over a value of `type`.
  mutating func enter(_ type: FieldType) {
    if case .list = type { types.append(.record(ListPlace.shape)) }
    types.append(type.sectionType)
  }

  /// The type that `{{.}}` has.
  var innermost: FieldType { types.last ?? .any }

  /// The type of the value called `name`, or of `{{.}}` for nil, and whether it comes from an unchecked value; nil for
  /// an unknown name.
  func find(_ name: InternedName?) -> (type: FieldType, isUnchecked: Bool, replacement: String?)? {
    guard let name else { return (innermost, innermost == .any, nil) }
    for type in types.reversed() {
      if type == .any { return (.any, true, nil) }
      if case .record(let shape) = type, let index = shape.index(of: name) {
        return (shape.fields[index].type, false, shape.fields[index].replacement)
      }
    }
    return nil
  }

  /// The names known here, the innermost first, each once.
  var names: [String] {
    var seen: Set<String> = []
    return types.reversed().flatMap { type -> [String] in
      guard case .record(let shape) = type else { return [] }
      return shape.presentNames.filter { seen.insert($0).inserted }
    }
  }

  /// The types that decide what each name means: a type that occurs again further out decides nothing.
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
  /// The type of `{{.}}` in a section over such a value.
  var sectionType: FieldType {
    if case .list(let element) = self { element } else { self }
  }

  /// The record that such a value is or lists, which cannot be printed.
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
    case .text: "text"
    case .html: "HTML"
    case .bool: "true or false"
    case .number: "a number"
    case .record(let shape): "a record (\(shape.name))"
    case .list: "a list"
    case .any: "anything"
    }
  }
}
