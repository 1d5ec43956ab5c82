/// The names of a record, with their types: what a template may say about it.
///
/// A shape is made once for each kind of record and shared by all of them. It cannot contain itself.
package final class Shape: Sendable {
  /// The name of the kind, such as `Post`, for messages and documentation.
  package let name: String

  /// What a record of this shape is, in one sentence, for the documentation.
  package let summary: String

  /// The fields in the order of a record's values; no two have one name.
  package let fields: [Field]

  private let table: NameTable

  package init(_ name: String, _ summary: String = "", _ fields: [Field]) {
    self.name = name
    self.summary = summary
    self.fields = fields
    table = NameTable(fields.map(\.name))
    precondition(Set(fields.map(\.name)).count == fields.count, "\(name) has two fields of one name")
  }

  /// The place among `fields` of the field called `name`.
  package func index(of name: String) -> Int? {
    table.index(of: Name(name))
  }

  /// The field called `name`.
  package subscript(name: String) -> Field? {
    index(of: name).map { fields[$0] }
  }

  func index(of name: Name) -> Int? {
    table.index(of: name)
  }
}

extension Shape: Hashable {
  /// Shapes are equal when they are one and the same.
  package static func == (left: Shape, right: Shape) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// One name of a shape.
package struct Field: Sendable, Hashable {
  package let name: String
  package let type: FieldType

  /// Whether the value may be absent, for the documentation; a template may use the name all the same.
  package let isOptional: Bool

  /// What the value is, for the documentation.
  package let summary: String

  package init(_ name: String, _ type: FieldType, optional: Bool = false, _ summary: String = "") {
    self.name = name
    self.type = type
    self.isOptional = optional
    self.summary = summary
  }
}

/// What a field holds.
package indirect enum FieldType: Sendable, Hashable {
  case text, html, bool, number
  case record(Shape)
  case list(FieldType)

  /// A value that its writer made up, such as front matter's `extra`: no name below it is checked.
  case any
}

extension FieldType {
  /// Whether `value` may stand in a field of this type; absence may stand anywhere.
  func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (_, .absent), (.any, _), (.text, .text), (.html, .html), (.bool, .bool), (.number, .number): true
    case (.record(let shape), .record(let record)): record.shape == shape
    case (.list(let element), .list(let list)): list.first.map(element.admits) ?? true
    default: false
    }
  }
}
