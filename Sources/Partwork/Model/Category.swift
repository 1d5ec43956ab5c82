package import PartworkMarkdown
package import PartworkMustache

/// A category: what the posts in it are about.
package struct Category: Sendable {
  package let slug: String

  /// Its site-relative URL: `/categories/leadership/`.
  package let url: String
  package let name: String
  package let description: String?
  package let image: ImageSource?
  package let aliases: [Located<String>]
  package let extra: Value

  /// The introduction, where the category has a file.
  package let body: Document?

  /// The file, where it has one.
  package let file: String?
}
