/// Why a text does not stand for what it should: what is wrong, and what to write.
///
/// The names of keys and the place are the reader's to add.
package struct InvalidValue: Error, Hashable {
  /// Without a final full stop: "there is no 30 February 2026".
  package var message: String
  package var hint: String

  package init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
