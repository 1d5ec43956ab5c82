/// Where a text is printed: what its links and IDs depend on.
enum HTMLContext: Sendable {
  /// On its own page.
  case page

  /// On a page with other texts, such as a bio below a post. The prefix has a colon, which no heading's ID gets by itself.
  case beside(prefix: String)

  /// In a feed, whose readers may show many posts on one page: links get scheme and host, and IDs begin with the slug.
  case feed(slug: String)

  /// Among the other parts of a series on one page, where each part has its slug for ID: links between the parts stay
  /// on the page.
  case chapter(slug: String, of: Handle<Series>)

  /// What every ID of the text begins with.
  ///
  /// A slug has no two hyphens in a row and none at its end, so no two texts can make the same ID.
  var idPrefix: String {
    switch self {
    case .page: ""
    case .beside(let prefix): prefix
    case .feed(let slug), .chapter(let slug, _): Self.idPrefix(of: slug)
    }
  }

  static func idPrefix(of slug: String) -> String { slug + "--" }

  /// Whether links need scheme and host.
  var isElsewhere: Bool {
    if case .feed = self { true } else { false }
  }
}
