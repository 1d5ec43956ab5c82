import PartworkSupport

/// The site's pages for search engines, in the Sitemaps protocol 0.9 (https://www.sitemaps.org/protocol.html).
///
/// It is made from the pages that exist, so it cannot drift from them.
struct Sitemap: Sendable {
  var urls: [SitemapURL]

  /// What the protocol allows in one file.
  var mostURLs = 50_000
  var mostBytes = 52_428_800

  /// `sitemap.xml`; for a site too large for one file, `sitemap-1.xml` and so on, and their index as `sitemap.xml`.
  ///
  /// - Parameter siteURL: where the site begins, absolute, with `/` at its end.
  func files(siteURL: String) -> [(path: String, text: String)] {
    let chunks = chunks
    if chunks.count == 1 { return [("sitemap.xml", chunks[0].text)] }
    let files = chunks.enumerated().map { index, chunk in (path: "sitemap-\(index + 1).xml", text: chunk.text) }
    let items = zip(files, chunks).map { file, chunk in
      SitemapURL(siteURL + file.path, lastChange: chunk.lastChange).xml("sitemap")
    }
    return [("sitemap.xml", Self.document("sitemapindex", items))] + files
  }

  private var chunks: [(text: String, lastChange: Timestamp?)] {
    var chunks: [(text: String, lastChange: Timestamp?)] = []
    var items: [String] = []
    var lastChange: Timestamp?
    var size = 0

    func end() {
      chunks.append((Self.document("urlset", items), lastChange))
      (items, lastChange, size) = ([], nil, 0)
    }

    for url in urls {
      let item = url.xml("url")
      if !items.isEmpty, items.count == mostURLs || size + item.utf8.count > mostBytes - Self.frameSize { end() }
      items.append(item)
      size += item.utf8.count
      lastChange = [lastChange, url.lastChange].compactMap { $0 }.max()
    }
    if !items.isEmpty || chunks.isEmpty { end() }
    return chunks
  }

  /// More than the bytes around the items of a file.
  private static let frameSize = 200

  private static func document(_ name: StaticString, _ items: [String]) -> String {
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    xml.open(name, ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"])
    for item in items { xml.raw(utf8: item.utf8) }
    xml.close(name)
    return xml.text
  }
}

/// A URL that search engines may list.
struct SitemapURL: Sendable {
  /// Canonical and absolute.
  let text: String

  /// When the content of the page last changed: one of its own dates, never that of the build.
  let lastChange: Timestamp?

  init(_ text: String, lastChange: Timestamp? = nil) {
    self.text = text
    self.lastChange = lastChange
  }

  fileprivate func xml(_ name: StaticString) -> String {
    var xml = Markup(.xml)
    xml.open(name)
    xml.element("loc", PercentEncoding.url(text))
    xml.element("lastmod", lastChange.map { $0.hasTime ? $0.rfc3339 : $0.day })
    xml.close(name)
    return xml.text
  }
}

extension Sitemap {
  /// The sitemap of all pages that search engines may list.
  init(_ context: RenderContext) {
    let pages = context.plan.pages.filter(\.isListed)
    self.init(
      urls: pages.map { SitemapURL(context.site.url.absolute($0.url), lastChange: $0.lastChange(in: context)) })
  }
}

extension Page {
  /// The newest date of what the page shows, if that has dates.
  fileprivate func lastChange(in context: RenderContext) -> Timestamp? {
    let site = context.site
    func newest(_ posts: some Sequence<Handle<Post>>) -> Timestamp? {
      posts.map { site.posts[$0].lastChange }.max()
    }
    return switch subject {
    case .post(let post): newest([post])
    case .archive(let archive) where archive.page != nil: newest(archive.years.flatMap(\.posts))
    case .home, .archive, .seriesIndex, .termIndex, .authorIndex: context.listings.lastChange
    case .series(let series), .wholeSeries(let series):
      newest(site.series[series].order.parts.compactMap(\.post))
    case .term(_, let list): newest(list.posts)
    case .author(let list): newest(list.posts)
    case .plain(let page): site.pages[page].updated
    case .search, .notFound: nil
    }
  }
}
