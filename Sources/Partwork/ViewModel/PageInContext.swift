import PartworkMustache

/// A page as its template sees it: the names that every template may use, and the page's own subject.
package struct PageInContext<Subject: Sendable>: Sendable {
  let page: Page
  let context: RenderContext
  let subject: Subject

  /// What every page knows about its site and itself, for templates, which ask for it dozens of times.
  let siteFacts: Value
  let pageFacts: Value

  /// Writes the block for the page's `head`.
  let metadata: @Sendable (inout [UInt8]) -> Void

  init(
    _ subject: Subject, on page: Page, in context: RenderContext, metadata: @escaping @Sendable (inout [UInt8]) -> Void
  ) {
    self.page = page
    self.context = context
    self.subject = subject
    let facts = PageFacts(page: page, context: context)
    siteFacts = View.site(facts)
    pageFacts = View.page(facts)
    self.metadata = metadata
  }

  var site: Site { context.site }
}

/// The names at the top of every template.
extension View {
  /// A page's view: the common names and its own.
  ///
  /// - Parameter names: what the page shows besides the site and itself.
  static func root<Own: Sendable>(_ name: String, _ summary: String, _ names: [ViewName<PageInContext<Own>>]) -> View
  where Subject == PageInContext<Own> {
    View(
      name, summary,
      [
        .made("site", .site, "the site") { $0.siteFacts },
        .made("page", .page, "the page itself") { $0.pageFacts },
        .markup(
          "metadata", "everything for `head` besides the title: `custom.css`, canonical URL, feeds, Open Graph, JSON-LD"
        ) {
          $0.metadata
        },
      ] + names)
  }
}

extension PageInContext {
  func inContext<Other>(_ other: Other) -> InContext<Other> { InContext(other, in: context) }

  func inContext<Other>(_ others: some Sequence<Other>) -> [InContext<Other>] {
    others.map { InContext($0, in: context) }
  }
}

extension PageKind {
  /// The name in templates that is true for pages of this kind: `isHome`, `isSeriesIndex`.
  fileprivate var flag: String {
    if self == .notFound { return "isNotFound" }
    return "is" + rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

/// What every page knows about itself and its site.
struct PageFacts: Sendable {
  let page: Page
  let context: RenderContext

  fileprivate var site: Site { context.site }

  fileprivate func href(_ url: String) -> String { site.url.href(url) }

  fileprivate func inContext<Other>(_ others: some Sequence<Other>) -> [InContext<Other>] {
    others.map { InContext($0, in: context) }
  }
}

extension View where Subject == PageFacts {
  static let site = View(
    "Site", "the site",
    [
      .text("title", "the title") { $0.site.settings.title.value },
      .text("description", "what it is about, in a sentence") { $0.site.settings.description },
      .text("url", "the home page") { $0.href("/") },
      .text("absoluteURL", "the home page, with scheme and host") { $0.site.url.absolute("/") },
      .text("language", "the language, as a BCP 47 tag: `en`") { $0.site.language },
      .list("navigation", .navigationItem, "the navigation that `site.yml` lists") {
        $0.context.navigation(on: $0.page)
      },
      .record("callToAction", .callToAction, "the site's call to action") {
        $0.context.callToAction($0.site.settings.callToAction, of: Settings.file)
      },
      .text("feedURL", "the feed of all posts (Atom)") { $0.href("/feed.xml") },
      .text("jsonFeedURL", "the feed of all posts (JSON Feed)") { $0.href("/feed.json") },
      .text("seriesURL", "the page of all series") { $0.href("/series/") },
      .text("categoriesURL", "the page of all categories") { $0.href("/categories/") },
      .text("tagsURL", "the page of all tags, if there is a tag") { $0.href(Term.indexURL(of: .tag)) },
      .text("authorsURL", "the page of all authors") { $0.href("/authors/") },
      .text("archiveURL", "the page of all posts by year") { $0.href("/archive/") },
      .text("searchURL", "the page for searching, if the site has one") { facts in
        facts.context.plan.search.map { _ in facts.href(SearchPlan.url) }
      },
      .list("latestPosts", .postSummary, "the latest posts, as many as `postsPerPage`") {
        $0.inContext($0.context.listings.latestPosts)
      },
      .list("series", .seriesSummary, "the series, the one with the newest part first; at most 24") {
        $0.inContext($0.context.listings.latestSeries)
      },
      .list("categories", .term, "all categories, by name") { $0.inContext($0.context.listings.terms(.category)) },
      .list("tags", .term, "all tags, by name") { $0.inContext($0.context.listings.terms(.tag)) },
      .list("authors", .author, "all authors, by name") { facts in
        facts.inContext(facts.context.listings.authorsByName.map { Signature(author: $0) })
      },
      .text("currentYear", "the year in which the site is built, for a copyright line: “2026”") {
        $0.context.dates.text($0.context.year)
      },
      .bool("hasSeries", "whether there is a series") { !$0.site.series.isEmpty },
      .bool("hasCategories", "whether there is a category") { !$0.context.listings.terms(.category).isEmpty },
      .bool("hasTags", "whether there is a tag") { !$0.context.listings.terms(.tag).isEmpty },
      .bool("hasAuthors", "whether there is an author") { !$0.site.authors.isEmpty },
      .extra(in: "`site.yml`") { $0.site.settings.extra },
    ])

  static let page = View(
    "Page", "the page itself",
    [
      .text("title", "the title") { $0.page.title },
      .text("language", "its language, as a BCP 47 tag: the site's, or a post's own") { $0.context.language },
      .text("direction", "for `dir`: how that language is written, `ltr` or `rtl`") { $0.context.direction },
      .text("windowTitle", "for `title`: the page's title and the site's") { facts in
        let site = facts.site.settings.title.value
        return facts.page.kind == .home || facts.page.title == site ? site : "\(facts.page.title) · \(site)"
      },
      .text("description", "what the page is about, in a sentence") { $0.page.description },
      .text("url", "its URL") { $0.href($0.page.url) },
      .text("absoluteURL", "its URL, with scheme and host") { $0.site.url.absolute($0.page.url) },
      .text("kind", "what it is: `home`, `post`, `series`, …, for a class name") { $0.page.kind.rawValue },
      .text("feedURL", "the page's own feed, if it has one (Atom)") { facts in
        facts.page.feedURL.map(facts.href)
      },
      .list("breadcrumbs", .breadcrumb, "the way from the home page to this one") { facts in
        facts.page.breadcrumbs.map { LabelledURL(label: $0.label, url: facts.href($0.url)) }
      },
      .text("notice", "why readers do not see this page yet: only a preview shows it") { $0.page.notice },
    ]
      + PageKind.allCases.map { kind in
        .bool(kind.flag, "whether `kind` is `\(kind.rawValue)`") { $0.page.kind == kind }
      })
}
