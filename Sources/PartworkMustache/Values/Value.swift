/// A value that a template can show: the view model's only currency.
package enum Value: Sendable {
  /// A known value that is not there: it renders as nothing, is falsy, and hides an outer value of the same name.
  case absent

  case bool(Bool)

  /// A whole number; truthy whatever it is, 0 too.
  case number(Int)

  /// Plain text, which `{{name}}` escapes and `{{{name}}}` does not; falsy when empty.
  case text(String)

  /// Finished HTML, which is never escaped; falsy when empty.
  case html(String)

  /// Values that a section repeats over; falsy when empty.
  case list([Value])

  /// A record of the view model, whose names templates are checked against.
  case record(Record)

  /// A mapping that its writer made up, such as front matter's `extra`; its names are not checked.
  case dictionary([String: Value])
}

extension Value {
  /// The text, or `absent` for nil.
  package init(_ text: String?) {
    self = text.map(Value.text) ?? .absent
  }

  /// The HTML, or `absent` for nil.
  package init(html: String?) {
    self = html.map(Value.html) ?? .absent
  }

  /// The number, or `absent` for nil.
  package init(_ number: Int?) {
    self = number.map(Value.number) ?? .absent
  }

  /// The record, or `absent` for nil.
  package init(_ record: Record?) {
    self = record.map(Value.record) ?? .absent
  }

  /// A list of records.
  package init(_ records: some Sequence<Record>) {
    self = .list(records.map(Value.record))
  }

  /// Whether a section over the value is shown: all values are but absence, `false`, and empty text, HTML and lists.
  package var isTruthy: Bool {
    switch self {
    case .absent: false
    case .bool(let bool): bool
    case .number, .record, .dictionary: true
    case .text(let text), .html(let text): !text.isEmpty
    case .list(let list): !list.isEmpty
    }
  }
}

extension Value: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .text(text) }
  package init(integerLiteral number: Int) { self = .number(number) }
  package init(booleanLiteral bool: Bool) { self = .bool(bool) }
  package init(nilLiteral: ()) { self = .absent }
  package init(arrayLiteral list: Value...) { self = .list(list) }

  /// A dictionary; of two entries with one key, the last one counts.
  package init(dictionaryLiteral entries: (String, Value)...) {
    self = .dictionary(Dictionary(entries) { $1 })
  }
}
