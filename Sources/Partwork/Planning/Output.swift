package import PartworkDiagnostics

/// A file of the planned site: where it will be, and what it will hold.
///
/// It is a class because the files of a site are sorted, and each step would copy them.
package final class Output: Sendable {
  /// The path relative to the output folder: `posts/best-mentee/index.html`.
  package let path: String

  /// What it comes from, for messages: a content file if there is one.
  package let source: SourceLocation?
  package let content: OutputContent

  init(path: String, source: SourceLocation?, content: OutputContent) {
    self.path = path
    self.source = source
    self.content = content
  }

  var role: OutputRole {
    switch content {
    case .page(let page): page.source == nil ? .standard : .page
    // A feed with a source is at an alias.
    case .atom, .jsonFeed: source == nil ? .standard : .redirect
    case .redirect: .redirect
    case .file: .copy
    case .sitemap, .search, .book, .catalogue, .hostFile, .empty, .made, .touchIcon: .standard
    }
  }
}

/// What a file of the site holds.
package enum OutputContent: Sendable {
  case page(Page)
  case atom(FeedPlan)
  case jsonFeed(FeedPlan)
  case redirect(Redirect)
  case file(StaticFile)
  case sitemap
  case search(SearchFile)
  /// A series as an e-book.
  case book(Handle<Series>)
  /// The catalogue of the e-books.
  case catalogue
  /// What another program made.
  case made(MadeFile)
  case touchIcon(TouchIcon)
  case hostFile(HostFile)
  /// An empty file, such as `.nojekyll`.
  case empty

  /// What messages call it if it comes from no file in particular.
  var name: String {
    switch self {
    case .page: "a page that every site has"
    case .atom, .jsonFeed: "a feed of the site"
    case .sitemap: "the sitemap"
    case .search: "the search index"
    case .book: "an e-book of the site"
    case .catalogue: "the catalogue of e-books"
    case .made, .touchIcon: "a picture that Partwork makes"
    case .redirect, .file, .hostFile, .empty: "the site"
    }
  }
}

/// What a file of the site is for. If two want one path, the later in this list has to give way.
package enum OutputRole: Int, Sendable, Comparable {
  /// Partwork makes it for every site, so it has no name to change.
  case standard
  case page
  /// A file that is copied.
  case copy
  /// The page or feed at a former URL.
  case redirect

  package static func < (left: OutputRole, right: OutputRole) -> Bool { left.rawValue < right.rawValue }

  /// How such a file gives way.
  var remedy: String {
    switch self {
    case .standard, .page: "give it another file name, `slug` or `permalink`"
    case .copy: "rename the file, or remove it"
    case .redirect: "remove this alias"
    }
  }
}

/// A description of a feed: what it is of, and its posts.
package struct FeedPlan: Sendable {
  package let title: String
  package let subtitle: String?

  /// The site-relative URL of the page that it is the feed of.
  package let homeURL: String

  /// The site-relative URLs of its two formats.
  package let atomURL: String
  package let jsonURL: String?

  /// The authors of the feed as a whole.
  package let authors: [Handle<Author>]

  /// Newest first; the parts of a series last to first.
  package let posts: [Handle<Post>]
}

/// An earlier URL of a page, and where the page is now.
package struct Redirect: Sendable, Hashable {
  /// The site-relative URLs.
  package let from: String
  package let to: String

  /// The page's title.
  package let title: String

  /// Whether it comes from `formerPermalinks`, and not from an alias.
  package var isByPattern = false
}
