package import PartworkDiagnostics
package import PartworkMarkdown

/// How Markdown is read and written: `markdown` in `site.yml`.
package struct MarkdownSettings: Sendable, Hashable {
  /// Whether raw HTML and dangerous URLs are let through.
  package var rawHTML = false
  /// Whether straight quotes, hyphens and dots become typographic ones.
  package var smartPunctuation = true
  package var externalLinks = ExternalLinkSettings()
  /// Whether code has colours; by default, if the program that finds them is installed.
  package var highlight: Located<Bool>?

  /// Whether texts without markup are kept, for the search.
  var keepsPlainText = false

  package init() {}
}

/// The attributes of links to other sites: `markdown.externalLinks` in `site.yml`.
package struct ExternalLinkSettings: Sendable, Hashable {
  /// The value of `rel`; nil for none.
  package var rel: String?
  /// The value of `target`; nil for none.
  package var target: String?
}

extension MarkdownSettings {
  init(_ fields: Fields) {
    rawHTML = fields.bool("rawHTML") ?? rawHTML
    smartPunctuation = fields.bool("smartPunctuation") ?? smartPunctuation
    highlight = fields.locatedBool("highlight")
    let links = fields.map("externalLinks") { links in
      ExternalLinkSettings(rel: links.text("rel")?.value, target: links.text("target")?.value)
    }
    externalLinks = links ?? externalLinks
  }

  /// The options for a text whose first character is at `place`.
  package func options(at place: SourceLocation) -> MarkdownOptions {
    MarkdownOptions(
      smart: smartPunctuation, rawHTML: rawHTML, keepsPlainText: keepsPlainText, file: place.file,
      firstLine: place.line ?? 1,
      firstColumn: place.column ?? 1)
  }
}
