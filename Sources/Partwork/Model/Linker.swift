package import PartworkDiagnostics
import PartworkSupport

/// Links what was read into a site: every name resolved, every series ordered.
///
/// - Returns: the site, which is complete even if there are errors (whatever is wrong is left out), and everything that
///   is wrong.
package func link(
  _ content: Content, _ edition: EditionOptions
) async -> (site: Site, diagnostics: [Diagnostic]) {
  var linker = Linker(settings: content.settings, edition: edition)
  let site = await linker.link(content)
  return (site, linker.diagnostics)
}

/// The state of linking: the names known so far, and what is wrong.
struct Linker: Sendable {
  let settings: Settings
  let edition: EditionOptions
  var diagnostics: [Diagnostic] = []
  /// The files of posts that are left out because of an error that is among the diagnostics.
  private(set) var reported: Set<String> = []
  private(set) var authors: [String: Handle<Author>] = [:]
  private(set) var authorNames: [NamedItem] = []
  private(set) var categories = TermNames(.category)
  private(set) var tags = TermNames(.tag)
  private(set) var shownPosts: [String: Handle<Post>] = [:]

  fileprivate mutating func link(_ content: Content) async -> Site {
    var site = Site(settings: settings, url: edition.url ?? settings.url.value, edition: edition)
    site.addresses = content.addresses
    site.home = content.home
    let dated = await datePosts(content.posts, now: site.now)
    let shown = dated.filter { edition.shows($0.state) }
    async let linkedTerms = linkedTerms(content.terms, posts: shown, all: dated)
    let visibility = visibility(of: content.series, posts: dated)
    site.authors = authors(
      content.authors, of: shown, content.series.filter { visibility.shown.contains($0.id) })
    authors = index(site.authors, by: \.id)
    authorNames = content.authors.map { NamedItem($0.id, title: $0.name.value) }
    let (terms, found, categories, tags) = await linkedTerms
    (site.terms, self.categories, self.tags) = (terms, categories, tags)
    diagnostics += found

    site.posts = await linkPosts(shown, now: site.now)
    checkIDs(of: site.posts)
    shownPosts = index(site.posts, by: \.slug)
    site.series = linkSeries(
      content.series, posts: dated, visibility, isComplete: !content.diagnostics.hasErrors)
    enrol(&site)

    let pages = content.pages.map { linkPage($0, now: site.now) }.sorted { $0.url < $1.url }
    site.pages = pages.filter { edition.shows($0.state) }
    site.files = place(content.files, in: site)
    let hiddenPosts = dated.filter { !edition.shows($0.state) }.map { post in
      LeftOut(
        file: post.source.file, title: post.source.title.value,
        reason: post.state == .draft ? .draft : .scheduled(post.date), url: permalink(of: post))
    }
    let hiddenPages = pages.filter { !edition.shows($0.state) }
      .map { LeftOut(file: $0.file, title: $0.title, reason: .draft, url: $0.url) }
    site.leftOut = (hiddenPosts + hiddenPages + leftOut(of: content, from: site)).sorted { $0.file < $1.file }
    let hidden = Set(site.leftOut.map(\.file))
    for file in hidden.isEmpty ? [] : content.files {
      if let owner = file.owner, hidden.contains(owner) { site.besideLeftOut[file.file] = owner }
    }
    site.reported = reported.union(content.unreadable)
    return site
  }

  private func index<Element>(_ elements: [Element], by key: KeyPath<Element, String>) -> [String: Handle<Element>] {
    Dictionary(zip(elements.map { $0[keyPath: key] }, elements.handles), uniquingKeysWith: { first, _ in first })
  }

  /// The author with `id`; an unknown one is reported.
  private mutating func author(_ id: String, at location: SourceLocation) -> Handle<Author>? {
    if let author = authors[id] { return author }
    // An author of a series that this edition does not show may be out of sight as well.
    if authorNames.contains(where: { $0.name == id }) { return nil }
    diagnostics.error(
      "there is no author `\(id)`", at: location, hint: ContentKind.author.hint(for: id, among: authorNames))
    return nil
  }

  /// The moment that `written` names in the site's time zone.
  func timestamp(_ written: Located<DateInput>) -> Timestamp {
    Timestamp(written.value, in: settings.timeZone)
  }

  /// Gives every post its memberships: first in the series that it names, then in the others by ID.
  private func enrol(_ site: inout Site) {
    var memberships: [[Membership]] = Array(repeating: [], count: site.posts.count)
    for series in site.series.handles {
      for (place, part) in site.series[series].order.parts.enumerated() {
        guard let post = part.post?.offset else { continue }
        memberships[post].append(Membership(series: series, place: place))
      }
    }
    for post in site.posts.indices where !memberships[post].isEmpty {
      if memberships[post].count > 1 {
        let named = site.posts[post].series.map(\.value)
        func rank(_ membership: Membership) -> Int {
          named.firstIndex(of: site.series[membership.series].id) ?? named.count
        }
        memberships[post].sort { (rank($0), $0.series.offset) < (rank($1), $1.series.offset) }
      }
      site.posts[post] = site.posts[post].with(memberships: memberships[post])
    }
  }
}

/// A post with its date and state, before anything else of the site is known.
///
/// It is a class because linking sorts and groups posts, which are large values.
final class DatedPost: Sendable {
  let source: PostSource
  let date: Timestamp
  let state: PostState

  init(source: PostSource, date: Timestamp, state: PostState) {
    self.source = source
    self.date = date
    self.state = state
  }

  var slug: String { source.slug.value }
}

extension Linker {
  /// Gives every post its date and state: newest first, posts of the same moment by slug.
  ///
  /// A post whose slug is taken is reported and left out, so that one slug names one post.
  private mutating func datePosts(_ sources: [PostSource], now: Int) async -> [DatedPost] {
    let zone = settings.timeZone
    let dated = await parallelMap(sources.count) { index in
      let source = sources[index]
      // A post without a date was reported. It is still linked, so that links to it are not reported too.
      let date = source.date.map { Timestamp($0.value, in: zone) } ?? Timestamp(seconds: now, in: zone)
      let state: PostState =
        if source.isDraft { .draft } else if date.seconds > now { .scheduled } else { .live }
      return DatedPost(source: source, date: date, state: state)
    }
    var taken: [String: DatedPost] = [:]
    taken.reserveCapacity(dated.count)
    var posts: [DatedPost] = []
    for post in dated {
      if let first = taken[post.slug] {
        diagnostics.error(
          "the slug `\(first.slug)` is taken by \(first.source.file)", at: post.source.slug.location,
          hint: "give one of the posts a different `slug:`")
        reported.insert(post.source.file)
      } else {
        taken[post.slug] = post
        posts.append(post)
      }
    }
    return posts.sorted {
      $0.date.seconds == $1.date.seconds ? $0.slug < $1.slug : $0.date.seconds > $1.date.seconds
    }
  }

  /// Links the posts in parallel, a batch at a time: a linker for each post would cost as much as linking it.
  private mutating func linkPosts(_ posts: [DatedPost], now: Int) async -> [Post] {
    let size = 64
    var linker = self
    linker.diagnostics = []
    let batches = await parallelMap((posts.count + size - 1) / size) { [linker] batch in
      var linker = linker
      let linked = posts[(batch * size)...].prefix(size).map { linker.linkPost($0, now: now) }
      return (posts: linked, diagnostics: linker.diagnostics)
    }
    diagnostics += batches.flatMap(\.diagnostics)
    return batches.flatMap(\.posts)
  }

  private mutating func linkPost(_ post: DatedPost, now: Int) -> Post {
    let source = post.source
    let formerURLs = source.permalink == nil ? settings.formerPermalinks.map { url(of: post, by: $0.value) } : []
    return Post(
      source: source, url: permalink(of: post), formerURLs: formerURLs, date: post.date,
      updated: update(source.updated, after: post.date, now: now),
      state: post.state, credits: source.authors.compactMap { credit($0) },
      categories: categories.terms(source.categories), tags: tags.terms(source.tags))
  }

  /// The categories and tags, what is wrong with them, and what their names mean.
  private func linkedTerms(
    _ sources: [TermSource], posts: [DatedPost], all: [DatedPost]
  ) -> (terms: [Term], diagnostics: [Diagnostic], categories: TermNames, tags: TermNames) {
    var linker = self
    linker.diagnostics = []
    var (categories, tags) = (categories, tags)
    var terms = linker.linkTerms(sources, &categories, posts: posts, all: all, after: 0)
    terms += linker.linkTerms(sources, &tags, posts: posts, all: all, after: terms.count)
    categories.index(terms)
    tags.index(terms)
    return (terms, linker.diagnostics, categories, tags)
  }

  /// When a post or page was revised; nil for a moment that cannot be true, which is reported: a feed that trusted it
  /// would look new, or stay the newest, without news.
  ///
  /// - Parameter published: the date of the post.
  private mutating func update(
    _ source: Located<DateInput>?, after published: Timestamp? = nil, now: Int
  ) -> Timestamp? {
    guard let source else { return nil }
    let updated = timestamp(source)
    var message: String?
    if let published, updated < published, updated.hasTime || updated.civilDay != published.civilDay {
      message = "`updated` is before the post's date, \(published.day)"
    } else if updated.seconds > now {
      message = "`updated` is in the future"
    }
    // A revision on the day of the post may have no time.
    guard let message else { return published.map { max($0, updated) } ?? updated }
    diagnostics.warning(message, at: source.location, hint: "write the day of the last change, or remove it")
    return nil
  }

  /// Reports posts whose `id` is that of another post: feed readers take them for one.
  private mutating func checkIDs(of posts: [Post]) {
    guard posts.contains(where: { $0.id != nil }) else { return }
    var owners: [String: Post] = [:]
    for post in posts where post.id == nil { owners[post.feedID] = post }
    for post in posts.sorted(by: { $0.file < $1.file }) {
      guard let id = post.id else { continue }
      if let owner = owners[id.value] {
        diagnostics.error(
          "feeds know \(owner.file) by this ID", at: id.location, hint: "give each post an ID of its own")
      } else {
        owners[id.value] = post
      }
    }
  }

  mutating func credit(_ source: Located<CreditSource>) -> Credit? {
    author(source.value.id, at: source.location).map { Credit(author: $0, role: source.value.role) }
  }

  private mutating func permalink(of post: DatedPost) -> String {
    url(of: post, by: (post.source.permalink ?? settings.permalink).value)
  }

  private mutating func url(of post: DatedPost, by pattern: PermalinkPattern) -> String {
    let path = pattern.path { placeholder in
      switch placeholder {
      case .slug: post.slug
      case .year: String(post.date.day.prefix(4))
      case .month: String(post.date.day.dropFirst(5).prefix(2))
      case .day: String(post.date.day.suffix(2))
      case .series: post.source.series.first?.value ?? ""
      case .category: post.source.categories.first.map { categories.slug(of: $0.value) } ?? ""
      }
    }
    return PercentEncoding.siteURL(path)
  }

  private mutating func linkPage(_ source: PageSource, now: Int) -> PlainPage {
    PlainPage(
      source: source, url: PercentEncoding.siteURL(source.permalink?.value ?? "/\(source.path)/"),
      updated: update(source.updated, now: now))
  }

  /// The files to copy: those in the folder of a post or page go beside it, and only if it is shown.
  private func place(_ files: [StaticFile], in site: Site) -> [PublishedFile] {
    var owners = Dictionary(uniqueKeysWithValues: site.posts.map { ($0.file, $0.url) })
    for page in site.pages { owners[page.file] = page.url }
    let placed = files.compactMap { file -> PublishedFile? in
      guard let page = file.owner.map({ owners[$0] }) ?? "/" else { return nil }
      let folder = page.lastIndex(of: "/").map { page[...$0] } ?? "/"
      return PublishedFile(source: file, url: folder + PercentEncoding.path(file.path))
    }
    return placed.sorted { $0.url < $1.url }
  }
}
