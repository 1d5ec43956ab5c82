/// The words of a text without what typography changes.
enum FoldedText {
  /// `text` without white space, with straight quotes and one kind of dash: what two spellings of a text share.
  static func of(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "‘", "’", "‚", "‛", "′", "´", "`": output.append("'")
      case "“", "”", "„", "‟", "″": output.append("\"")
      case "…": output.append(contentsOf: "...".unicodeScalars)
      case "–", "—", "‒", "―", "-", "\u{2011}": if output.last != "-" { output.append("-") }
      case "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{2060}": break
      case _ where scalar.isWhite: break
      default: output.append(scalar)
      }
    }
    return String(output)
  }
}
