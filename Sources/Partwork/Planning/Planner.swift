import PartworkDiagnostics
import PartworkSupport

/// The plan as it grows.
struct Planner {
  let site: Site
  let templates: Set<String>
  let listings: Listings
  private(set) var outputs: [Output] = []
  private(set) var pages: [Page] = []
  private(set) var redirects: [Redirect] = []
  private var diagnostics: [Diagnostic] = []
  private var siteFeed: FeedPlan?
  var search: SearchPlan?

  /// The writer's own files and pages that are used instead of ones that Partwork would make, by path in the output.
  private let replacements: [String: String]

  init(site: Site, templates: Set<String>, listings: Listings) {
    self.site = site
    self.templates = templates
    self.listings = listings
    outputs.reserveCapacity(site.posts.count + 3 * site.series.count + site.files.count)
    replacements = Self.replacements(in: site)
  }

  mutating func add(_ page: Page, aliases: [Located<String>] = []) {
    pages.append(page)
    add(page.path, .page(page), from: page.source.map { SourceLocation($0) })
    for alias in aliases {
      if SiteURL.file(at: PercentEncoding.siteURL(alias.value)) == page.path {
        diagnostics.warning(
          "this alias is the URL of the page itself", at: alias.location, hint: "remove it: it has no effect")
      } else if page.feedURL == nil {
        // An old feed that a page without one names can only be that of the site.
        if SitePath.namesFeedFile(alias.value), let siteFeed { add(siteFeed, at: alias) } else { redirect(alias, page) }
      } else if !SitePath.namesFeed(alias.value, ofSite: page.kind == .home) {
        redirect(alias, page)
      }
    }
  }

  /// Adds redirects from the URLs that posts had by `formerPermalinks`. If a page, an alias or an older post has such a
  /// URL, it keeps it.
  mutating func planFormerURLs() {
    if site.settings.formerPermalinks.isEmpty { return }
    var taken = Set(outputs.map(\.path.caseFolded))
    for post in site.posts.reversed() {
      for url in post.formerURLs where taken.insert(SiteURL.file(at: url).caseFolded).inserted {
        let redirect = Redirect(from: url, to: post.url, title: post.title, isByPattern: true)
        redirects.append(redirect)
        add(SiteURL.file(at: url), .redirect(redirect), from: SourceLocation(post.file))
      }
    }
  }

  private mutating func redirect(_ alias: Located<String>, _ page: Page) {
    let redirect = redirect(from: alias, to: page.url, title: page.title)
    add(SiteURL.file(at: redirect.from), .redirect(redirect), from: alias.location)
  }

  private mutating func redirect(from alias: Located<String>, to url: String, title: String) -> Redirect {
    let redirect = Redirect(from: PercentEncoding.siteURL(alias.value), to: url, title: title)
    redirects.append(redirect)
    return redirect
  }

  mutating func add(_ path: String, _ content: OutputContent, from source: SourceLocation? = nil) {
    outputs.append(Output(path: path, source: source, content: content))
  }

  /// Adds what every site has at `path`, unless the writer has a file or page of their own there.
  mutating func addUnlessReplaced(_ path: String, _ add: (inout Planner) -> Void) {
    if replacements[path] == nil { add(&self) }
  }

  private static func replacements(in site: Site) -> [String: String] {
    let notFound = SiteURL.file(at: Page.notFoundURL)
    var found: [String: String] = [:]
    for file in site.files {
      let path = SiteURL.file(at: file.url)
      if path == notFound || HostFile(rawValue: path) != nil { found[path] = file.source.file }
    }
    if let page = site.pages.first(where: { $0.url == Page.notFoundURL }) { found[notFound] = page.file }
    return found
  }

  mutating func report(_ message: String, at location: SourceLocation, hint: String) {
    diagnostics.error(message, at: location, hint: hint)
  }

  /// Adds `url`feed.xml, the feed of the page at `url`.
  ///
  /// - Parameter aliases: those of the page, among which may be former URLs of the feed.
  mutating func addFeed(_ feed: FeedPlan, aliases: [Located<String>] = []) {
    add(SiteURL.file(at: feed.atomURL), .atom(feed))
    if let json = feed.jsonURL { add(SiteURL.file(at: json), .jsonFeed(feed)) }
    if feed.homeURL == "/" { siteFeed = feed }
    for alias in aliases where SitePath.namesFeed(alias.value, ofSite: feed.homeURL == "/") { add(feed, at: alias) }
  }

  /// Adds a feed at a former URL too: feed readers do not follow a page that redirects.
  private mutating func add(_ feed: FeedPlan, at alias: Located<String>) {
    let json = alias.value.lowercased().hasSuffix(".json") ? feed.jsonURL : nil
    let redirect = redirect(from: alias, to: json ?? feed.atomURL, title: feed.title)
    add(SiteURL.file(at: redirect.from), json == nil ? .atom(feed) : .jsonFeed(feed), from: alias.location)
  }

  /// The template to use: the one that `named` names, else that of the series, category or author `id`, else the
  /// general one, or for a tag that of categories.
  mutating func template(_ kind: PageKind, of id: String? = nil, named: Located<String>? = nil) -> String {
    if let named {
      if templates.contains(named.value) { return named.value }
      diagnostics.error(
        "there is no template `\(named.value)`", at: named.location,
        hint: Suggestion.question(for: named.value, in: templates)
          ?? "write templates/\(named.value).mustache, or remove `template`")
    }
    let own = id.map { "\(kind.rawValue)-\($0)" }
    // A series called `all` cannot have its own template: `series-all` renders the pages of whole series.
    if let own, templates.contains(own), PageKind(rawValue: own) == nil,
      Theme.topic(of: own)?.general == kind.rawValue
    {
      return own
    }
    if let fallback = kind.fallback, !templates.contains(kind.rawValue) { return fallback.rawValue }
    return kind.rawValue
  }

  consuming func finish() -> (plan: Plan, diagnostics: [Diagnostic]) {
    outputs.sort { $0.path < $1.path }
    redirects.sort { $0.from < $1.from }
    return (
      Plan(
        outputs: outputs, pages: pages, listings: listings, redirects: redirects,
        replacements: replacements.values.sorted(), search: search), diagnostics
    )
  }
}
