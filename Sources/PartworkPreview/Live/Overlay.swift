import Partwork
import PartworkDiagnostics
import PartworkSupport

/// The site's errors as HTML, for the overlay over its last good pages.
enum Overlay {
  /// More than anyone reads before fixing the first.
  private static let most = 50

  /// The errors of `diagnostics`, sorted, each once; empty if there are none, since warnings are for the terminal.
  static func html(_ diagnostics: [Diagnostic]) -> String {
    let errors = Set(diagnostics.filter { $0.severity == .error }).sorted()
    if errors.isEmpty { return "" }
    var html = Markup(.html)
    html.element("h2", errors.count == 1 ? "1 error" : "\(errors.count) errors")
    html.open("ol")
    for error in errors.prefix(most) {
      html.open("li")
      html.element("p", error.location?.description, ["class": "place"])
      html.raw(utf8: "<p class=\"message\">\(marked(error.message))</p>\n".utf8)
      if let hint = error.hint { html.raw(utf8: "<p class=\"hint\">\(marked(hint))</p>\n".utf8) }
      html.close("li")
    }
    html.close("ol")
    if errors.count > most { html.element("p", "And \(errors.count - most) more: see the terminal.") }
    return html.text
  }

  /// `text` escaped, with everything between backticks as code.
  private static func marked(_ text: String) -> String {
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
      \(html(diagnostics))</section>
      </body>
      </html>

      """.utf8)
  }
}
