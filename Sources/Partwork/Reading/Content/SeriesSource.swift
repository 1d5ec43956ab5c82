package import PartworkDiagnostics
package import PartworkMarkdown
package import PartworkMustache

/// A series as its file has it: `content/series/ID.md`.
package final class SeriesSource: ContentSource {
  package let file: String
  package let id: String
  /// Never empty; the ID if the title is missing, which is an error already reported.
  package let title: Located<String>
  package let description: String?
  package let status: SeriesStatus
  package let isDraft: Bool
  /// The parts in order; nil if `parts` is not given.
  package let parts: [PartSource]?
  package let intro: PartTexts
  package let outro: PartTexts
  /// Whether a part opens with the description of the one before.
  package let hasRecap: Bool
  /// Whether the site offers it as an e-book; nil for what the site says.
  package let epub: Bool?
  package let image: ImageSource?
  package let authors: [Located<CreditSource>]
  package let aliases: [Located<String>]
  package let extra: Value
  /// The introduction.
  package let body: Document

  init(_ fields: Fields, of file: ContentFile, body: Document) {
    self.file = file.path
    id = file.name
    title = fields.required("title", hint: "write `title: …`", fallback: file.name)
    description = fields.plainText("description")?.value
    status = fields.choice("status") ?? .ongoing
    isDraft = fields.bool("draft") ?? false
    parts = fields.parts()
    intro = fields.partTexts("intro")
    outro = fields.partTexts("outro")
    hasRecap = fields.bool("recap") ?? false
    epub = fields.bool("epub")
    image = fields.image("image")
    authors = fields.credits()
    aliases = fields.aliases()
    extra = fields.extra()
    self.body = body
  }
}

/// Whether more parts of a series are to come.
package enum SeriesStatus: String, Sendable, CaseIterable {
  /// Readers see it before there is a part to read.
  case announced
  case ongoing
  case complete
  case paused
}

/// An entry in the `parts` of a series.
package enum PartSource: Sendable, Hashable {
  /// A post, by its slug.
  case post(Located<String>)
  /// A part that is not written yet.
  case announced(AnnouncedPartSource)

  var location: SourceLocation {
    switch self {
    case .post(let slug): slug.location
    case .announced(let part): part.location
    }
  }

  /// The slug of a post.
  var slug: String? {
    if case .post(let slug) = self { slug.value } else { nil }
  }

  var announced: AnnouncedPartSource? {
    if case .announced(let part) = self { part } else { nil }
  }
}

/// A part that is named in its series before it is written: `{title, date?, description?}`.
package struct AnnouncedPartSource: Sendable, Hashable {
  /// Where the entry begins.
  package var location: SourceLocation
  package var title: Located<String>
  package var date: Located<DateInput>?
  package var description: String?
}

/// The Markdown texts around the parts of a series: `intro` or `outro`. One text is for all parts; a map has separate
/// texts for `first`, `middle` and `last`.
///
/// The place is that of the text's first character. In a literal block (`|`), line N of the text begins N − 1 lines
/// below it in the same column; in folded texts, the places of later lines are approximate.
package struct PartTexts: Sendable, Hashable {
  package var first: Located<String>?
  package var middle: Located<String>?
  package var last: Located<String>?
}

extension Fields {
  /// The entries of `parts`: slugs and announced parts; nil if the key is missing.
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
            location: value.location, title: title, date: fields.date("date"),
            description: fields.plainText("description")?.value))
      }
    }
  }

  /// One text for all parts, or one each for `first`, `middle` and `last`.
  fileprivate func partTexts(_ key: String) -> PartTexts {
    guard let value = value(key) else { return PartTexts() }
    if value.scalar != nil {
      let text = longText(value)
      return PartTexts(first: text, middle: text, last: text)
    }
    return map(
      value, expecting: "text, or a map with `first`, `middle` and `last`",
      hint: "write text, or `first`, `middle` and `last` below it"
    ) { fields in
      func text(_ key: String) -> Located<String>? { fields.value(key).flatMap { fields.longText($0) } }
      return PartTexts(first: text("first"), middle: text("middle"), last: text("last"))
    } ?? PartTexts()
  }
}
