package import PartworkMustache

/// A record of the view model: the names that a template may use, and how each gets its value from a `Subject`.
///
/// Name, type, meaning and value are declared in one place, so that the schema that templates are checked against, its
/// documentation and what pages show cannot drift apart. A value is computed when a template asks for it.
///
/// Views live as long as the program, so that no reference to what they hold is counted: all threads that render would
/// contend for the count at each value.
package struct View<Subject: Sendable>: Sendable {
  private let kind: Unmanaged<RecordKind<Subject>>

  package var shape: Shape { kind._withUnsafeGuaranteedRef { $0.shape } }

  /// Declares a record.
  ///
  /// - Parameters:
  ///   - name: what docs/templates.md calls it: "Post".
  ///   - summary: what it represents.
  init(_ name: String, _ summary: String, _ names: [ViewName<Subject>]) {
    let getters = names.map { Unmanaged.passRetained(Getter($0.value)) }
    kind = .passRetained(
      RecordKind(Shape(name, summary, names.map(\.field))) { subject, index in
        getters[index]._withUnsafeGuaranteedRef { $0.value(subject) }
      })
  }

  /// The record of `subject`.
  func callAsFunction(_ subject: Subject) -> Value {
    .record(RecordOf(kind, subject))
  }

  /// The record of `subject`, or nothing.
  func callAsFunction(_ subject: Subject?) -> Value {
    subject.map { self($0) } ?? .absent
  }

  /// The records of `subjects`.
  func list(_ subjects: some Sequence<Subject>) -> Value {
    .list(subjects.map { self($0) })
  }
}

/// Gets the value of a name.
private final class Getter<Subject: Sendable>: Sendable {
  let value: @Sendable (Subject) -> Value

  init(_ value: @escaping @Sendable (Subject) -> Value) { self.value = value }
}

/// One name of a record.
struct ViewName<Subject: Sendable>: Sendable {
  let field: Field
  let value: @Sendable (Subject) -> Value

  private init(
    _ name: String, _ type: FieldType, _ summary: String, replacement: String? = nil,
    _ value: @escaping @Sendable (Subject) -> Value
  ) {
    field = Field(name, type, summary, replacement: replacement)
    self.value = value
  }

  /// A text, escaped where a template prints it.
  static func text(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Subject) -> String?
  ) -> Self {
    Self(name, .text, summary) { subject in value(subject).map { .text($0) } ?? .absent }
  }

  /// HTML, printed as it is.
  static func html(
    _ name: String, _ summary: String, _ value: @escaping @Sendable (Subject) -> [UInt8]?
  ) -> Self {
    Self(name, .html, summary) { subject in value(subject).map { .html($0) } ?? .absent }
  }

  /// HTML that is written where a template prints it.
  static func markup(
    _ name: String, _ summary: String,
    _ value: @escaping @Sendable (Subject) -> (@Sendable (inout [UInt8]) -> Void)?
  ) -> Self {
    Self(name, .html, summary) { subject in value(subject).map { .markup($0) } ?? .absent }
  }

  static func number(_ name: String, _ summary: String, _ value: @escaping @Sendable (Subject) -> Int?) -> Self {
    Self(name, .number, summary) { subject in value(subject).map { .number($0) } ?? .absent }
  }

  static func bool(_ name: String, _ summary: String, _ value: @escaping @Sendable (Subject) -> Bool) -> Self {
    Self(name, .bool, summary) { .bool(value($0)) }
  }

  /// A name of earlier versions, which is not in docs/templates.md.
  ///
  /// - Parameter replacement: what to do instead, as a hint.
  static func former(
    _ name: String, replacement: String, _ value: @escaping @Sendable (Subject) -> Bool
  ) -> Self {
    Self(name, .bool, "", replacement: replacement) { .bool(value($0)) }
  }

  /// A record of another view.
  static func record<Other>(
    _ name: String, _ view: View<Other>, _ summary: String, _ value: @escaping @Sendable (Subject) -> Other?
  ) -> Self {
    Self(name, .record(view.shape), summary) { view(value($0)) }
  }

  /// A record of another view that the subject has already, since templates often ask for it.
  static func made<Other>(
    _ name: String, _ view: View<Other>, _ summary: String, _ value: @escaping @Sendable (Subject) -> Value
  ) -> Self {
    Self(name, .record(view.shape), summary, value)
  }

  /// A list of records of another view.
  static func list<Other>(
    _ name: String, _ view: View<Other>, _ summary: String, _ value: @escaping @Sendable (Subject) -> [Other]
  ) -> Self {
    Self(name, .list(.record(view.shape)), summary) { view.list(value($0)) }
  }

  /// What `extra:` says, unchecked.
  ///
  /// - Parameter place: where it is.
  static func extra(in place: String = "the front matter", _ value: @escaping @Sendable (Subject) -> Value) -> Self {
    Self("extra", .any, "what \(place) has under `extra`", value)
  }
}
