package import PartworkMarkdown
package import PartworkMustache

/// A page that belongs to no series and no date, such as "About".
package struct PlainPage: Sendable {
  package let file: String

  /// Its site-relative URL: `/about/`.
  package let url: String
  package let aliases: [Located<String>]
  package let title: String
  package let subtitle: String?
  package let updated: Timestamp?
  package let callToAction: CallToActionSource?
  package let state: PostState
  package let description: String?
  package let image: ImageSource?
  package let template: Located<String>?
  package let extra: Value

  /// The text. It may be written anew while all else stays.
  package var body: Document
}
