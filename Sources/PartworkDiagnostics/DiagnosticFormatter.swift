/// Turns diagnostics into the lines that a terminal or a log shows.
package struct DiagnosticFormatter: Sendable {
  /// Whether severities are coloured by ANSI escapes (ECMA-48).
  package var isColoured: Bool

  package init(isColoured: Bool = false) {
    self.isColoured = isColoured
  }

  /// All of `diagnostics`, sorted, each once, one below the other; empty for none.
  package func format(_ diagnostics: [Diagnostic]) -> String {
    Set(diagnostics).sorted().map { format($0) + "\n" }.joined()
  }

  /// `content/posts/x.md:5:9: error: message`, and a line with the hint where there is one.
  package func format(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let location = diagnostic.location { text += paint("\(location): ", .bold) }
    switch diagnostic.severity {
    case .error: text += paint("error: ", .red)
    case .warning: text += paint("warning: ", .yellow)
    }
    text += paint(diagnostic.message, .bold)
    if let hint = diagnostic.hint { text += "\n  \(paint("hint:", .cyan)) \(hint)" }
    return text
  }
}

extension DiagnosticFormatter {
  private enum Style: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "36"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    isColoured ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
