/// A description of a page: what it shows and where it is, without any of its bytes.
///
/// A build renders all pages at once and a preview renders one on request, from the same descriptions. It is a class
/// because every value that a template shows refers to it.
package final class Page: Sendable {
  /// The site-relative URL: `/posts/best-mentee/`.
  package let url: String
  package let title: String

  /// What it is about, in a sentence.
  package let description: String?
  package let subject: PageSubject

  /// The name of the template that renders it.
  package let template: String

  /// The content file that it comes from, if any.
  package let source: String?

  /// The way from the home page to this one, both included; URLs are site-relative.
  package let breadcrumbs: [LabelledURL]

  /// The site-relative URL of the page's own Atom feed.
  package let feedURL: String?

  /// The language of its words, as a BCP 47 tag; nil for the site's.
  package let language: String?

  /// Why readers do not see the page yet; nil for a page that everyone sees.
  package let notice: String?

  package init(
    url: String, title: String, description: String? = nil, subject: PageSubject, template: String,
    source: String? = nil, breadcrumbs: [LabelledURL] = [], feedURL: String? = nil, language: String? = nil,
    notice: String? = nil
  ) {
    self.url = url
    self.title = title
    self.description = description
    self.subject = subject
    self.template = template
    self.source = source
    self.breadcrumbs = breadcrumbs
    self.feedURL = feedURL
    self.language = language
    self.notice = notice
  }

  package var kind: PageKind { subject.kind }

  /// Where hosts look for the page that they show if there is none at a URL.
  static let notFoundURL = "/404.html"

  /// Whether it is shown at URLs that do not exist: the theme's page for that, or the writer's own.
  var isNotFound: Bool { url == Self.notFoundURL }

  /// Where the page is written, relative to the output folder: `posts/best-mentee/index.html`.
  package var path: String { SiteURL.file(at: url) }
}

/// What a page shows.
package enum PageSubject: Sendable {
  case home(HomeSubject)
  case post(Handle<Post>)
  case series(Handle<Series>)
  case wholeSeries(Handle<Series>)
  case seriesIndex(SeriesIndexSubject)
  case term(TermKind, PostListSubject<Term>)
  case termIndex(TermKind)
  case author(PostListSubject<Author>)
  case authorIndex
  case archive(ArchiveSubject)
  case plain(Handle<PlainPage>)
  case search
  case notFound

  package var kind: PageKind {
    switch self {
    case .home: .home
    case .post: .post
    case .series: .series
    case .wholeSeries: .wholeSeries
    case .seriesIndex: .seriesIndex
    case .term(let kind, _): PageKind(kind)
    case .termIndex(.category): .categoryIndex
    case .termIndex(.tag): .tagIndex
    case .author: .author
    case .authorIndex: .authorIndex
    case .archive: .archive
    case .plain: .plain
    case .search: .search
    case .notFound: .notFound
    }
  }
}

/// The kinds of pages, by the names of their templates.
package enum PageKind: String, Sendable, CaseIterable {
  case home
  case post
  case series
  case wholeSeries = "series-all"
  case seriesIndex = "series-index"
  case category
  case categoryIndex = "category-index"
  case tag
  case tagIndex = "tag-index"
  case author
  case authorIndex = "author-index"
  case archive
  case plain = "page"
  case search
  case notFound = "404"

  init(_ kind: TermKind) {
    switch kind {
    case .category: self = .category
    case .tag: self = .tag
    }
  }

  /// The kind whose template renders such pages in a theme that has none for them.
  var fallback: PageKind? {
    switch self {
    case .tag: .category
    case .tagIndex: .categoryIndex
    default: nil
    }
  }
}

/// What the home page lists.
package struct HomeSubject: Sendable {
  let series: [Handle<Series>]
  let hasMoreSeries: Bool
  let posts: ArraySlice<Handle<Post>>
  let hasMorePosts: Bool
}

/// What one of the pages of a category, a tag or an author lists.
package struct PostListSubject<Topic: Sendable>: Sendable {
  let topic: Handle<Topic>
  let posts: ArraySlice<Handle<Post>>

  /// The series, on the first page only.
  let series: [Handle<Series>]
  let hasMoreSeries: Bool
  let page: ListPage
}

/// What one of the pages of all series lists.
package struct SeriesIndexSubject: Sendable {
  let series: ArraySlice<Handle<Series>>
  let page: ListPage
}

/// What a page of the archive lists: all years with their posts, all years with links to their pages, or one year.
package struct ArchiveSubject: Sendable {
  let years: [ArchiveYear]

  /// Which page of its year it is; nil for the archive's own page.
  let page: ListPage?
}

/// A year in the archive.
package struct ArchiveYear: Sendable {
  let year: Int
  let postCount: Int

  /// The posts that are listed on the page, newest first; none if the year has its own pages.
  let posts: ArraySlice<Handle<Post>>

  /// The site-relative URL of the year's own page, if it has one.
  let url: String?
}

/// One of the pages that a list is spread over.
package struct ListPage: Sendable, Hashable {
  /// The site-relative URL of the first of them: `/categories/leadership/`.
  let firstURL: String

  /// From 1.
  let number: Int
  let total: Int

  /// The site-relative URL of page `number`; nil if there is no such page.
  func url(_ number: Int) -> String? {
    guard (1...total).contains(number) else { return nil }
    return number == 1 ? firstURL : "\(firstURL)page/\(number)/"
  }

  /// The pages with newer and with older entries.
  var newerURL: String? { url(number - 1) }
  var olderURL: String? { url(number + 1) }

  /// The numbers to link to: the first, the last and those near this one, or all if they are few.
  var linkedNumbers: [Int] {
    if total <= 9 { return Array(1...total) }
    return ([1, total] + (max(1, number - 2)...min(total, number + 2))).sorted().reduce(into: []) { numbers, next in
      if numbers.last != next { numbers.append(next) }
    }
  }
}

/// A link with its label.
package struct LabelledURL: Sendable, Hashable {
  package var label: String
  package var url: String
}
