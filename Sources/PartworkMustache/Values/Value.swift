/// A value that a template can show.
package enum Value: Sendable {
  /// No value for a known name: it renders as nothing, is falsy, and hides an outer value of the same name.
  case absent

  case bool(Bool)

  /// A whole number; always truthy, even 0.
  case number(Int)

  /// Plain text, which `{{name}}` escapes and `{{{name}}}` does not; falsy when empty.
  case text(String)

  /// Finished HTML in UTF-8, which is never escaped; falsy when empty.
  case html([UInt8])

  /// Finished HTML that is written where it is printed, so that a long text is not copied on the way; never empty.
  case markup(@Sendable (inout [UInt8]) -> Void)

  /// Values that a section repeats over; falsy when empty.
  case list([Value])

  /// A record of the view model, whose names templates are checked against.
  case record(Record)

  /// A map whose keys the writer chose, such as front matter's `extra`; they are not checked.
  case dictionary([String: Value])
}

extension Value {
  /// Finished HTML.
  package static func html(_ text: String) -> Value { .html(Array(text.utf8)) }
}

extension Value {
  /// Whether a section over the value is shown: absence, `false`, and empty text, HTML and lists are not.
  package var isTruthy: Bool {
    switch self {
    case .absent: false
    case .bool(let bool): bool
    case .number, .markup, .record, .dictionary: true
    case .text(let text): !text.isEmpty
    case .html(let html): !html.isEmpty
    case .list(let list): !list.isEmpty
    }
  }
}

/// The values of something that a template shows, such as a post.
///
/// A value is computed when a template asks for it: a page that names three of a post's thirty names pays for three.
///
/// It is a class so that sections can keep a reference to it that is not counted. The compiler does not check that a
/// class with subclasses is `Sendable`: they have constants only.
package class Record: @unchecked Sendable {
  /// It is not counted, as in `RecordKind`: whoever makes a record keeps its shape.
  private let shape: Unmanaged<Shape>

  fileprivate init(_ shape: Unmanaged<Shape>) { self.shape = shape }

  /// The index of the field called `name`.
  final func index(of name: InternedName) -> Int? { shape._withUnsafeGuaranteedRef { $0.index(of: name) } }

  /// The value of the field at an index of its shape's `fields`: the same each time, and of the field's type or absent.
  package subscript(index: Int) -> Value { .absent }

  /// A record whose value for each index `value` computes.
  package static func computed(_ shape: Shape, _ value: @escaping @Sendable (Int) -> Value) -> Record {
    ComputedRecord(shape, value)
  }
}

private final class ComputedRecord: Record, @unchecked Sendable {
  private let shape: Shape
  private let value: @Sendable (Int) -> Value

  init(_ shape: Shape, _ value: @escaping @Sendable (Int) -> Value) {
    self.shape = shape
    self.value = value
    super.init(.passUnretained(shape))
  }

  override subscript(index: Int) -> Value { value(index) }
}

/// What the records of a kind have in common, such as those of posts: their shape, and how each name gets its value.
///
/// A page makes dozens of records, so they do not count a reference to their kind, which must outlive them.
package final class RecordKind<Subject: Sendable>: Sendable {
  package let shape: Shape
  fileprivate let value: @Sendable (Subject, Int) -> Value

  package init(_ shape: Shape, _ value: @escaping @Sendable (Subject, Int) -> Value) {
    self.shape = shape
    self.value = value
  }
}

/// The record of a subject, such as a post. It is one object, where a function that holds its subject would be another.
package final class RecordOf<Subject: Sendable>: Record, @unchecked Sendable {
  private let kind: Unmanaged<RecordKind<Subject>>
  private let subject: Subject

  package init(_ kind: Unmanaged<RecordKind<Subject>>, _ subject: Subject) {
    self.kind = kind
    self.subject = subject
    super.init(kind._withUnsafeGuaranteedRef { .passUnretained($0.shape) })
  }

  package override subscript(index: Int) -> Value { kind._withUnsafeGuaranteedRef { $0.value(subject, index) } }
}

extension Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(integerLiteral number: Int) { self = .number(number) }
  package init(booleanLiteral bool: Bool) { self = .bool(bool) }
  package init(nilLiteral: ()) { self = .absent }
  package init(arrayLiteral list: Value...) { self = .list(list) }

  /// A dictionary; if a key occurs twice, the last value counts.
  package init(dictionaryLiteral entries: (String, Value)...) {
    self = .dictionary(Dictionary(entries) { $1 })
  }
}
