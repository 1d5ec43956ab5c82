import PartworkSupport

/// A post that this edition of the site shows. What its file says is read as if it were the post's own:
/// `post.description`.
///
/// It is a class because templates ask for a post's values one by one, and each would copy the post.
@dynamicMemberLookup
package final class Post: Sendable {
  package let source: PostSource
  /// The site-relative URL: `/posts/best-mentee/`.
  package let url: String
  /// The site-relative URLs that it had by the site's `formerPermalinks`.
  package let formerURLs: [String]
  package let date: Timestamp
  package let updated: Timestamp?
  package let state: PostState
  package let credits: [Credit]
  package let categories: [Handle<Term>]
  package let tags: [Handle<Term>]
  /// The series it is a part of: those that its `series:` names, in that order, then the others by ID. Known once the
  /// series are linked.
  package let memberships: [Membership]

  init(
    source: PostSource, url: String, formerURLs: [String], date: Timestamp, updated: Timestamp?, state: PostState,
    credits: [Credit], categories: [Handle<Term>], tags: [Handle<Term>], memberships: [Membership] = []
  ) {
    self.source = source
    self.url = url
    self.formerURLs = formerURLs
    self.date = date
    self.updated = updated
    self.state = state
    self.credits = credits
    self.categories = categories
    self.tags = tags
    self.memberships = memberships
  }

  /// The same post with another source, or with its memberships.
  func with(source: PostSource? = nil, memberships: [Membership]? = nil) -> Post {
    Post(
      source: source ?? self.source, url: url, formerURLs: formerURLs, date: date, updated: updated, state: state,
      credits: credits, categories: categories, tags: tags, memberships: memberships ?? self.memberships)
  }

  /// The unique name of the post on its site, which the `parts` of a series and the permalink use.
  package var slug: String { source.slug.value }
  package var title: String { source.title.value }

  /// What feed readers know it by, so that it does not become new when it moves: its `id`, else its first URL. A URI,
  /// or a path of the site.
  var feedID: String {
    if let id = source.id { return id.value }
    let first = source.aliases.first { !SitePath.namesFeedFile($0.value) }
    return first.map { PercentEncoding.siteURL($0.value) } ?? formerURLs.first ?? url
  }

  /// The last change: its last update, else its date.
  var lastChange: Timestamp { updated ?? date }

  package subscript<Value>(dynamicMember field: KeyPath<PostSource, Value>) -> Value { source[keyPath: field] }
}

/// An author's part in a post or series.
package struct Credit: Sendable, Hashable {
  package let author: Handle<Author>
  /// What the author did here, if the front matter says so ("translator").
  package let role: String?
}

/// A post's place in one series.
package struct Membership: Sendable, Hashable {
  package let series: Handle<Series>
  /// The index of the post among the parts of the series, from 0.
  package let place: Int
}

/// Whether readers can see a post.
package enum PostState: String, Sendable {
  /// Its date has come.
  case live
  /// Its date has not come.
  case scheduled
  /// Its front matter says `draft: true`.
  case draft
}
