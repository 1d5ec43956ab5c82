package import Foundation

/// The site as `content/site.yml` has it.
package struct Settings: Sendable {
  /// The path of `site.yml` from the site's folder.
  package static let file = "content/site.yml"

  package var title: Located<String>
  package var description: String?
  /// Where the site will be.
  package var url: Located<SiteURL>
  /// A BCP 47 tag, such as "en" or "pt-BR".
  package var language: Located<String>
  package var timeZone: TimeZone
  package var navigation: [LinkSource]
  package var callToAction: CallToActionSource?
  /// The URLs of posts.
  package var permalink: Located<PermalinkPattern>
  /// At least 1.
  package var postsPerPage: Int
  package var markdown: MarkdownSettings
  package var publish: PublishSettings?
}

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
