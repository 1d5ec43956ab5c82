/// The name of a post's file: "2026-03-12-best-mentee", or "best-mentee" alone.
struct PostFileName {
  /// The date that the name begins with; nil for none.
  var date: DateInput?
  /// Why what looks like a date is none.
  var wrongForm: InvalidValue?
  /// The name without its date.
  var rest: String

  init(_ name: String) {
    rest = name
    var scanner = DateScanner(name)
    guard let written = scanner.date(), scanner.skip("-"), !scanner.isAtEnd else { return }
    rest = scanner.remainder
    do {
      date = try DateInput(parsing: written.text)
    } catch {
      wrongForm = error
    }
  }
}
