/// Everything that a site has, shown to its readers or not: what `partwork list` prints.
package struct Inventory: Sendable {
  /// Newest first; posts of one moment by slug.
  package let posts: [ListedPost]

  /// By ID.
  package let series: [ListedSeries]

  let now: Int
}

/// A post, live or not.
package struct ListedPost: Sendable, Hashable {
  package let slug: String
  package let title: String
  package let state: PostState
  package let date: Timestamp

  /// The path of its file from the site's folder.
  package let file: String

  /// Where it is, or will be: an absolute URL.
  package let url: String

  /// Its places in series; a draft has no number, because it is not counted.
  package let parts: [Place]
  package let categories: [String]

  /// The IDs of its authors.
  package let authors: [String]

  package struct Place: Sendable, Hashable {
    /// The ID.
    package let series: String

    /// From 1; nil for a draft.
    package let number: Int?

    /// How many parts the series has.
    package let total: Int
  }
}

/// A series and the state of its parts.
package struct ListedSeries: Sendable, Hashable {
  package let id: String
  package let title: String
  package let status: SeriesStatus
  package let file: String

  /// An absolute URL.
  package let url: String

  /// In order; drafts are not among them.
  package let parts: [ListedPart]
}

/// A part of a series: live, scheduled or announced.
package struct ListedPart: Sendable, Hashable {
  package let title: String

  /// The post's slug; nil for an announced part.
  package let slug: String?

  /// Nil for an announced part.
  package let state: PostState?

  /// When it went or goes live; for an announced part, when it was promised.
  package let date: Timestamp?
}

extension Inventory {
  /// Takes stock of a site.
  ///
  /// - Parameter options: the clock that divides live posts from scheduled ones, and the site's URL.
  package init(_ sources: Content, _ options: EditionOptions) {
    let zone = sources.settings.timeZone
    let now = options.clock.seconds(in: zone)
    let all = link(sources, edition: Edition(now: now, showsDrafts: true, showsScheduled: true, url: options.url)).site
    // Drafts are not counted, so the numbers come from an edition without them.
    let counted = link(sources, edition: Edition(now: now, showsScheduled: true, url: options.url)).site
    let places = Dictionary(uniqueKeysWithValues: counted.posts.map { ($0.slug, $0.memberships) })
    posts = all.posts.map { post in
      let numbered = (places[post.slug] ?? []).map { membership in
        let series = counted.series[membership.series]
        return ListedPost.Place(series: series.id, number: membership.place + 1, total: series.order.parts.count)
      }
      let own = counted.series.first { $0.id == post.series }.map { series in
        ListedPost.Place(series: series.id, number: nil, total: series.order.parts.count)
      }
      return ListedPost(
        slug: post.slug, title: post.title, state: post.state, date: post.date, file: post.file,
        url: all.url.absolute(post.url), parts: numbered.isEmpty ? [own].compactMap(\.self) : numbered,
        categories: post.categories.map { all.categories[$0].name },
        authors: post.credits.map { all.authors[$0.author].id })
    }
    series = counted.series.map { series in
      ListedSeries(
        id: series.id, title: series.title, status: series.status, file: series.file,
        url: counted.url.absolute(series.url), parts: series.order.parts.map { ListedPart($0, in: counted) })
    }
    self.now = now
  }
}

extension ListedPart {
  fileprivate init(_ part: Part, in site: Site) {
    switch part {
    case .post(let handle):
      let post = site.posts[handle]
      self.init(title: post.title, slug: post.slug, state: post.state, date: post.date)
    case .scheduled(let promise), .announced(let promise):
      self.init(title: promise.title, slug: nil, state: nil, date: promise.date)
    }
  }
}
