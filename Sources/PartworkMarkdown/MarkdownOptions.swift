internal import PartworkSupport

/// How a text is read, and where it is from.
package struct MarkdownOptions: Sendable, Hashable {
  /// Whether tables, footnotes and the other extensions of docs/markdown.md are read; plain CommonMark 0.30 otherwise.
  package var extensions: Bool

  /// Whether straight quotes become curly, `--` an en dash, `---` an em dash and `...` an ellipsis.
  package var smart: Bool

  /// Whether raw HTML, and links and images with schemes that are not in `AddressScheme.allowed`, stay. Otherwise they
  /// are left out with a warning.
  package var rawHTML: Bool

  /// The path that diagnostics and references name.
  package var file: String

  /// The line of `file` on which the text begins, from 1.
  package var firstLine: Int

  /// The column at which each line of the text begins there, from 1; larger than 1 in a block of front matter.
  package var firstColumn: Int

  /// Whether `Document.plainText` is kept: a site does not show it, and it takes as much memory as the text.
  package var keepsPlainText: Bool

  /// How long parsing may take before it is an error; no ordinary text comes near it.
  package var timeLimit = Duration.seconds(Limits.parsingSeconds)

  package init(
    extensions: Bool = true, smart: Bool = true, rawHTML: Bool = false, keepsPlainText: Bool = true, file: String = "",
    firstLine: Int = 1, firstColumn: Int = 1
  ) {
    self.file = file
    self.firstLine = firstLine
    self.firstColumn = firstColumn
    self.extensions = extensions
    self.smart = smart
    self.rawHTML = rawHTML
    self.keepsPlainText = keepsPlainText
  }

  /// Plain CommonMark 0.30: no extension, no smart punctuation, raw HTML kept.
  package static func commonMark(file: String = "") -> MarkdownOptions {
    MarkdownOptions(extensions: false, smart: false, rawHTML: true, file: file)
  }
}
