/// The values of one thing that a template shows, such as a post.
///
/// The values are listed, or worked out from the thing when a template asks for one: a page that names three of a
/// post's thirty names pays for three.
package struct Record: Sendable {
  package let shape: Shape
  private let source: Source

  private enum Source: Sendable {
    case values([Value])
    case computed(@Sendable (Int) -> Value)
  }

  /// Makes a record of `values` in the order of `shape.fields`; each must be of its field's type or absent.
  package init(_ shape: Shape, _ values: [Value]) {
    precondition(
      values.count == shape.fields.count,
      "\(shape.name) has \(shape.fields.count) fields and was given \(values.count) values")
    self.shape = shape
    source = .values(values)
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

  /// Makes a record whose values are worked out when they are asked for.
  ///
  /// - Parameter value: the value of the field at an index of `shape.fields`: the same each time, and of the field's
  ///   type or absent.
  package init(_ shape: Shape, computing value: @escaping @Sendable (Int) -> Value) {
    self.shape = shape
    source = .computed(value)
  }

  /// The value of the field at `index` of `shape.fields`.
  package subscript(index: Int) -> Value {
    switch source {
    case .values(let values): return values[index]
    case .computed(let value):
      let value = value(index)
      Self.check(value, shape.fields[index], shape)
      return value
    }
  }

  /// The value of the field called `name`; nil where the shape has none such.
  package subscript(name: String) -> Value? {
    shape.index(of: name).map { self[$0] }
  }

  /// Stops a debug build in which a value is not of the type that templates were checked against.
  private static func check(_ value: Value, _ field: Field, _ shape: Shape) {
    assert(field.type.admits(value), "\(shape.name).\(field.name) is declared \(field.type) and was given \(value)")
  }
}
