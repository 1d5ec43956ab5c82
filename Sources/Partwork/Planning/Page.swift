/// A page as a pure description: what it shows and where it is, without a byte of it.
///
/// Build renders all pages at once and preview one on request, from the same descriptions.
package struct Page: Sendable {
  /// The site-relative URL: `/posts/best-mentee/`.
  package let url: String
  package let title: String

  /// What it is about, in a sentence.
  package let description: String?
  package let subject: PageSubject

  /// The name of the template that renders it.
  package let template: String

  /// The content file that it comes from, where it comes from one.
  package let source: String?

  /// The way from the home page to this one, both included; URLs are site-relative.
  package let breadcrumbs: [LabelledURL]

  /// The site-relative URL of the page's own Atom feed.
  package let feedURL: String?

  /// Why readers do not see the page yet; nil for a page that everyone sees.
  package let notice: String?

  package init(
    url: String, title: String, description: String? = nil, subject: PageSubject, template: String,
    source: String? = nil, breadcrumbs: [LabelledURL] = [], feedURL: String? = nil, notice: String? = nil
  ) {
    self.url = url
    self.title = title
    self.description = description
    self.subject = subject
    self.template = template
    self.source = source
    self.breadcrumbs = breadcrumbs
    self.feedURL = feedURL
    self.notice = notice
  }

  package var kind: PageKind { subject.kind }

  /// Where the page is written, relative to the output folder: `posts/best-mentee/index.html`.
  package var path: String { SiteURL.file(at: url) }
}

/// What a page shows.
package enum PageSubject: Sendable {
  case home(HomeSubject)
  case post(Handle<Post>)
  case series(Handle<Series>)
  case wholeSeries(Handle<Series>)
  case seriesIndex
  case category(CategorySubject)
  case categoryIndex
  case author(Handle<Author>)
  case authorIndex
  case archive
  case plain(Handle<PlainPage>)
  case notFound

  package var kind: PageKind {
    switch self {
    case .home: .home
    case .post: .post
    case .series: .series
    case .wholeSeries: .wholeSeries
    case .seriesIndex: .seriesIndex
    case .category: .category
    case .categoryIndex: .categoryIndex
    case .author: .author
    case .authorIndex: .authorIndex
    case .archive: .archive
    case .plain: .plain
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
  case author
  case authorIndex = "author-index"
  case archive
  case plain = "page"
  case notFound = "404"
}

/// The home page's subject.
package struct HomeSubject: Sendable {
  let posts: [Handle<Post>]
  let hasMore: Bool
}

/// One page of a category.
package struct CategorySubject: Sendable {
  let category: Handle<Category>
  let posts: [Handle<Post>]

  /// Which of the category's pages this is, and the URLs of all of them.
  let slice: PageNumber
  let urls: [String]
}

/// A page of a list that is spread over several.
struct PageNumber: Sendable, Hashable {
  /// From 1.
  let number: Int
  let total: Int
}

/// A link with its label.
package struct LabelledURL: Sendable, Hashable {
  package var label: String
  package var url: String
}
