package import Markdown

/// How Markdown is read and written: `markdown` in `site.yml`.
package struct MarkdownSettings: Sendable, Hashable {
  /// Whether raw HTML and dangerous URLs are let through.
  package var rawHTML = false
  /// Whether straight quotes, hyphens and dots become typographic ones.
  package var smartPunctuation = true
  /// What links to other sites carry.
  package var externalLinks = ExternalLinkSettings()
}

/// The attributes of links to other sites: `markdown.externalLinks` in `site.yml`.
package struct ExternalLinkSettings: Sendable, Hashable {
  /// The value of `rel`; nil for none.
  package var rel: String?
  /// The value of `target`; nil for none.
  package var target: String?
}

extension MarkdownSettings {
  /// The options for a text that begins on `firstLine` of `file`.
  package func options(file: String, firstLine: Int) -> MarkdownOptions {
    MarkdownOptions(
      extensions: true, smart: smartPunctuation, rawHTML: rawHTML, file: file, firstLine: firstLine)
  }

  init(_ fields: Fields) {
    rawHTML = fields.bool("rawHTML") ?? rawHTML
    smartPunctuation = fields.bool("smartPunctuation") ?? smartPunctuation
    externalLinks =
      fields.map("externalLinks") { links in
        ExternalLinkSettings(rel: links.text("rel")?.value, target: links.text("target")?.value)
      } ?? externalLinks
  }
}
