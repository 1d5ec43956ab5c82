import PartworkDiagnostics
import PartworkSupport

/// The groups and sorted lists that pages show, made once. All are in a total order.
package struct Listings: Sendable {
  /// The posts of each category, newest first.
  let postsByCategory: [[Handle<Post>]]

  /// The posts that each author signed, newest first.
  let postsByAuthor: [[Handle<Post>]]

  /// The series with a part in each category, the one with the newest part first.
  let seriesByCategory: [[Handle<Series>]]

  /// The series with a part by each author, the one with the newest part first.
  let seriesByAuthor: [[Handle<Series>]]

  let seriesByTitle: [Handle<Series>]

  /// The series with a part that can be read, the one with the newest part first; then those without, by ID.
  let seriesByLatest: [Handle<Series>]

  /// The posts and the series that any page may list.
  let latestPosts: ArraySlice<Handle<Post>>
  let latestSeries: ArraySlice<Handle<Series>>

  let categoriesByName: [Handle<Category>]
  let authorsByName: [Handle<Author>]

  /// The posts of each year that has any, newest first.
  let years: [(year: Int, posts: ArraySlice<Handle<Post>>)]

  /// The newest date or update of a post that readers see.
  let lastChange: Timestamp?

  private let titleRank: [Int]

  /// `series` by title.
  func byTitle(_ series: some Sequence<Handle<Series>>) -> [Handle<Series>] {
    series.sorted { titleRank[$0.offset] < titleRank[$1.offset] }
  }

  init(_ site: Site) {
    var byCategory = [[Handle<Post>]](repeating: [], count: site.categories.count)
    var byAuthor = [[Handle<Post>]](repeating: [], count: site.authors.count)
    for post in site.posts.handles {
      for category in site.posts[post].categories { byCategory[category.offset].append(post) }
      for author in site.posts[post].signers { byAuthor[author.offset].append(post) }
    }
    let newest = site.series.map { series in
      series.order.parts.compactMap(\.post).map { site.posts[$0].date.seconds }.max() ?? .min
    }
    let byLatest = site.series.handles.sorted { (newest[$1.offset], $0.offset) < (newest[$0.offset], $1.offset) }
    var rank = [Int](repeating: 0, count: byLatest.count)
    for (place, series) in byLatest.enumerated() { rank[series.offset] = place }
    func series(of posts: [Handle<Post>]) -> [Handle<Series>] {
      let ranks = Set(posts.flatMap { site.posts[$0].memberships.map { rank[$0.series.offset] } })
      return ranks.sorted().map { byLatest[$0] }
    }
    postsByCategory = byCategory
    postsByAuthor = byAuthor
    seriesByCategory = byCategory.map(series)
    seriesByAuthor = byAuthor.map(series)
    seriesByLatest = byLatest
    latestPosts = site.posts.handles.prefix(site.settings.postsPerPage)
    latestSeries = byLatest.prefix(ListBounds.seriesPerPage)
    seriesByTitle = site.series.byName(\.title)
    var titleRank = [Int](repeating: 0, count: byLatest.count)
    for (place, series) in seriesByTitle.enumerated() { titleRank[series.offset] = place }
    self.titleRank = titleRank
    categoriesByName = site.categories.byName(\.name)
    authorsByName = site.authors.byName(\.name)
    years = site.posts.years
    lastChange = site.posts.lazy.filter { $0.state == .live }.map(\.lastChange).max()
  }
}

/// How much a page shows of lists that can grow without limit; shorter lists are shown whole.
package enum ListBounds {
  /// The series on the home page.
  static let homeSeries = 6

  /// The series that a category or an author lists.
  static let topicSeries = 24

  /// The series on each page of all series.
  static let seriesPerPage = 24

  /// The posts that the archive lists on one page; a larger one has a page for each year.
  static let archivePosts = 300

  /// The posts in a feed, and the parts in that of a series.
  static let feedPosts = 20
  static let feedParts = 100
}

extension SeriesOrder {
  /// The places of the parts that a card shows: all of them, or the first and the last of many.
  var someParts: [Int] {
    parts.count <= 8 ? Array(parts.indices) : Array(parts.indices.prefix(3)) + parts.indices.suffix(4)
  }

  /// The places of the parts that the page of one part shows: all of them, or the first, the last and those near it.
  func parts(near place: Int) -> [Int] {
    if parts.count <= 10 { return Array(parts.indices) }
    return parts.indices.filter { $0 == 0 || abs($0 - place) <= 3 || $0 == parts.count - 1 }
  }
}

extension Post {
  /// Its authors, each once.
  var signers: [Handle<Author>] {
    credits.count == 1 ? [credits[0].author] : Array(Set(credits.map(\.author)))
  }
}

extension [Post] {
  /// The years of posts that are sorted newest first.
  fileprivate var years: [(year: Int, posts: ArraySlice<Handle<Post>>)] {
    var years: [(year: Int, posts: ArraySlice<Handle<Post>>)] = []
    let handles = handles
    var start = 0
    for index in indices where index + 1 == count || self[index + 1].date.year != self[index].date.year {
      years.append((self[index].date.year, handles[start...index]))
      start = index + 1
    }
    return years
  }
}

extension Array {
  /// The handles sorted by a name, ignoring case; those with the same name in the order of the array.
  fileprivate func byName(_ name: KeyPath<Element, String>) -> [Handle<Element>] {
    let named = handles.map { (handle: $0, name: self[$0][keyPath: name].caseFolded) }
    return named.sorted { ($0.name, $0.handle.offset) < ($1.name, $1.handle.offset) }.map(\.handle)
  }
}
