/// A post, as machines see it.
package struct HeadArticle: Sendable {
  package var subtitle: String?
  package var published: Timestamp
  package var updated: Timestamp?
  package var authors: [HeadLink]

  /// The names of the categories, the main one first.
  package var categories: [String]
  package var wordCount: Int
  package var series: [HeadMembership]

  package init(
    subtitle: String? = nil, published: Timestamp, updated: Timestamp? = nil, authors: [HeadLink],
    categories: [String] = [], wordCount: Int, series: [HeadMembership] = []
  ) {
    self.subtitle = subtitle
    self.published = published
    self.updated = updated
    self.authors = authors
    self.categories = categories
    self.wordCount = wordCount
    self.series = series
  }
}

/// A post's place in a series.
package struct HeadMembership: Sendable {
  package var series: HeadLink

  /// The number of the part, from 1.
  package var position: Int

  package init(series: HeadLink, position: Int) {
    self.series = series
    self.position = position
  }
}

/// A series, as machines see it.
package struct HeadSeries: Sendable {
  package var authors: [HeadLink]
  package var parts: [Part]

  package init(authors: [HeadLink] = [], parts: [Part]) {
    self.authors = authors
    self.parts = parts
  }

  /// A part that can be read.
  package struct Part: Sendable {
    package var link: HeadLink

    /// The number of the part, from 1; announced parts count too, so there may be gaps.
    package var position: Int
    package var published: Timestamp

    package init(link: HeadLink, position: Int, published: Timestamp) {
      self.link = link
      self.position = position
      self.published = published
    }
  }
}

/// An author, as machines see one.
package struct HeadProfile: Sendable {
  package var name: String

  /// What the author does.
  package var role: String?

  /// The author's own pages elsewhere.
  package var links: [String]

  package init(name: String, role: String? = nil, links: [String] = []) {
    self.name = name
    self.role = role
    self.links = links
  }
}
