internal import PartworkDiagnostics
package import PartworkMarkdown
package import PartworkMustache
internal import PartworkSupport

/// A post as its file has it: `content/posts/NAME.md` or `content/posts/NAME/index.md`.
package struct PostSource: Sendable {
  /// The file's path from the site's folder.
  package var file: String
  /// The folder of a post in folder form, from the site's folder: "content/posts/NAME"; nil for a single file.
  package var folder: String?
  /// The slug of the file's or folder's name, without the leading date.
  package var nameSlug: String
  /// From `slug`, else `nameSlug` at the whole file.
  package var slug: Located<String>
  /// Never empty; the slug if the title is missing, which is an error already reported.
  package var title: Located<String>
  package var shortTitle: String?
  package var subtitle: String?
  /// From `date`, else from the file's name; nil if both are missing or wrong, which is an error already reported.
  package var date: Located<DateInput>?
  package var updated: Located<DateInput>?
  package var authors: [Located<CreditSource>]
  package var series: Located<String>?
  /// From 1.
  package var part: Located<Int>?
  /// Names as written, all with different slugs.
  package var categories: [Located<String>]
  package var description: String?
  package var image: ImageSource?
  package var isDraft: Bool
  /// Begins with "/"; ends with "/", ".html" or ".htm".
  package var permalink: Located<String>?
  /// Site URLs in the form of `permalink`.
  package var aliases: [Located<String>]
  package var callToAction: CallToActionSource?
  /// The name of a template, without folder and ending.
  package var template: Located<String>?
  /// The writer's own keys: a dictionary.
  package var extra: Value
  /// The text.
  package var body: Document
}

extension PostSource {
  init(_ fields: Fields, of file: ContentFile, _ settings: MarkdownSettings, body: Document) {
    let place = SourceLocation(file.path)
    let name = PostFileName(file.name)
    let slug = fields.slug()
    nameSlug = Slug.make(name.rest)
    if slug == nil, nameSlug.isEmpty {
      fields.findings.error(
        "the file name has no letter or digit to use in a slug", at: place,
        hint: "rename the file, or add `slug:` to it")
    }
    self.file = file.path
    folder = file.folder
    self.slug = slug ?? Located(nameSlug, at: place)
    title = fields.required("title", hint: "write `title: …`", fallback: self.slug.value)
    shortTitle = fields.text("shortTitle")?.value
    subtitle = fields.text("subtitle")?.value
    date = fields.date(orFrom: name, of: file)
    updated = fields.date("updated")
    authors = fields.credits()
    series = fields.text("series")
    part = fields.wholeNumber("part")
    categories = fields.categories()
    description = fields.text("description")?.value
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

/// The name of a post's file: "2026-03-12-best-mentee", or "best-mentee" alone.
private struct PostFileName {
  /// The date that the name begins with; nil for none.
  var date: DateInput?
  /// Why what looks like a date is not one.
  var invalidDate: InvalidValue?
  /// The name without its date.
  var rest: String

  init(_ name: String) {
    rest = name
    var scanner = DateScanner(name)
    do {
      guard let day = try scanner.day(), scanner.skip("-"), !scanner.isAtEnd else { return }
      date = DateInput(day: day)
    } catch {
      guard scanner.skip("-"), !scanner.isAtEnd else { return }
      invalidDate = error
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

  /// The date of the front matter, or else that of the file's name.
  fileprivate func date(orFrom name: PostFileName, of file: ContentFile) -> Located<DateInput>? {
    let place = SourceLocation(file.path)
    if let invalid = name.invalidDate {
      findings.error("in the file name: \(invalid.message)", at: place, hint: invalid.hint)
    }
    let isGiven = value("date") != nil
    if let date = date("date") ?? name.date.map({ Located($0, at: place) }) { return date }
    if !isGiven, name.invalidDate == nil {
      reportMissing("date", hint: "write `date: 2026-03-12`, or begin the file name with the date")
    }
    return nil
  }

  /// The names of categories, without those with the slug of one before.
  fileprivate func categories() -> [Located<String>] {
    let named = texts("categories").filter { name in
      let hasSlug = !Slug.make(name.value).isEmpty
      if !hasSlug {
        findings.error(
          "`\(name.value)` has no letter or digit to use in a URL", at: name.location,
          hint: "give it a name with letters or digits")
      }
      return hasSlug
    }
    return unique(named, by: Slug.make, named: \.self)
  }
}
