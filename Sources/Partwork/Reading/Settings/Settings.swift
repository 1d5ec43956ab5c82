internal import PartworkDiagnostics
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

extension Settings {
  /// The settings of a site of which nothing is known.
  init(none location: SourceLocation) {
    title = Located("", at: location)
    url = Located(SiteURL(origin: "http://localhost"), at: location)
    language = Located("en", at: location)
    timeZone = .gmt
    navigation = []
    permalink = Located(.standard, at: location)
    postsPerPage = 10
    markdown = MarkdownSettings()
  }

  init(_ fields: Fields) {
    self.init(none: fields.location)
    markdown = fields.map("markdown", MarkdownSettings.init) ?? markdown
    title = fields.required("title", hint: "write `title: …`", fallback: "")
    description = fields.text("description")?.value
    url = fields.siteURL() ?? url
    language = fields.language() ?? language
    timeZone = fields.timeZone() ?? timeZone
    navigation = fields.links("navigation")
    callToAction = fields.callToAction("callToAction", markdown)
    permalink = fields.parsed("permalink", PermalinkPattern.init(parsing:)) ?? permalink
    postsPerPage = fields.wholeNumber("postsPerPage", from: 1)?.value ?? postsPerPage
    publish = fields.map("publish", PublishSettings.init)
  }
}
