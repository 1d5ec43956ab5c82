package import PartworkMarkdown
package import PartworkMustache

/// A plain page as its file has it: `content/pages/PATH.md`.
package final class PageSource: ContentSource {
  package let file: String
  /// PATH: "about", "about/team"; "about" also for `content/pages/about/index.md`.
  package let path: String
  /// Never empty; the path if the title is missing, which is an error already reported.
  package let title: Located<String>
  package let subtitle: String?
  package let description: String?
  package let updated: Located<DateInput>?
  package let image: ImageSource?
  package let isDraft: Bool
  /// Begins with "/"; ends with "/", ".html" or ".htm".
  package let permalink: Located<String>?
  package let aliases: [Located<String>]
  package let callToAction: CallToActionSource?
  /// The name of a template, without folder and ending.
  package let template: Located<String>?
  package let extra: Value
  package let body: Document

  init(_ fields: Fields, of file: ContentFile, _ settings: MarkdownSettings, body: Document) {
    self.file = file.path
    path = file.name
    title = fields.required("title", hint: "write `title: …`", fallback: file.name)
    subtitle = fields.plainText("subtitle")?.value
    description = fields.plainText("description")?.value
    updated = fields.date("updated")
    image = fields.image("image")
    isDraft = fields.bool("draft") ?? false
    permalink = fields.fixedPermalink()
    aliases = fields.aliases()
    callToAction = fields.callToAction("callToAction", settings)
    template = fields.text("template")
    extra = fields.extra()
    self.body = body
  }
}
