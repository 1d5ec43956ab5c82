import PartworkDiagnostics

/// A font that a site chooses: one of every system, by its kind, or a file of its own.
enum FontChoice: Sendable, Hashable {
  case system(String)

  /// A WOFF2 file below `content/`, as written; a variable font has all weights in one.
  case file(Located<String>)

  /// Reads the name of a kind, or a path.
  init(_ text: Located<String>) throws(InvalidValue) {
    if Self.stacks[text.value] != nil {
      self = .system(text.value)
    } else if text.value.hasSuffix(".woff2") {
      self = .file(text)
    } else {
      throw InvalidValue(
        "`\(text.value)` is not a font",
        hint: Suggestion.question(for: text.value, in: Self.stacks.keys)
          ?? "write \(Self.stacks.keys.sorted().listed(with: "or")), or the path of a WOFF2 file: `/fonts/text.woff2`")
    }
  }

  /// The fonts of each kind that systems have, the best first.
  private static let stacks = [
    "serif":
      #""Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Book Antiqua", Georgia, serif"#,
    "sans": #"system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif"#,
    "mono": #"ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace"#,
    "humanist": #"Optima, Candara, "Noto Sans", "DejaVu Sans", sans-serif"#,
    "geometric": #"Futura, "Century Gothic", "URW Gothic", sans-serif"#,
    "rounded": #"ui-rounded, "Arial Rounded MT Bold", Nunito, sans-serif"#,
    "slab": #"Rockwell, "Roboto Slab", "DejaVu Serif", serif"#,
    "transitional": #"Baskerville, Charter, Cambria, "Liberation Serif", "Times New Roman", serif"#,
  ]

  /// The value of `font-family`; a file has the name `family`.
  func css(named family: String) -> String {
    switch self {
    case .system(let name): Self.stacks[name] ?? "serif"
    case .file: "\"\(family)\", serif"
    }
  }
}
