import PartworkSupport
package import PartworkDiagnostics
import Foundation

/// Links what was read into a site: every name resolved, every series ordered.
///
/// - Returns: the site, which is whole even where there are errors (what is wrong is left out), and all that is wrong.
package func link(_ sources: Content, edition: Edition) -> (site: Site, diagnostics: [Diagnostic]) {
  var linker = Linker(sources.settings, edition: edition)
  let site = linker.link(sources)
  return (site, linker.diagnostics)
}

/// The state of linking: the names known so far, and what was found wrong.
struct Linker {
  let settings: Settings
  let edition: Edition
  var diagnostics: [Diagnostic] = []

  /// The posts that the site does without for a fault that is among the diagnostics.
  var reported: Set<String> = []

  private(set) var authors: [String: Handle<Author>] = [:]
  private(set) var categories: [String: Handle<Category>] = [:]

  init(_ settings: Settings, edition: Edition) {
    self.settings = settings
    self.edition = edition
  }

  fileprivate mutating func link(_ sources: Content) -> Site {
    var site = Site(
      settings: settings, url: edition.url ?? settings.url.value, edition: edition)

    site.authors = sources.authors.map(linkAuthor)
    authors = index(site.authors, by: \.id)

    let dated = datePosts(sources.posts)
    let shown = dated.filter { edition.shows($0.state) }
    site.categories = linkCategories(sources.categories, posts: shown)
    categories = index(site.categories, by: \.slug)

    site.posts = shown.map { linkPost($0) }
    site.series = linkSeries(sources.series, posts: dated, shown: index(site.posts, by: \.slug))
    enrol(&site)

    let pages = sources.pages.map { linkPage($0) }.sorted { $0.url < $1.url }
    site.pages = pages.filter { edition.shows($0.state) }
    site.files = place(sources.files, in: site)
    let heldBack = dated.filter { !edition.shows($0.state) }.map(LeftOut.init)
    site.leftOut = (heldBack + pages.filter { !edition.shows($0.state) }.map(LeftOut.init)).sorted { $0.file < $1.file }
    site.reported = reported
    return site
  }

  private func index<Element>(_ elements: [Element], by key: KeyPath<Element, String>) -> [String: Handle<Element>] {
    Dictionary(zip(elements.map { $0[keyPath: key] }, elements.handles), uniquingKeysWith: { first, _ in first })
  }

  /// The author with `id`; an unknown one is reported.
  mutating func author(_ id: String, at location: SourceLocation) -> Handle<Author>? {
    if let author = authors[id] { return author }
    diagnostics.error(
      "there is no author `\(id)`", at: location,
      hint: Suggestion.question(for: id, in: authors.keys) ?? "write content/authors/\(id).md")
    return nil
  }

  /// The moment that `written` names in the site's time zone.
  func timestamp(_ written: Located<DateInput>) -> Timestamp? {
    Timestamp(written.value, in: settings.timeZone)
  }

  /// Tells every post which series it is a part of: its own first, then the others by id.
  private func enrol(_ site: inout Site) {
    for series in site.series.handles {
      for (place, part) in site.series[series].order.parts.enumerated() {
        if let post = part.post {
          site.posts[post.offset].memberships.append(Membership(series: series, place: place))
        }
      }
    }
    for post in site.posts.indices where site.posts[post].memberships.count > 1 {
      guard let own = site.posts[post].series else { continue }
      let memberships = site.posts[post].memberships
      site.posts[post].memberships =
        memberships.filter { site.series[$0.series].id == own }
        + memberships.filter { site.series[$0.series].id != own }
    }
  }
}

extension Linker {
  private func linkAuthor(_ source: AuthorSource) -> Author {
    Author(
      id: source.id, file: source.file, url: "/authors/\(source.id)/", name: source.name.value, role: source.role,
      avatar: source.avatar, website: source.url, links: source.links, callToAction: source.callToAction,
      aliases: source.aliases, extra: source.extra, body: source.body)
  }

  private mutating func linkPage(_ source: PageSource) -> PlainPage {
    PlainPage(
      file: source.file, url: PercentEncoding.siteURL(source.permalink?.value ?? "/\(source.path)/"),
      aliases: source.aliases,
      title: source.title.value, subtitle: source.subtitle, updated: source.updated.flatMap { timestamp($0) },
      callToAction: source.callToAction, state: source.isDraft ? .draft : .live, description: source.description,
      image: source.image, template: source.template, extra: source.extra, body: source.body)
  }

  /// The files to copy: those beside a folder-form post go beside that post, and only when it is shown.
  private func place(_ files: [StaticFile], in site: Site) -> [PublishedFile] {
    var owners = Dictionary(uniqueKeysWithValues: site.posts.map { ($0.file, $0.url) })
    for page in site.pages { owners[page.file] = page.url }
    let placed = files.compactMap { file -> PublishedFile? in
      guard let owner = file.owner else {
        return PublishedFile(source: file, url: "/" + PercentEncoding.path(file.path))
      }
      guard let page = owners[owner] else { return nil }
      let folder = page.lastIndex(of: "/").map { page[...$0] } ?? "/"
      return PublishedFile(source: file, url: folder + PercentEncoding.path(file.path))
    }
    return placed.sorted { $0.url < $1.url }
  }
}

extension LeftOut {
  fileprivate init(_ post: DatedPost) {
    self.init(
      file: post.source.file, title: post.source.title.value,
      reason: post.state == .draft ? .draft : .scheduled(post.date))
  }

  fileprivate init(_ page: PlainPage) {
    self.init(file: page.file, title: page.title, reason: .draft)
  }
}
