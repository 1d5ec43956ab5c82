import PartworkMustache

/// What each template shows besides the site and the page: one view for each template name.
extension View where Subject == PageInContext<HomeSubject> {
  static let home = View.root(
    "home", "the home page",
    [
      .markup("text", "the text of `content/home.md`, if there is that file") { view in
        view.site.home.flatMap { view.context.markup($0.body, of: $0.file) }
      },
      .list("seriesList", .seriesSummary, "the series, the one with the newest part first; at most six") {
        $0.inContext($0.subject.series)
      },
      .bool("hasMoreSeries", "whether there are more series, on the page of all series") { $0.subject.hasMoreSeries },
      .list("posts", .postSummary, "the latest posts") { $0.inContext($0.subject.posts) },
      .bool("hasMorePosts", "whether there are older posts, in the archive") { $0.subject.hasMorePosts },
    ])
}

extension View where Subject == PageInContext<Handle<Post>> {
  static let postPage = View.root(
    "post", "a post",
    [.record("post", .post, "the post") { $0.inContext($0.subject) }])
}

extension View where Subject == PageInContext<Handle<Series>> {
  static let seriesPage = View.root(
    "series", "a series",
    [.record("series", .series, "the series") { $0.inContext($0.subject) }])

  static let seriesAllPage = View.root(
    "series-all", "a whole series on one page",
    [
      .record("series", .series, "the series") { $0.inContext($0.subject) },
      .list("chapters", .chapter, "its parts with their text, first to last") { view in
        view.site.series[view.subject].order.parts.indices.map {
          view.inContext(PartInSeries(series: view.subject, place: $0))
        }
      },
    ])
}

/// The pages of categories and of tags have the same names, so that a template for categories renders both.
extension View where Subject == PageInContext<PostListSubject<Term>> {
  static let categoryPage = View.root(
    "category", "a page of a category, or, in a theme without the template `tag`, of a tag", termNames)

  static let tagPage = View.root("tag", "a page of a tag", termNames)

  private static let termNames: [ViewName<Subject>] =
    [
      .record("term", .term, "the category or tag") { $0.inContext($0.subject.topic) },
      .record("category", .term, "the same") { $0.inContext($0.subject.topic) },
    ] + listNames("category or tag")
}

extension View where Subject == PageInContext<PostListSubject<Author>> {
  static let authorPage = View.root(
    "author", "a page of an author",
    [.record("author", .author, "the author") { $0.inContext(Signature(author: $0.subject.topic, isOnOwnPage: true)) }]
      + listNames("author"))
}

extension View {
  /// What the pages of categories, tags and authors list.
  fileprivate static func listNames<Topic>(_ topic: String) -> [ViewName<Subject>]
  where Subject == PageInContext<PostListSubject<Topic>> {
    [
      .list("seriesList", .seriesSummary, "on the first page, the series of the \(topic), by title; at most 24") {
        $0.inContext($0.subject.series)
      },
      .bool("hasMoreSeries", "whether the \(topic) has more series than that") { $0.subject.hasMoreSeries },
      .list("posts", .postSummary, "the posts on this page, newest first") { $0.inContext($0.subject.posts) },
      .record("pagination", .pagination, "the pages of the \(topic)") { $0.inContext($0.subject.page) },
    ]
  }
}

extension View where Subject == PageInContext<SeriesIndexSubject> {
  static let seriesIndex = View.root(
    "series-index", "a page of all series",
    [
      .list("seriesList", .seriesSummary, "the series on this page, by title") { $0.inContext($0.subject.series) },
      .record("pagination", .pagination, "the pages of all series") { $0.inContext($0.subject.page) },
    ])
}

extension View where Subject == PageInContext<ArchiveSubject> {
  static let archive = View.root(
    "archive", "all posts by year, or those of one year",
    [
      .list("years", .archiveYear, "the years that have posts, newest first; on the page of a year, that one") {
        $0.inContext($0.subject.years)
      },
      .record("pagination", .pagination, "on the page of a year, the pages of that year") { view in
        view.subject.page.map { view.inContext($0) }
      },
    ])
}

extension View where Subject == PageInContext<TermKind> {
  static let categoryIndex = View.root(
    "category-index", "all categories, or, in a theme without the template `tag-index`, all tags", termNames)

  static let tagIndex = View.root("tag-index", "all tags", termNames)

  private static let termNames: [ViewName<Subject>] = [
    .list("terms", .term, "the categories that are not below another, or all tags; by name") { view in
      view.inContext(view.terms.filter { view.site.terms[$0].parent == nil })
    },
    .list("categories", .term, "all categories, or all tags; by name") { $0.inContext($0.terms) },
  ]
}

extension PageInContext<TermKind> {
  fileprivate var terms: ArraySlice<Handle<Term>> { context.listings.terms(subject) }
}

extension View where Subject == PageInContext<NoSubject> {

  static let authorIndex = View.root(
    "author-index", "all authors",
    [
      .list("authors", .author, "all authors, by name") { view in
        view.inContext(Signature.list(view.context.listings.authorsByName.map { Credit(author: $0, role: nil) }))
      }
    ])

  static let search = View.root(
    "search", "the page for searching",
    [.text("indexURL", "where the files of the index are, for `search.js`") { $0.site.url.href(SearchPlan.url) }])

  static let notFound = View.root("404", "the page for URLs that do not exist", [])
}

extension View where Subject == PageInContext<Handle<PlainPage>> {
  static let plainPage = View.root(
    "page", "a plain page",
    [
      .text("subtitle", "the subtitle") { $0.site.pages[$0.subject].subtitle },
      .html("content", "the text, from Markdown") { view in
        let page = view.site.pages[view.subject]
        return view.context.html(page.body, of: page.file)
      },
      .list("contents", .contentsEntry, "the headings of the text") { $0.site.pages[$0.subject].body.contents },
      .bool("hasContents", "whether the text has more than one heading") {
        $0.site.pages[$0.subject].body.contents.count > 1
      },
      .record("image", .picture, "its image") { view in
        let page = view.site.pages[view.subject]
        return view.context.picture(page.image, of: page.file)
      },
      .record("updated", .date, "when it was last revised, if the front matter gives a date") { view in
        view.site.pages[view.subject].updated.map { view.inContext($0) }
      },
      .record("callToAction", .callToAction, "the page's own call to action") { view in
        let page = view.site.pages[view.subject]
        return view.context.callToAction(page.callToAction, of: page.file)
      },
      .extra { $0.site.pages[$0.subject].extra },
    ])
}
