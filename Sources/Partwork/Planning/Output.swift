package import PartworkDiagnostics

/// A file of the planned site: where it will be, and what it will hold.
package struct Output: Sendable {
  /// The path relative to the output folder: `posts/best-mentee/index.html`.
  package let path: String

  /// What it comes from, for messages: a content file if there is one.
  package let source: SourceLocation?
  package let content: OutputContent
}

/// What a file of the site holds.
package enum OutputContent: Sendable {
  case page(Page)
  case atom(FeedPlan)
  case jsonFeed(FeedPlan)
  case redirect(Redirect)
  case file(StaticFile)
  case sitemap
  case robots
  /// `_headers`, for hosts that read it.
  case hostHeaders
  /// `_redirects`, for hosts that read it.
  case hostRedirects
  /// An empty file, such as `.nojekyll`.
  case empty
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
}
