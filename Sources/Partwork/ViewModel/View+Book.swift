import PartworkMustache

/// A series as the pages around it show its e-book.
extension View where Subject == InContext<Handle<Series>> {
  static let book = View(
    "Book", "a series as an e-book in the format EPUB",
    [
      .text("url", "the file, to download") { view in view.series.bookURL.map { view.href($0) } },
      .text("mediaType", "for `type`: `application/epub+zip`") { _ in Series.bookType },
      .text("size", "how large it is, in words: “240 KB”") { view in
        view.context.bookSize(view.subject).map { view.context.sizeText($0) }
      },
    ])
}

/// What the templates of an e-book see: one view for each.
extension View where Subject == InContext<Handle<Series>> {
  private static func bookPage(
    _ name: String, _ summary: String, _ names: [ViewName<Subject>] = []
  ) -> View<Subject> {
    View<Subject>(
      name, summary,
      [
        .text("siteTitle", "the title of the site") { $0.site.settings.title.value },
        .text("siteURL", "the home page, with scheme and host") { $0.href("/") },
        .record("series", View<Subject>.series, "the series") { $0 },
      ] + names)
  }

  static let bookTitlePage = bookPage("book/title", "the title page of an e-book")
  static let bookIntroduction = bookPage("book/introduction", "the introduction of an e-book, if the series has one")

  static let bookPartsToCome = bookPage(
    "book/to-come", "the last chapter of an e-book whose series is not complete",
    [
      .list("partsToCome", .part, "the parts that cannot be read yet") { view in
        view.inContext(view.series.placesToCome.map { PartInSeries(series: view.subject, place: $0) })
      }
    ])

  static let bookAuthors = bookPage(
    "book/authors", "the page about those who wrote an e-book",
    [.bool("hasSeveralAuthors", "whether more than one wrote it") { $0.context.credits(of: $0.subject).count > 1 }])

  static let bookColophon = bookPage("book/colophon", "the last page of an e-book: where it comes from")
}

extension View where Subject == InContext<PartInSeries> {
  static let bookChapter = View(
    "book/chapter", "a chapter of an e-book: a part of the series",
    [
      .text("siteTitle", "the title of the site") { $0.site.settings.title.value },
      .text("siteURL", "the home page, with scheme and host") { $0.href("/") },
      .record("series", .series, "the series") { $0.inContext($0.subject.series) },
      .record("chapter", .chapter, "the part with its text") { $0 },
    ])
}

extension RenderContext {
  /// A number of bytes as readers know it: in whole kilobytes, or megabytes from 1,000,000 on.
  fileprivate func sizeText(_ bytes: Int) -> String {
    let isLarge = bytes >= 1_000_000
    let unit = isLarge ? 1_000_000 : 1000
    let count = dates.text(max(1, (bytes + unit / 2) / unit))
    return words.text(isLarge ? .megabytes : .kilobytes, ["size": count])
  }

  /// The words in the language of the page.
  private var words: ThemeWords { site.otherWords[language] ?? site.words }
}
