package import PartworkMarkdown
package import PartworkMustache

/// A series as its file has it: `content/series/ID.md`.
package struct SeriesSource: Sendable {
  /// The file's path from the site's folder.
  package var file: String
  package var id: String
  /// Never empty; the ID where the title is missing, which is an error already reported.
  package var title: Located<String>
  package var description: String?
  package var status: SeriesStatus
  /// The parts in order; nil where `parts` is not given.
  package var parts: [PartSource]?
  package var intro: PartTexts
  package var outro: PartTexts
  /// Whether a part opens with the description of the one before.
  package var recap: Bool
  package var image: ImageSource?
  package var authors: [Located<CreditSource>]
  /// Site URLs that begin with "/" and end with "/", ".html" or ".htm".
  package var aliases: [Located<String>]
  /// The writer's own keys: a dictionary.
  package var extra: Value
  /// The introduction.
  package var body: Document
}

/// Whether more parts of a series are to come.
package enum SeriesStatus: String, Sendable, CaseIterable {
  case ongoing
  case complete
  case paused
}

/// An entry of the `parts` of a series.
package enum PartSource: Sendable, Hashable {
  /// A post, by its slug.
  case post(Located<String>)
  /// A part that is not written yet.
  case announced(AnnouncedPartSource)
}

/// A part that is named in its series before it is written: `{title, date?, description?}`.
package struct AnnouncedPartSource: Sendable, Hashable {
  package var title: Located<String>
  package var date: Located<DateInput>?
  package var description: String?
}

extension SeriesSource {
  init(_ fields: Fields, of file: ContentFile, body: Document) {
    self.file = file.path
    id = file.name
    title = fields.required("title", hint: "write `title: …`", fallback: file.name)
    description = fields.text("description")?.value
    status = fields.choice("status") ?? .ongoing
    parts = fields.parts()
    intro = fields.partTexts("intro")
    outro = fields.partTexts("outro")
    recap = fields.bool("recap") ?? false
    image = fields.image("image")
    authors = fields.credits()
    aliases = fields.aliases()
    extra = fields.extra()
    self.body = body
  }
}

extension Fields {
  /// The entries of `parts`: slugs and announced parts; nil where the key is not there.
  fileprivate func parts() -> [PartSource]? {
    guard let value = value("parts") else { return nil }
    guard value.entries != nil else {
      findings.error(
        "`parts` must be a list, not \(value.kind)", at: value.location, hint: "write `- ` before each part")
      return nil
    }
    return list("parts") { value in
      if value.scalar != nil { return text(value).map(PartSource.post) }
      return map(value, expecting: "a post's slug, or a map with `title`", hint: "write the slug, or `title: …`") {
        fields in
        let title = fields.required("title", hint: "write `title: …`", fallback: "…")
        return .announced(
          AnnouncedPartSource(
            title: title, date: fields.date("date"), description: fields.text("description")?.value))
      }
    }
  }
}
