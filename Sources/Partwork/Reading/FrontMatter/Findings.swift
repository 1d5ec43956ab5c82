internal import PartworkDiagnostics
internal import PartworkSupport

/// The diagnostics of one file, collected while it is read; each says what to do.
final class Findings {
  private(set) var diagnostics: [Diagnostic] = []

  func add(_ others: [Diagnostic]) {
    diagnostics += others
  }

  func error(_ message: String, at location: SourceLocation, hint: String) {
    diagnostics.error(message, at: location, hint: hint)
  }

  func warning(_ message: String, at location: SourceLocation, hint: String) {
    diagnostics.warning(message, at: location, hint: hint)
  }

  /// The fields of `bytes`, the text of the YAML file `file`.
  func fields(of bytes: [UInt8], in file: String) -> Fields {
    let text = validUTF8(bytes, of: file)
    let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    let yaml = YAMLText(text.dropFirst(hasMark ? 3 : 0), file: file)
    return yaml.fields(at: SourceLocation(file, line: 1, column: 1), self)
  }

  /// `bytes`, with bytes that are not UTF-8 reported and replaced with U+FFFD.
  func validUTF8(_ bytes: [UInt8], of file: String) -> [UInt8] {
    guard let offset = bytes.firstInvalidUTF8 else { return bytes }
    let (line, column) = LineTable(bytes).position(at: offset)
    error(
      "this byte is not UTF-8", at: SourceLocation(file, line: line, column: column), hint: "save the file as UTF-8")
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }
}

/// Why a text is not what it should be: what is wrong, and what to write.
///
/// The reader adds the names of keys and the place.
package struct InvalidValue: Error, Hashable {
  /// Without a final full stop: "there is no day `2026-02-30`".
  package var message: String
  package var hint: String

  package init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
