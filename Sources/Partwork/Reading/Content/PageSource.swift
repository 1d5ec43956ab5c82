package import PartworkMarkdown
package import PartworkMustache

/// A plain page as its file has it: `content/pages/PATH.md`.
package struct PageSource: ContentSource {
  package var file: String
  /// PATH: "about", "about/team"; "about" also for `content/pages/about/index.md`.
  package var path: String
  /// Never empty; the path if the title is missing, which is an error already reported.
  package var title: Located<String>
  package var subtitle: String?
  package var description: String?
  package var updated: Located<DateInput>?
  package var image: ImageSource?
  package var isDraft: Bool
  /// Begins with "/"; ends with "/", ".html" or ".htm".
  package var permalink: Located<String>?
  package var aliases: [Located<String>]
  package var callToAction: CallToActionSource?
  /// The name of a template, without folder and ending.
  package var template: Located<String>?
  package var extra: Value
  package var body: Document
}

extension PageSource {
  init(_ fields: Fields, of file: ContentFile, _ settings: MarkdownSettings, body: Document) {
    self.file = file.path
    path = file.name
    title = fields.required("title", hint: "write `title: …`", fallback: file.name)
    subtitle = fields.text("subtitle")?.value
    description = fields.text("description")?.value
    updated = fields.date("updated")
    image = fields.image("image")
    isDraft = fields.bool("draft") ?? false
    permalink = fields.permalink()
    aliases = fields.aliases()
    callToAction = fields.callToAction("callToAction", settings)
    template = fields.text("template")
    extra = fields.extra()
    self.body = body
  }
}
