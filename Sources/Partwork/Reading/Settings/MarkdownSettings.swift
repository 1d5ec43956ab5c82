package import PartworkDiagnostics
package import PartworkMarkdown

/// How Markdown is read and written: `markdown` in `site.yml`.
package struct MarkdownSettings: Sendable, Hashable {
  /// Whether raw HTML and dangerous URLs are let through.
  package var rawHTML: Bool
  /// Whether straight quotes, hyphens and dots become typographic ones.
  package var smartPunctuation: Bool
  /// What links to other sites carry.
  package var externalLinks: ExternalLinkSettings

  package init(
    rawHTML: Bool = false, smartPunctuation: Bool = true,
    externalLinks: ExternalLinkSettings = ExternalLinkSettings()
  ) {
    self.rawHTML = rawHTML
    self.smartPunctuation = smartPunctuation
    self.externalLinks = externalLinks
  }
}

/// The attributes of links to other sites: `markdown.externalLinks` in `site.yml`.
package struct ExternalLinkSettings: Sendable, Hashable {
  /// The value of `rel`; nil for none.
  package var rel: String?
  /// The value of `target`; nil for none.
  package var target: String?

  package init(rel: String? = nil, target: String? = nil) {
    self.rel = rel
    self.target = target
  }
}

extension MarkdownSettings {
  /// The options for a text whose first line is `firstLine` of `file`.
  package func options(file: String, firstLine: Int) -> MarkdownOptions {
    options(at: SourceLocation(file, line: firstLine, column: 1))
  }

  /// The options for a text inside front matter, whose first character is at `place`.
  package func options(at place: SourceLocation) -> MarkdownOptions {
    MarkdownOptions(
      smart: smartPunctuation, rawHTML: rawHTML, file: place.file, firstLine: place.line ?? 1,
      firstColumn: place.column ?? 1)
  }

  init(_ fields: Fields) {
    self.init()
    rawHTML = fields.bool("rawHTML") ?? rawHTML
    smartPunctuation = fields.bool("smartPunctuation") ?? smartPunctuation
    externalLinks =
      fields.map("externalLinks") { links in
        ExternalLinkSettings(rel: links.text("rel")?.value, target: links.text("target")?.value)
      } ?? externalLinks
  }
}
