import Partwork
import PartworkDiagnostics
import PartworkSupport

/// The site's errors and warnings as HTML, for the overlay over its last good pages.
enum Overlay {
  /// More than anyone reads before fixing the first.
  private static let most = 50

  /// The errors of `diagnostics`; empty if there are none.
  static func errors(_ diagnostics: [Diagnostic]) -> String {
    let errors = found(.error, in: diagnostics)
    if errors.isEmpty { return "" }
    var html = Markup(.html)
    html.element("h2", errors.count == 1 ? "1 error" : "\(errors.count) errors")
    add(errors, to: &html)
    return html.text
  }

  /// The warnings of `diagnostics`, folded; empty if there are none.
  static func warnings(_ diagnostics: [Diagnostic]) -> String {
    let warnings = found(.warning, in: diagnostics)
    if warnings.isEmpty { return "" }
    var html = Markup(.html)
    html.open("details")
    html.element("summary", warnings.count == 1 ? "1 warning" : "\(warnings.count) warnings")
    add(warnings, to: &html)
    html.close("details")
    return html.text
  }

  /// Those of `severity`, sorted, each once.
  private static func found(_ severity: Diagnostic.Severity, in diagnostics: [Diagnostic]) -> [Diagnostic] {
    Set(diagnostics.lazy.filter { $0.severity == severity }).sorted()
  }

  private static func add(_ diagnostics: [Diagnostic], to html: inout Markup) {
    html.open("ol")
    for diagnostic in diagnostics.prefix(most) {
      html.open("li")
      html.element("p", diagnostic.location?.description.printable, ["class": "place"])
      html.raw(utf8: "<p class=\"message\">\(marked(diagnostic.message))</p>\n".utf8)
      if let hint = diagnostic.hint { html.raw(utf8: "<p class=\"hint\">\(marked(hint))</p>\n".utf8) }
      html.close("li")
    }
    html.close("ol")
    if diagnostics.count > most { html.element("p", "And \(diagnostics.count - most) more: see the terminal.") }
  }

  /// `text` escaped, with everything between backticks as code.
  private static func marked(_ text: String) -> String {
    let text = text.printable
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map { Escaping.xml.escaped(String($0)) }
    guard parts.count % 2 == 1 else { return Escaping.xml.escaped(text) }
    return parts.enumerated().map { $0.offset % 2 == 1 ? "<code>\($0.element)</code>" : $0.element }.joined()
  }

  /// The page that is shown at every URL until the site is read without errors for the first time.
  static func page(_ diagnostics: [Diagnostic]) -> [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>The site has errors</title>
      </head>
      <body>
      <section data-problems>
      \(errors(diagnostics))\(warnings(diagnostics))</section>
      </body>
      </html>

      """.utf8)
  }
}
