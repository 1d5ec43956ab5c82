/// The newest posts of the site, of a series, a category or an author, as feed readers get them.
///
/// One value makes both the Atom and the JSON feed. All URLs are absolute, those in the HTML of entries too.
package struct Feed: Sendable {
  package var title: String
  package var subtitle: String?

  /// The language of the site (BCP 47).
  package var language: String

  /// The page whose feed this is.
  package var homeURL: String

  /// Where the Atom feed is; it is also the feed's permanent identifier.
  package var atomURL: String

  /// Where the JSON feed is; nil where there is only an Atom feed.
  package var jsonURL: String?

  /// Who stands for the feed as a whole; may be empty.
  package var authors: [FeedAuthor]

  /// The posts, in the order in which they are listed.
  package var entries: [FeedEntry]

  package init(
    title: String, subtitle: String? = nil, language: String, homeURL: String, atomURL: String,
    jsonURL: String? = nil, authors: [FeedAuthor] = [], entries: [FeedEntry]
  ) {
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.homeURL = homeURL
    self.atomURL = atomURL
    self.jsonURL = jsonURL
    self.authors = authors
    self.entries = entries
  }
}

/// A post in a feed.
package struct FeedEntry: Sendable {
  package var title: String

  /// The post's canonical URL; it is also the entry's permanent identifier.
  package var url: String

  /// The whole post as HTML, with absolute URLs.
  package var html: String

  /// The post's description, in plain text.
  package var summary: String?
  package var published: Timestamp

  /// When the post was last changed in a way that its readers should know of.
  package var updated: Timestamp?
  package var authors: [FeedAuthor]
  package var categories: [FeedCategory]
  package var imageURL: String?

  /// The series that the post is a part of.
  package var series: [FeedSeries]

  /// The parts before and after this one in its series.
  package var previousURL: String?
  package var nextURL: String?

  package init(
    title: String, url: String, html: String, summary: String? = nil, published: Timestamp, updated: Timestamp? = nil,
    authors: [FeedAuthor] = [], categories: [FeedCategory] = [], imageURL: String? = nil, series: [FeedSeries] = [],
    previousURL: String? = nil, nextURL: String? = nil
  ) {
    self.title = title
    self.url = url
    self.html = html
    self.summary = summary
    self.published = published
    self.updated = updated
    self.authors = authors
    self.categories = categories
    self.imageURL = imageURL
    self.series = series
    self.previousURL = previousURL
    self.nextURL = nextURL
  }

  /// When readers should look at the entry again: its last update, or its context.
  var lastChange: Timestamp { updated ?? published }
}

/// An author as feeds name them.
package struct FeedAuthor: Sendable, Hashable {
  package var name: String

  /// The author's page on the site.
  package var url: String?
  package var avatarURL: String?

  package init(name: String, url: String? = nil, avatarURL: String? = nil) {
    self.name = name
    self.url = url
    self.avatarURL = avatarURL
  }
}

/// A category as feeds name it.
package struct FeedCategory: Sendable, Hashable {
  package var slug: String
  package var name: String

  package init(slug: String, name: String) {
    self.slug = slug
    self.name = name
  }
}

/// A series as feeds name it.
package struct FeedSeries: Sendable, Hashable {
  package var title: String
  package var url: String

  package init(title: String, url: String) {
    self.title = title
    self.url = url
  }
}
