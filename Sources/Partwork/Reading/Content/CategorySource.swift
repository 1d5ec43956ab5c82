package import PartworkMarkdown
package import PartworkMustache
internal import PartworkSupport

/// A category as its file has it: `content/categories/SLUG.md`.
package struct CategorySource: ContentSource {
  package var file: String
  package var slug: String
  /// The name to show; nil for the name as posts write it.
  package var title: Located<String>?
  package var description: String?
  package var image: ImageSource?
  package var aliases: [Located<String>]
  package var extra: Value
  /// The introduction.
  package var body: Document
}

extension CategorySource {
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
