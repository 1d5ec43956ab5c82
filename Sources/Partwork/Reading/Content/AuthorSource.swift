package import PartworkMarkdown
package import PartworkMustache

/// An author as its file has it: `content/authors/ID.md`.
package final class AuthorSource: ContentSource {
  package let file: String
  package let id: String
  /// Never empty; the ID if the name is missing, which is an error already reported.
  package let name: Located<String>
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

  init(_ fields: Fields, of file: ContentFile, _ settings: MarkdownSettings, body: Document) {
    self.file = file.path
    id = file.name
    name = fields.required("name", hint: "write `name: …`", fallback: file.name)
    role = fields.plainText("role")?.value
    avatar = fields.image("avatar")
    website = fields.text("url")
    links = fields.links("links")
    callToAction = fields.callToAction("callToAction", settings)
    aliases = fields.aliases()
    extra = fields.extra()
    self.body = body
  }
}
