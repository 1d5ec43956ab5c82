/// A post as its file has it: `content/posts/NAME.md` or `content/posts/NAME/index.md`.
package struct PostSource: Sendable {
  /// The file's path from the site's folder.
  package var file: String
  /// The folder of a post in folder form, from the site's folder: "content/posts/NAME"; nil for a single file.
  package var folder: String?
  /// The slug of the file's or folder's name, without the leading date.
  package var nameSlug: String
  /// The slug that holds: from `slug`, else `nameSlug` at the whole file.
  package var slug: Located<String>
  /// Never empty; the slug where the title is missing, which is an error already reported.
  package var title: Located<String>
  package var shortTitle: String?
  package var subtitle: String?
  /// From `date`, else from the file's name; nil where both are missing or wrong, which is an error already reported.
  package var date: Located<WrittenDate>?
  package var updated: Located<WrittenDate>?
  package var authors: [Located<CreditSource>]
  package var series: Located<String>?
  /// From 1.
  package var part: Located<Int>?
  /// Names as written, each with a slug of its own within the post.
  package var categories: [Located<String>]
  package var description: String?
  package var image: ImageSource?
  package var isDraft: Bool
  /// Begins with "/"; ends with "/", ".html" or ".htm".
  package var permalink: Located<String>?
  /// Site URLs in the form of `permalink`.
  package var aliases: [Located<String>]
  package var callToAction: CallToActionSource?
  /// The name of a template, without folder and ending.
  package var template: Located<String>?
}
