import PartworkBook
import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache
import PartworkSupport

/// Makes e-books of series: renders their pages, and finds what the book contains of what they link to and show.
struct BookMaker: Sendable {
  /// The site as a book shows it, with scheme and host in all links.
  private let context: RenderContext
  private let theme: Theme
  private let folder: String

  /// The pictures of the site that books may have, by their site-relative URLs without escapes.
  private let pictures: [String: PublishedFile]

  init(_ context: RenderContext, theme: Theme, folder: String) {
    self.context = context.elsewhere
    self.theme = theme
    self.folder = folder
    let files = context.site.files.filter { BookPicture.mediaType(ofFile: $0.source.file) != nil }
    pictures = Dictionary(files.map { (PercentEncoding.decoded($0.url), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var site: Site { context.site }

  /// The series as a book, with the parts that this edition shows.
  func book(of handle: Handle<Series>) -> Book {
    let series = site.series[handle]
    let pictures = BookPictures(pictures, in: context, folder: folder)
    let pages = pages(of: handle, pictures)
    let posts = series.order.parts.compactMap(\.post).map { site.posts[$0] }
    let newest = posts.map(\.date).max()
    let changed = posts.map(\.lastChange).max()
    return Book(
      identifier: site.settings.url.value.absolute(series.url), title: series.title, language: site.language,
      isRightToLeft: LanguageTag.isRightToLeft(site.language),
      creators: context.credits(of: handle).map { site.authors[$0.author].name },
      publisher: site.settings.title.value, description: series.description, subjects: subjects(of: posts),
      date: newest?.day ?? "1970-01-01",
      modified: changed?.rfc3339InUTC ?? "1970-01-01T00:00:00Z",
      collection: (site.settings.title.value, position(of: handle)),
      labels: BookLabels(cover: site.words.text(.cover), contents: site.words.text(.contents)),
      style: theme.bookStyle, cover: pictures.cover(of: handle), pages: pages.pages, pictures: pictures.all,
      describesPictures: !pages.lacksAlternative)
  }

  /// The names of the categories and tags of `posts`, each once.
  private func subjects(of posts: [Post]) -> [String] {
    var seen: Set<Handle<Term>> = []
    return posts.flatMap { site.terms.keywords(of: $0) }.filter { seen.insert($0).inserted }.map { site.terms[$0].name }
  }

  /// The place of a series among those of the site, in the order in which they began, so that a new series does not
  /// change it.
  private func position(of handle: Handle<Series>) -> Int {
    func start(_ series: Series) -> Int {
      series.order.parts.compactMap(\.post).map { site.posts[$0].date.seconds }.min() ?? .max
    }
    let own = start(site.series[handle])
    return 1 + site.series.handles.count { (start(site.series[$0]), $0.offset) < (own, handle.offset) }
  }
}

/// Pages.
extension BookMaker {
  private func pages(of handle: Handle<Series>, _ pictures: BookPictures) -> (pages: [BookPage], lacksAlternative: Bool)
  {
    let series = site.series[handle]
    let places = BookPlaces(series, in: site)
    var text = BookText(link: places.place, picture: pictures.path)
    let subject = InContext(handle, in: context)
    var pages: [BookPage] = []
    func add(
      _ template: BookTemplate, _ kind: BookPage.BookPageKind, _ title: String, _ view: Value, name: String? = nil,
      language: String? = nil
    ) {
      let name = name ?? String(template.rawValue.fileName)
      pages.append(
        BookPage(
          kind, name: name, title: title, titleLanguage: language, body: text.xhtml(render(template, view))))
    }
    add(.titlePage, .titlePage, site.words.text(.titlePage), View.bookTitlePage(subject))
    if !series.body.isEmpty {
      add(.introduction, .introduction, site.words.text(.introduction), View.bookIntroduction(subject))
    }
    for place in series.order.livePlaces {
      guard let post = series.order.parts[place].post.map({ site.posts[$0] }) else { continue }
      let part = InContext(PartInSeries(series: handle, place: place), in: context)
      add(
        .chapter, .chapter, post.title.split(afterNameOf: series.title)?.own ?? post.title, View.bookChapter(part),
        name: BookPlaces.name(ofPartAt: place), language: context.other(post))
    }
    if !series.placesToCome.isEmpty {
      add(.toCome, .afterword, site.words.text(.stillToCome), View.bookPartsToCome(subject))
    }
    let authors = context.credits(of: handle).map { site.authors[$0.author] }
    if let first = authors.first {
      let title =
        authors.count > 1 ? site.words.text(.aboutAuthors) : site.words.text(.aboutAuthor, ["name": first.name])
      add(.authors, .afterword, title, View.bookAuthors(subject))
    }
    add(.colophon, .colophon, site.words.text(.aboutThisBook), View.bookColophon(subject))
    return (pages, text.lacksAlternative)
  }

  private func render(_ template: BookTemplate, _ view: Value) -> [UInt8] {
    var html: [UInt8] = []
    do {
      try theme.templateLibrary.render(template.rawValue, view, globals: theme.globals(in: context), into: &html)
    } catch {
      context.failures.add(error.diagnostic)
    }
    return html
  }
}
