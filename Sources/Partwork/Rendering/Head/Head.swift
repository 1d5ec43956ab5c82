/// What a page tells machines about itself: search engines, feed readers, and the cards that other sites show of a link.
///
/// All URLs are absolute. `metadata()` makes the block for the page's `head` of it.
package struct Head: Sendable {
  package var site: HeadSite

  /// The title of the page alone, without the site's.
  package var title: String

  /// What the page is about, in plain text.
  package var description: String?

  /// The canonical URL; nil for a page that stands at no URL of its own, such as the one for "not found".
  package var url: String?
  package var kind: Kind
  package var image: HeadImage?

  /// The way from the home page to this one, both included; empty on the home page.
  package var breadcrumbs: [HeadLink]

  /// The pages before and after this one in a series or in a paginated list.
  package var previousURL: String?
  package var nextURL: String?
  package var feeds: [HeadFeed]

  /// Whether search engines may list the page; drafts and previews must not be.
  package var isIndexed: Bool

  package init(
    site: HeadSite, title: String, description: String? = nil, url: String?, kind: Kind, image: HeadImage? = nil,
    breadcrumbs: [HeadLink] = [], previousURL: String? = nil, nextURL: String? = nil, feeds: [HeadFeed] = [],
    isIndexed: Bool = true
  ) {
    self.site = site
    self.title = title
    self.description = description
    self.url = url
    self.kind = kind
    self.image = image
    self.breadcrumbs = breadcrumbs
    self.previousURL = previousURL
    self.nextURL = nextURL
    self.feeds = feeds
    self.isIndexed = isIndexed
  }

  /// What the page is.
  package enum Kind: Sendable {
    case home
    case article(HeadArticle)
    case series(HeadSeries)
    case profile(HeadProfile)
    /// A list of pages: a category, the archive, all series, all authors.
    case list([HeadLink])
    case page
  }
}

/// The site that a page belongs to.
package struct HeadSite: Sendable {
  package var title: String
  package var url: String
  package var description: String?

  /// The site's language (BCP 47).
  package var language: String

  package init(title: String, url: String, description: String? = nil, language: String) {
    self.title = title
    self.url = url
    self.description = description
    self.language = language
  }
}

/// The picture of a page, for cards and search results.
package struct HeadImage: Sendable {
  package var url: String
  package var alt: String

  /// The size in pixels, where known.
  package var width: Int?
  package var height: Int?

  package init(url: String, alt: String, width: Int? = nil, height: Int? = nil) {
    self.url = url
    self.alt = alt
    self.width = width
    self.height = height
  }

  /// Whether the picture is a drawing in SVG, which search engines show and cards do not.
  var isDrawing: Bool {
    url.prefix { $0 != "?" && $0 != "#" }.lowercased().hasSuffix(".svg")
  }
}

/// A page by its name and URL: a breadcrumb, or an item of a list.
package struct HeadLink: Sendable {
  package var label: String
  package var url: String

  package init(label: String, url: String) {
    self.label = label
    self.url = url
  }
}

/// A feed that the page points readers to.
package struct HeadFeed: Sendable {
  package enum Format: String, Sendable {
    case atom = "application/atom+xml"
    case json = "application/feed+json"
  }

  package var format: Format
  package var title: String
  package var url: String

  package init(_ format: Format, title: String, url: String) {
    self.format = format
    self.title = title
    self.url = url
  }
}
