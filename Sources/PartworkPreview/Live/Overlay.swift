import PartworkDiagnostics
import Partwork
import PartworkSupport

/// The site's errors as HTML, for the overlay over its last good pages.
enum Overlay {
  /// As many as anyone reads before mending the first.
  private static let most = 50

  /// How they look, wherever they stand.
  static let style = """
    section { max-width: 52rem; margin: 4rem auto; padding: 1.5rem 2rem; border-top: .4rem solid #c62828;
      border-radius: .4rem; background: #fff; color: #1a1a1a; font: 1rem/1.5 system-ui, sans-serif; }
    h2 { margin: 0 2rem 1rem 0; font-size: 1.25rem; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { padding: .75rem 0; border-top: 1px solid #ddd; }
    p { margin: 0; overflow-wrap: anywhere; }
    .place, code { font-family: ui-monospace, monospace; font-size: .9em; }
    .place { color: #555; }
    .message { font-weight: 600; }
    """

  /// The errors of `diagnostics`, sorted, each once; empty where there are none, as warnings are for the terminal.
  static func html(_ diagnostics: [Diagnostic]) -> String {
    let errors = Set(diagnostics.filter { $0.severity == .error }).sorted()
    if errors.isEmpty { return "" }
    var html = Markup(.html)
    html.element("h2", errors.count == 1 ? "1 error" : "\(errors.count) errors")
    html.open("ol")
    for error in errors.prefix(most) {
      html.open("li")
      html.element("p", error.location?.description, ["class": "place"])
      html.raw("<p class=\"message\">\(marked(error.message))</p>\n")
      if let hint = error.hint { html.raw("<p class=\"hint\">\(marked(hint))</p>\n") }
      html.close("li")
    }
    html.close("ol")
    if errors.count > most { html.element("p", "And \(errors.count - most) more: see the terminal.") }
    return html.text
  }

  /// `text` escaped, with what stands between backticks as code.
  private static func marked(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map { Escaping.xml.escaped(String($0)) }
    guard parts.count % 2 == 1 else { return Escaping.xml.escaped(text) }
    return parts.enumerated().map { $0.offset % 2 == 1 ? "<code>\($0.element)</code>" : $0.element }.joined()
  }
}

/// The page that stands everywhere while the site has not once been read without errors.
enum ProblemPage {
  static func html(_ diagnostics: [Diagnostic]) -> [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>The site has errors</title>
      <style>
      body { margin: 0; background: #666; }
      \(Overlay.style)
      </style>
      </head>
      <body>
      <section data-problems>
      \(Overlay.html(diagnostics))</section>
      </body>
      </html>

      """.utf8)
  }
}
