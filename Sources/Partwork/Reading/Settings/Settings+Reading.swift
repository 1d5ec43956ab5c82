internal import PartworkDiagnostics

extension Settings {
  /// Reads `bytes`, the text of `site.yml`.
  static func read(_ bytes: [UInt8]) -> (settings: Settings, diagnostics: [Diagnostic]) {
    let findings = Findings()
    let first = SourceLocation(file, line: 1, column: 1)
    let text = findings.validUTF8(bytes, of: file)
    let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    let yaml = YAMLText(text.dropFirst(hasMark ? 3 : 0), file: file)
    let fields = yaml.fields(at: first, findings)
    let settings = Settings(fields)
    fields.finish()
    return (settings, findings.diagnostics)
  }

  /// The settings of a site without `site.yml`, and the error that says so.
  static func missing(_ message: String, hint: String) -> (settings: Settings, diagnostics: [Diagnostic]) {
    let place = SourceLocation(file)
    return (Settings(none: place), [Diagnostic(.error, message, at: place, hint: hint)])
  }
}
