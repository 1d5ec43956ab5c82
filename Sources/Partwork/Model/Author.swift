package import PartworkMarkdown
package import PartworkMustache

/// Someone who signs posts.
package struct Author: Sendable {
  /// The name of the file, by which posts name the author.
  package let id: String
  package let file: String

  /// The site-relative URL: `/authors/editors/`.
  package let url: String
  package let name: String
  package let role: String?
  package let avatar: ImageSource?

  /// The author's own site.
  package let website: Located<String>?
  package let links: [LinkSource]
  package let callToAction: CallToActionSource?
  package let aliases: [Located<String>]
  package let extra: Value

  /// The bio.
  package let body: Document
}
