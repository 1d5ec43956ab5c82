package import PartworkMarkdown
package import PartworkMustache

/// An author as its file has it: `content/authors/ID.md`.
package struct AuthorSource: ContentSource {
  package var file: String
  package var id: String
  /// Never empty; the ID if the name is missing, which is an error already reported.
  package var name: Located<String>
  package var role: String?
  package var avatar: ImageSource?
  /// The author's own site.
  package var website: Located<String>?
  package var links: [LinkSource]
  package var callToAction: CallToActionSource?
  package var aliases: [Located<String>]
  package var extra: Value
  /// The bio.
  package var body: Document
}

extension AuthorSource {
  init(_ fields: Fields, of file: ContentFile, _ settings: MarkdownSettings, body: Document) {
    self.file = file.path
    id = file.name
    name = fields.required("name", hint: "write `name: …`", fallback: file.name)
    role = fields.text("role")?.value
    avatar = fields.image("avatar")
    website = fields.text("url")
    links = fields.links("links")
    callToAction = fields.callToAction("callToAction", settings)
    aliases = fields.aliases()
    extra = fields.extra()
    self.body = body
  }
}
