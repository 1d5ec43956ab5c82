internal import PartworkSupport

/// Formats diagnostics for a terminal or a log: one line each, whatever text they quote, and one for a hint.
package struct DiagnosticFormatter: Sendable {
  /// Whether to use colours, as ANSI escapes (ECMA-48).
  package var isColoured: Bool

  package init(isColoured: Bool = false) {
    self.isColoured = isColoured
  }

  /// The lines of all `diagnostics`: first the errors, then the warnings, each sorted and without duplicates.
  package func format(_ diagnostics: [Diagnostic]) -> String {
    let found = Set(diagnostics).sorted()
    return [Diagnostic.Severity.error, .warning].flatMap { severity in found.filter { $0.severity == severity } }
      .map { format($0) + "\n" }.joined()
  }

  /// `content/posts/x.md:5:9: error: message`, and a line with the hint if there is one.
  package func format(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let location = diagnostic.location { text += paint("\(location.description.printable): ", .bold) }
    switch diagnostic.severity {
    case .error: text += paint("error: ", .red)
    case .warning: text += paint("warning: ", .yellow)
    }
    text += paint(diagnostic.message.printable, .bold)
    if let hint = diagnostic.hint { text += "\n  \(paint("hint:", .cyan)) \(hint.printable)" }
    return text
  }
}

extension DiagnosticFormatter {
  /// A style by its ECMA-48 parameters.
  private enum TextStyle: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "36"
  }

  private func paint(_ text: String, _ style: TextStyle) -> String {
    isColoured ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
