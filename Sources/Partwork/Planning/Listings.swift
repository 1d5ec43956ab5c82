import PartworkDiagnostics
import PartworkSupport

/// The groups and sorted lists that pages show, made once. All are in a total order.
///
/// It is a class because every page asks for it many times, and would copy each list.
package final class Listings: Sendable {
  /// The posts of each term and of the categories below it, newest first.
  let postsByTerm: [[Handle<Post>]]

  /// The posts that each author signed, newest first.
  let postsByAuthor: [[Handle<Post>]]

  /// The series with a part in each term, the one with the newest part first.
  let seriesByTerm: [[Handle<Series>]]

  /// The series with a part by each author, the one with the newest part first.
  let seriesByAuthor: [[Handle<Series>]]

  let seriesByTitle: [Handle<Series>]

  /// The series with a part that can be read, the one with the newest part first; then those without, by ID.
  let seriesByLatest: [Handle<Series>]

  /// The series that readers can download as e-books, in the same order.
  let books: [Handle<Series>]

  /// The site-relative URL of their catalogue.
  static let catalogueURL = "/opds.xml"

  /// The posts and the series that any page may list.
  let latestPosts: ArraySlice<Handle<Post>>
  let latestSeries: ArraySlice<Handle<Series>>

  /// The categories by name, then the tags by name.
  private let termsByName: [Handle<Term>]
  private let categoryCount: Int

  /// The categories in each category, by name; empty if none is in another.
  private let subcategories: [[Handle<Term>]]

  let authorsByName: [Handle<Author>]

  /// Who signs each series.
  let creditsOfSeries: [[Credit]]

  /// The posts of each year that has any, newest first.
  let years: [(year: Int, posts: ArraySlice<Handle<Post>>)]

  /// The newest date or update of a post that readers see.
  let lastChange: Timestamp?

  private let titleRank: [Int]

  /// `series` by title.
  func byTitle(_ series: some Sequence<Handle<Series>>) -> [Handle<Series>] {
    series.sorted { titleRank[$0.offset] < titleRank[$1.offset] }
  }

  /// All categories, or all tags, by name.
  func terms(_ kind: TermKind) -> ArraySlice<Handle<Term>> {
    kind == .category ? termsByName.prefix(categoryCount) : termsByName.dropFirst(categoryCount)
  }

  /// The categories below `term`, each before those below it, with how far they are below.
  func tree(below term: Handle<Term>, level: Int = 1) -> [TermInTree] {
    if subcategories.isEmpty { return [] }
    return subcategories[term.offset].flatMap {
      [TermInTree(term: $0, level: level)] + tree(below: $0, level: level + 1)
    }
  }

  init(_ site: Site) {
    var byTerm = [[Handle<Post>]](repeating: [], count: site.terms.count)
    var byAuthor = [[Handle<Post>]](repeating: [], count: site.authors.count)
    for post in site.posts.handles {
      for category in site.posts[post].categories { byTerm[category.offset].append(post) }
      for tag in site.posts[post].tags { byTerm[tag.offset].append(post) }
      for author in site.posts[post].signers { byAuthor[author.offset].append(post) }
    }
    if site.terms.contains(where: { $0.parent != nil }) { byTerm = site.withAncestors(byTerm) }
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
    postsByTerm = byTerm
    postsByAuthor = byAuthor
    seriesByTerm = byTerm.map(series)
    seriesByAuthor = byAuthor.map(series)
    seriesByLatest = byLatest
    books = byLatest.filter { site.series[$0].bookURL != nil && !site.series[$0].isInPreparation }
    latestPosts = site.posts.handles.prefix(site.settings.postsPerPage)
    latestSeries = byLatest.prefix(ListBounds.seriesPerPage)
    seriesByTitle = site.series.byName(\.title)
    var titleRank = [Int](repeating: 0, count: byLatest.count)
    for (place, series) in seriesByTitle.enumerated() { titleRank[series.offset] = place }
    self.titleRank = titleRank
    categoryCount = site.terms.prefix { $0.kind == .category }.count
    let byName = site.terms.byName(\.name)
    termsByName = byName.filter { site.terms[$0].kind == .category } + byName.filter { site.terms[$0].kind == .tag }
    subcategories = site.subcategories(termsByName.prefix(categoryCount))
    authorsByName = site.authors.byName(\.name)
    creditsOfSeries = site.series.handles.map(site.credits)
    years = site.posts.years
    lastChange = site.posts.lazy.filter { $0.state == .live }.map(\.lastChange).max()
  }
}

/// A category below another, 1 for one in it.
struct TermInTree: Sendable {
  let term: Handle<Term>
  let level: Int
}

extension Site {
  /// The posts of each term with those of the categories below it, newest first.
  fileprivate func withAncestors(_ posts: [[Handle<Post>]]) -> [[Handle<Post>]] {
    var all = posts.map { Set($0) }
    for term in terms.handles {
      for ancestor in ancestors(of: term) { all[ancestor.offset].formUnion(posts[term.offset]) }
    }
    return zip(posts, all).map { own, all in
      own.count == all.count ? own : all.sorted { $0.offset < $1.offset }
    }
  }

  /// The categories in each of `terms`, in the order of `categories`; empty if none is in another.
  fileprivate func subcategories(_ categories: ArraySlice<Handle<Term>>) -> [[Handle<Term>]] {
    guard terms.contains(where: { $0.parent != nil }) else { return [] }
    var subcategories = [[Handle<Term>]](repeating: [], count: terms.count)
    for category in categories {
      if let parent = terms[category].parent { subcategories[parent.offset].append(category) }
    }
    return subcategories
  }
}

/// How much a page shows of lists that can grow without limit; shorter lists are shown whole.
package enum ListBounds {
  /// The series on the home page.
  static let homeSeries = 6

  /// The series that a category, a tag or an author lists.
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
