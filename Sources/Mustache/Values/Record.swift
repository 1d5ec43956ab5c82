/// The values of one thing that a template shows, such as a post, in the order of its shape's fields.
package struct Record: Sendable, Hashable {
  package let shape: Shape

  /// One value a field, in the order of `shape.fields`.
  package private(set) var values: [Value]

  /// Makes a record of `values` in the order of `shape.fields`; each must be of its field's type or absent.
  package init(_ shape: Shape, _ values: [Value]) {
    precondition(
      values.count == shape.fields.count,
      "\(shape.name) has \(shape.fields.count) fields and was given \(values.count) values")
    self.shape = shape
    self.values = values
    for (field, value) in zip(shape.fields, values) { Self.check(value, field, shape) }
  }

  /// Makes a record of named values; a field that is not named is absent.
  package init(_ shape: Shape, _ values: KeyValuePairs<String, Value>) {
    var ordered = [Value](repeating: .absent, count: shape.fields.count)
    for (name, value) in values {
      guard let index = shape.index(of: name) else { preconditionFailure("\(shape.name) has no field `\(name)`") }
      ordered[index] = value
    }
    self.init(shape, ordered)
  }

  /// The value of the field called `name`; nil where the shape has none such.
  package subscript(name: String) -> Value? {
    get { shape.index(of: name).map { values[$0] } }
    set {
      guard let index = shape.index(of: name) else { preconditionFailure("\(shape.name) has no field `\(name)`") }
      let value = newValue ?? .absent
      Self.check(value, shape.fields[index], shape)
      values[index] = value
    }
  }

  /// Stops a debug build in which a value is not of the type that templates were checked against.
  private static func check(_ value: Value, _ field: Field, _ shape: Shape) {
    assert(field.type.admits(value), "\(shape.name).\(field.name) is declared \(field.type) and was given \(value)")
  }
}
