/// The names of a record, with their types: what a template may use of it.
///
/// There is one shape for each kind of record, shared by all records of that kind. It cannot contain itself.
package final class Shape: Sendable {
  /// The name of the kind, such as `Post`, for messages and documentation.
  package let name: String

  /// What a record of this shape is, in one sentence, for the documentation.
  package let summary: String

  /// The fields in the order of a record's values; no two have the same name.
  package let fields: [Field]

  /// The names of this version, for messages.
  let presentNames: [String]

  private let table: NameTable

  package init(_ name: String, _ summary: String = "", _ fields: [Field]) {
    self.name = name
    self.summary = summary
    self.fields = fields
    presentNames = fields.filter { $0.replacement == nil }.map(\.name)
    table = NameTable(fields.map(\.name))
    precondition(Set(fields.map(\.name)).count == fields.count, "\(name) has two fields with the same name")
  }

  /// The index in `fields` of the field called `name`.
  func index(of name: InternedName) -> Int? {
    table.index(of: name)
  }
}

extension Shape: Hashable {
  /// Shapes are equal if they are the same object.
  package static func == (left: Shape, right: Shape) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// One name of a shape.
package struct Field: Sendable, Hashable {
  package let name: String
  package let type: FieldType

  /// What the value is, for the documentation.
  package let summary: String

  /// What to do instead, as a hint, if it is a name of earlier versions, which still works.
  package let replacement: String?

  package init(_ name: String, _ type: FieldType, _ summary: String = "", replacement: String? = nil) {
    self.name = name
    self.type = type
    self.summary = summary
    self.replacement = replacement
  }
}

/// What a field holds.
package indirect enum FieldType: Sendable, Hashable {
  case text, html, bool, number
  case record(Shape)
  case list(FieldType)

  /// A value whose names the writer chose, such as front matter's `extra`: no name below it is checked.
  case any
}
