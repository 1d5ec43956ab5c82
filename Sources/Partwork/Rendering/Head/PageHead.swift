import PartworkMarkdown
import PartworkSupport

/// What a page tells machines about itself: search engines, feed readers, and the cards that other sites show for a
/// link.
///
/// All URLs in it but that of the site's style sheet are absolute. It is a class because the parts of a page's JSON-LD
/// are written by functions that each hold it.
final class PageHead: Sendable {
  let page: Page
  let context: RenderContext
  let picture: Picture?

  /// The URL of the site's own style sheet, if it has one.
  let customStyleURL: String?

  init(_ page: Page, in context: RenderContext, customStyleURL: String? = nil) {
    self.page = page
    self.context = context
    self.customStyleURL = customStyleURL
    picture = page.picture(in: context)
  }

  var site: Site { context.site }

  /// The site-relative URL; nil for the "not found" page, which is shown at any URL.
  var url: String? { page.isNotFound ? nil : page.url }
}

extension PageHead {
  /// The block that a theme places once in the `head` of a page, after its `title`: one tag per line.
  ///
  /// It follows HTML for `meta` and `link`, the Open Graph protocol (https://ogp.me), and schema.org for its JSON-LD.
  func write(to html: inout Markup) {
    if let customStyleURL { html.empty("link", ["rel": "stylesheet", "href": customStyleURL]) }
    let authors = post?.credits.map { site.authors[$0.author] } ?? []
    html.meta("description", page.description)
    for author in authors { html.meta("author", author.name) }
    if !page.isListed { html.meta("robots", "noindex") }
    html.link("canonical", url, of: site.url)
    let neighbours = neighbours
    html.link("prev", neighbours.previous, of: site.url)
    html.link("next", neighbours.next, of: site.url)
    if let feed = page.feedURL, feed != "/feed.xml" {
      html.alternate("application/atom+xml", page.title, feed, of: site.url)
    }
    let title = site.settings.title.value
    html.alternate("application/atom+xml", title, "/feed.xml", of: site.url)
    html.alternate("application/feed+json", title, "/feed.json", of: site.url)
    writeBooks(to: &html)
    openGraph(&html, authors)
    // There is nothing to say about a page without a URL.
    if page.isNotFound { return }
    html.raw("<script type=\"application/ld+json\">")
    html.json(.script) { writeStructuredData(to: &$0) }
    html.raw("</script>\n")
  }

  private var post: Post? {
    if case .post(let post) = page.subject { site.posts[post] } else { nil }
  }

  /// The site-relative URLs before and after this page: in the post's first series, or among the pages of a list.
  private var neighbours: (previous: String?, next: String?) {
    switch page.subject {
    case .post(let post):
      let neighbours = site.neighbours(of: post)
      return (neighbours.previous.map { site.posts[$0].url }, neighbours.next.map { site.posts[$0].url })
    case .term(_, let list): return (list.page.newerURL, list.page.olderURL)
    case .author(let list): return (list.page.newerURL, list.page.olderURL)
    case .seriesIndex(let index): return (index.page.newerURL, index.page.olderURL)
    case .archive(let archive): return (archive.page?.newerURL, archive.page?.olderURL)
    default: return (nil, nil)
    }
  }
}

extension PageHead {
  /// Links to the series as an e-book, and on the home page and those of series to the catalogue of e-books.
  private func writeBooks(to html: inout Markup) {
    switch page.subject {
    case .series(let series), .wholeSeries(let series):
      if let url = site.series[series].bookURL {
        html.alternate(Series.bookType, site.series[series].title, url, of: site.url)
      }
    case .home, .seriesIndex: break
    default: return
    }
    if context.listings.books.isEmpty { return }
    html.alternate(OPDSCatalogue.mediaType, OPDSCatalogue.title(in: site), Listings.catalogueURL, of: site.url)
  }

  private func openGraph(_ html: inout Markup, _ authors: [Author]) {
    html.property("og:type", openGraphType)
    html.property("og:title", page.title)
    html.property("og:description", page.description)
    html.property("og:url", path: url, of: site.url)
    html.property("og:site_name", site.settings.title.value)
    html.property("og:locale", locale)
    if let post {
      html.property("article:published_time", post.date.rfc3339)
      html.property("article:modified_time", post.updated?.rfc3339)
      for author in authors { html.property("article:author", path: author.url, of: site.url) }
      html.property("article:section", post.categories.first.map { site.terms[$0].name })
      for term in site.terms.keywords(of: post) { html.property("article:tag", site.terms[term].name) }
    }
    let card = sharedPicture
    if let card {
      html.property("og:image", PercentEncoding.url(card.absoluteURL))
      html.property("og:image:width", card.width.map { String($0) })
      html.property("og:image:height", card.height.map { String($0) })
      html.property("og:image:alt", card.alt.isEmpty ? nil : card.alt)
    }
    html.meta("twitter:card", card == nil ? "summary" : "summary_large_image")
  }

  /// The picture that other sites show: the page's own, the one that is drawn of it, or that of the site.
  private var sharedPicture: Picture? {
    // Search engines show SVG images; other sites do not.
    if let picture, !picture.absoluteURL.namesDrawing { return picture }
    if let card = context.card(of: page) { return card }
    return site.settings.image.flatMap { context.picture($0, of: Settings.file) }.flatMap {
      $0.absoluteURL.namesDrawing ? nil : $0
    }
  }

  private var openGraphType: String {
    switch page.kind {
    case .post: "article"
    case .author: "profile"
    default: "website"
    }
  }

  /// The page's language with its territory: `en_GB`. Nil if it names none, since a guess would often be wrong.
  private var locale: String? {
    let subtags = (page.language ?? site.language).split(separator: "-")
    guard let language = subtags.first,
      let territory = subtags.dropFirst().prefix(while: { $0.utf8.count > 1 }).first(where: { $0.utf8.count == 2 })
    else {
      return nil
    }
    return "\(language.lowercased())_\(territory.uppercased())"
  }
}

extension Page {
  /// Whether search engines may list the page: everyone sees it, and it has its own URL and content.
  var isListed: Bool { notice == nil && !isNotFound && kind != .search }

  fileprivate func picture(in context: RenderContext) -> Picture? {
    let site = context.site
    func picture(_ image: ImageSource?, _ file: String?) -> Picture? {
      file.flatMap { context.picture(image, of: $0) }
    }
    return switch subject {
    case .post(let post): picture(site.posts[post].image, site.posts[post].file)
    case .series(let series), .wholeSeries(let series): picture(site.series[series].image, site.series[series].file)
    case .author(let list): picture(site.authors[list.topic].avatar, site.authors[list.topic].file)
    case .plain(let page): picture(site.pages[page].image, site.pages[page].file)
    case .term(_, let list): picture(site.terms[list.topic].image, site.terms[list.topic].file)
    case .home, .seriesIndex, .termIndex, .authorIndex, .archive, .search, .notFound: nil
    }
  }
}

extension Markup {
  fileprivate mutating func meta(_ name: StaticString, _ content: String?) {
    tag("<meta name=\"", name, content)
  }

  fileprivate mutating func property(_ name: StaticString, _ content: String?) {
    tag("<meta property=\"", name, content)
  }

  private mutating func tag(_ start: StaticString, _ name: StaticString, _ content: String?) {
    guard let content else { return }
    raw(start)
    raw(name)
    raw("\" content=\"")
    escaped(content)
    raw("\">\n")
  }

  fileprivate mutating func property(_ name: StaticString, path: String?, of site: SiteURL) {
    guard let path else { return }
    raw("<meta property=\"")
    raw(name)
    raw("\" content=\"")
    url(path, of: site)
    raw("\">\n")
  }

  fileprivate mutating func link(_ relation: StaticString, _ path: String?, of site: SiteURL) {
    guard let path else { return }
    raw("<link rel=\"")
    raw(relation)
    raw("\" href=\"")
    url(path, of: site)
    raw("\">\n")
  }

  fileprivate mutating func alternate(_ type: String, _ title: String, _ path: String, of site: SiteURL) {
    raw("<link rel=\"alternate\" type=\"")
    escaped(type)
    raw("\" title=\"")
    escaped(title)
    raw("\" href=\"")
    url(path, of: site)
    raw("\">\n")
  }
}
