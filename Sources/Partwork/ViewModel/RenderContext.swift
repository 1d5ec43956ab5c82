import PartworkSupport
package import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache

/// A site with its plan: all that a page needs to be rendered, worked out once.
package final class RenderContext: Sendable {
  package let site: Site
  package let plan: Plan
  package let links: LinkMap
  let dates: DateText

  private let postsByCategory: [[Handle<Post>]]
  private let postsByAuthor: [[Handle<Post>]]
  private let partTexts: [PartTextTemplates]

  package init(_ site: Site, plan: Plan) {
    self.site = site
    self.plan = plan
    let links = LinkMap(site, plan: plan)
    self.links = links
    dates = DateText(language: site.settings.language.value)
    var byCategory = [[Handle<Post>]](repeating: [], count: site.categories.count)
    var byAuthor = [[Handle<Post>]](repeating: [], count: site.authors.count)
    for post in site.posts.handles {
      for category in site.posts[post].categories { byCategory[category.offset].append(post) }
      for author in Set(site.posts[post].credits.map(\.author)) { byAuthor[author.offset].append(post) }
    }
    postsByCategory = byCategory
    postsByAuthor = byAuthor
    partTexts = site.series.map { PartTextTemplates($0, site: site, links: links) }
  }

  /// What `earlier` was, with the texts of `site`, which differs from that of `earlier` in them alone.
  init(_ earlier: RenderContext, withTextsOf site: Site) {
    self.site = site
    plan = earlier.plan
    links = earlier.links
    dates = earlier.dates
    postsByCategory = earlier.postsByCategory
    postsByAuthor = earlier.postsByAuthor
    partTexts = earlier.partTexts
  }
}

/// The lists that pages show. All are in a total order.
extension RenderContext {
  /// The posts of a category, newest first.
  func posts(in category: Handle<Category>) -> [Handle<Post>] { postsByCategory[category.offset] }

  /// The posts that an author signed, newest first.
  func posts(by author: Handle<Author>) -> [Handle<Post>] { postsByAuthor[author.offset] }

  func series(in category: Handle<Category>) -> [Handle<Series>] { series(of: posts(in: category)) }

  func series(by author: Handle<Author>) -> [Handle<Series>] { series(of: posts(by: author)) }

  /// The series that have one of `posts` as a part, by title.
  private func series(of posts: [Handle<Post>]) -> [Handle<Series>] {
    byTitle(Set(posts.flatMap { site.posts[$0].memberships.map(\.series) }))
  }

  var seriesByTitle: [Handle<Series>] { byTitle(site.series.handles) }

  private func byTitle(_ series: some Sequence<Handle<Series>>) -> [Handle<Series>] {
    byName(series, \.title, of: site.series)
  }

  /// The series with a part that can be read, the one with the newest part first; then those without, by ID.
  var seriesByLatest: [Handle<Series>] {
    func newest(_ series: Handle<Series>) -> Int {
      site.series[series].order.parts.compactMap(\.post).map { site.posts[$0].date.seconds }.max() ?? .min
    }
    let dated = site.series.handles.map { (series: $0, newest: newest($0)) }
    return dated.sorted { ($1.newest, $0.series.offset) < ($0.newest, $1.series.offset) }.map(\.series)
  }

  var categoriesByName: [Handle<Category>] {
    byName(site.categories.handles, \.name, of: site.categories)
  }

  var authorsByName: [Handle<Author>] {
    byName(site.authors.handles, \.name, of: site.authors)
  }

  /// `handles` by a name, whatever its case; those of one name in the order of the site.
  private func byName<Element>(
    _ handles: some Sequence<Handle<Element>>, _ name: KeyPath<Element, String>, of elements: [Element]
  ) -> [Handle<Element>] {
    let named = handles.map { (handle: $0, name: elements[$0][keyPath: name].caseFolded) }
    return named.sorted { ($0.name, $0.handle.offset) < ($1.name, $1.handle.offset) }.map(\.handle)
  }

  /// The years that have posts, newest first.
  var years: [ArchiveYear] {
    var years: [ArchiveYear] = []
    var posts: [Handle<Post>] = []
    for post in site.posts.handles {
      let year = site.posts[post].date.year
      if let first = posts.first, site.posts[first].date.year != year {
        years.append(ArchiveYear(year: String(site.posts[first].date.year), posts: posts))
        posts = []
      }
      posts.append(post)
    }
    if let first = posts.first { years.append(ArchiveYear(year: String(site.posts[first].date.year), posts: posts)) }
    return years
  }

  /// The authors of a series: those it names, else those of its parts, in the order of the parts.
  func signatures(of series: Handle<Series>) -> [Signature] {
    let named = site.series[series].authors
    if !named.isEmpty { return named.map(\.signature) }
    var seen: Set<Handle<Author>> = []
    let credits = site.series[series].order.parts.compactMap(\.post).flatMap { site.posts[$0].credits }
    return credits.filter { seen.insert($0.author).inserted }.map { Signature(author: $0.author, role: nil) }
  }
}

extension RenderContext {
  /// The slugs of the parts of a series that can be read, by their URLs.
  func slugs(of series: Handle<Series>) -> [String: String] {
    let posts = site.series[series].order.parts.compactMap(\.post).map { site.posts[$0] }
    return Dictionary(posts.map { ($0.url, $0.slug) }, uniquingKeysWith: { first, _ in first })
  }
}

/// What a series says around its parts.
extension RenderContext {
  enum PartTextKind { case intro, outro }

  /// The series' intro or outro for a part, as HTML.
  func text(_ kind: PartTextKind, of membership: Membership) -> String? {
    partTexts[membership.series.offset].html(kind, of: membership, in: self)
  }

  /// The intros and outros of each series.
  var partTextDocuments: [[Document]] { partTexts.map(\.documents) }

  /// What is wrong with the intros and outros: names that do not exist.
  package func checkPartTexts() -> [Diagnostic] {
    partTexts.flatMap(\.diagnostics)
  }
}
