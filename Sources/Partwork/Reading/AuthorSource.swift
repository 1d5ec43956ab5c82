/// An author as the file has it: `content/authors/ID.md`.
package struct AuthorSource: Sendable {
  /// The file's path from the site's folder.
  package var file: String
  package var id: String
  /// Never empty; the ID where the name is missing, which is an error already reported.
  package var name: Located<String>
  package var role: String?
  package var avatar: ImageSource?
  /// The author's own site.
  package var url: Located<String>?
  package var links: [LinkSource]
  package var callToAction: CallToActionSource?
  /// Site URLs that begin with "/" and end with "/", ".html" or ".htm".
  package var aliases: [Located<String>]
}
