internal import PartworkDiagnostics
package import PartworkMarkdown
package import PartworkMustache
internal import PartworkSupport

/// A post as its file has it: `content/posts/NAME.md` or `content/posts/NAME/index.md`.
package final class PostSource: ContentSource {
  package let file: String
  /// From `slug`, else from the file's or folder's name without its date.
  package let slug: Located<String>
  /// Never empty; the slug if the title is missing, which is an error already reported.
  package let title: Located<String>
  /// What feed readers know the post by, whatever its URL: a URI, or a path or fragment of the site ("/posts/x/",
  /// "/#letter-3").
  package let id: Located<String>?
  package let shortTitle: String?
  package let subtitle: String?
  /// From `date`, else from the file's name; nil if both are missing or wrong, which is an error already reported.
  package let date: Located<DateInput>?
  package let updated: Located<DateInput>?
  /// A BCP 47 tag; nil for the site's language.
  package let language: Located<String>?
  package let authors: [Located<CreditSource>]
  /// The IDs of the series that it is a part of, without those that only list it in their `parts`.
  package let series: [Located<String>]
  /// From 1; it has no effect in a post of several series.
  package let part: Located<Int>?
  /// Names as written, none twice.
  package let categories: [Located<String>]
  package let tags: [Located<String>]
  package let description: String?
  package let image: ImageSource?
  package let isDraft: Bool
  package let permalink: Located<PermalinkPattern>?
  package let aliases: [Located<String>]
  package let callToAction: CallToActionSource?
  /// The name of a template, without folder and ending.
  package let template: Located<String>?
  package let extra: Value
  package let body: Document

  init(_ fields: Fields, of file: ContentFile, _ settings: MarkdownSettings, body: Document) {
    let place = SourceLocation(file.path)
    let name = PostFileName(file.name)
    slug = fields.slug() ?? Located(Slug.make(name.rest), at: place)
    if slug.value.isEmpty {
      fields.findings.error(
        "the file name has no letter or digit to use in a slug", at: place,
        hint: "rename the file, or add `slug:` to it")
    }
    self.file = file.path
    title = fields.required("title", hint: "write `title: …`", fallback: slug.value)
    id = fields.postID()
    shortTitle = fields.plainText("shortTitle")?.value
    subtitle = fields.plainText("subtitle")?.value
    date = fields.date(orFrom: name, of: file)
    updated = fields.date("updated")
    language = fields.parsed("language", LanguageTag.checked)
    authors = fields.credits()
    series = fields.unique(fields.texts("series", of: .ids), by: \.self, named: \.self)
    part = fields.wholeNumber("part")
    categories = fields.names(of: .category)
    tags = fields.names(of: .tag)
    description = fields.plainText("description")?.value
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

extension PostSource {
  /// Its categories or its tags, as written.
  func names(of kind: TermKind) -> [Located<String>] {
    switch kind {
    case .category: categories
    case .tag: tags
    }
  }

  func names(series id: String) -> Bool { series.contains { $0.value == id } }

  /// Its number in the series with `id`: its `part`, if it names no other series.
  func part(in id: String) -> Located<Int>? { series.count == 1 && series[0].value == id ? part : nil }
}

/// The name of a post's file: "2026-03-12-best-mentee", or "best-mentee" alone.
private struct PostFileName {
  /// The date that the name begins with, or why what looks like a date is not one; nil for none.
  var date: Result<DateInput, InvalidValue>?
  /// The name without its date.
  var rest: String

  init(_ name: String) {
    rest = name
    var scanner = DateScanner(name)
    let day = Result { () throws(InvalidValue) in try scanner.day() }
    guard scanner.skip("-"), !scanner.isAtEnd else { return }
    switch day {
    case .success(nil): return
    case .success(let day?): date = .success(DateInput(day: day))
    case .failure(let invalid): date = .failure(invalid)
    }
    rest = String(Substring(scanner.rest))
  }
}

extension Fields {
  /// The slug that the writer chose.
  fileprivate func slug() -> Located<String>? {
    parsed("slug") { text throws(InvalidValue) in
      let slug = Slug.make(text)
      if !slug.isEmpty { return slug }
      throw InvalidValue("`\(text)` has no letter or digit to use in a slug", hint: "write letters or digits")
    }
  }

  /// What feeds call the post: a URI or a path as it is written, or a name, which becomes a fragment of the home page.
  fileprivate func postID() -> Located<String>? {
    parsed("id") { text throws(InvalidValue) in
      let isForbidden = text.unicodeScalars.contains { scalar in
        scalar.isControl || scalar.properties.isWhitespace || "<>\"\\^`{|}".unicodeScalars.contains(scalar)
      }
      if isForbidden {
        throw InvalidValue(
          "`\(text)` has a character that an ID cannot have",
          hint: "write letters, digits and hyphens, the post's first URL, or a URI such as `urn:uuid:…`")
      }
      return text.hasPrefix("/") || text.contains(":") ? text : "/#\(text)"
    }
  }

  /// The date of the front matter, or else that of the file's name.
  fileprivate func date(orFrom name: PostFileName, of file: ContentFile) -> Located<DateInput>? {
    let place = SourceLocation(file.path)
    var fallback: DateInput?
    switch name.date {
    case .success(let date): fallback = date
    case .failure(let invalid): findings.error("in the file name: \(invalid.message)", at: place, hint: invalid.hint)
    case nil:
      guard value("date") == nil else { break }
      reportMissing("date", hint: "write `date: 2026-03-12`, or begin the file name with the date")
    }
    return date("date") ?? fallback.map { Located($0, at: place) }
  }

  /// The names of categories or tags, without those that differ from an earlier one in nothing that tells names apart.
  fileprivate func names(of kind: TermKind) -> [Located<String>] {
    let names = texts(kind.rawValue, of: .names).compactMap { name in
      reportMarkup(in: name)
      return parsed(name) { text throws(InvalidValue) in
        if !Slug.make(text).isEmpty { return text }
        throw InvalidValue(
          "`\(text)` has no letter or digit to use in a URL", hint: "give it a name with letters or digits")
      }
    }
    if names.count > Limits.terms {
      findings.error(
        "a post has at most \(Limits.terms) \(kind.rawValue)", at: names[Limits.terms].location,
        hint: "keep those that readers would look for it in")
      return Array(names.prefix(Limits.terms))
    }
    if names.count < 2 { return names }
    return unique(names, by: { Slug.make($0) + TermName.signs($0) }, named: \.self)
  }
}
