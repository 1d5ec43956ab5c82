package import PartworkMarkdown
package import PartworkMustache
internal import PartworkSupport

/// A category as its file has it: `content/categories/SLUG.md`.
package final class CategorySource: ContentSource {
  package let file: String
  package let slug: String
  /// The name to show; nil for the name as posts write it.
  package let title: Located<String>?
  package let description: String?
  package let image: ImageSource?
  package let aliases: [Located<String>]
  package let extra: Value
  /// The introduction.
  package let body: Document

  init(_ fields: Fields, of file: ContentFile, body: Document) {
    self.file = file.path
    slug = Slug.make(file.name)
    title = fields.text("title")
    description = fields.text("description")?.value
    image = fields.image("image")
    aliases = fields.aliases()
    extra = fields.extra()
    self.body = body
  }
}
