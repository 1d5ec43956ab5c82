/// A shape, and how its values are taken from `Source`: name, type, documentation and value in one place each.
///
///     let picture = Schema<Picture>("Picture", "An image of the site.", [
///       Property("url", .text, "Its address.") { .text($0.url) },
///       Property("alt", .text, optional: true, "What it shows.") { Value($0.alt) },
///     ])
package struct Schema<Source>: Sendable {
  package let shape: Shape
  private let properties: [Property<Source>]

  package init(_ name: String, _ summary: String = "", _ properties: [Property<Source>]) {
    self.properties = properties
    shape = Shape(name, summary, properties.map(\.field))
  }

  /// The type of a field that holds such a record.
  package var type: FieldType { .record(shape) }

  /// The record that shows `source`.
  package func record(_ source: Source) -> Record {
    Record(shape, properties.map { $0.value(source) })
  }

  /// The value that shows `source`, or `absent` for nil.
  package func value(_ source: Source?) -> Value {
    source.map { .record(record($0)) } ?? .absent
  }

  /// The list of records that shows `sources`.
  package func values(_ sources: some Sequence<Source>) -> Value {
    .list(sources.map { .record(record($0)) })
  }
}

/// A field, and how its value is taken from `Source`.
package struct Property<Source>: Sendable {
  package let field: Field
  let value: @Sendable (Source) -> Value

  package init(
    _ name: String, _ type: FieldType, optional: Bool = false, _ summary: String = "",
    _ value: @escaping @Sendable (Source) -> Value
  ) {
    field = Field(name, type, optional: optional, summary)
    self.value = value
  }
}
