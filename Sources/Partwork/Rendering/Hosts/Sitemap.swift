import PartworkSupport

/// The site's pages for search engines, in the Sitemaps protocol 0.9 (https://www.sitemaps.org/protocol.html).
///
/// It is made from the pages that exist, so it cannot drift from them.
struct Sitemap: Sendable {
  var urls: [SitemapURL]

  /// What one file may have.
  var mostURLs = urlLimit
  var mostBytes = byteLimit

  /// What the protocol allows in one file.
  private static let urlLimit = 50_000
  private static let byteLimit = 52_428_800

  /// `sitemap.xml`; for a site too large for one file, `sitemap-1.xml` and so on, and their index as `sitemap.xml`.
  ///
  /// - Parameter siteURL: where the site begins, absolute, with `/` at its end.
  func files(siteURL: String) -> [(path: String, xml: Markup)] {
    let chunks = chunks
    if chunks.count == 1 { return [("sitemap.xml", chunks[0].xml)] }
    let files = chunks.enumerated().map { index, chunk in (path: "sitemap-\(index + 1).xml", xml: chunk.xml) }
    var index = Self.document("sitemapindex")
    for (file, chunk) in zip(files, chunks) {
      SitemapURL(siteURL + file.path, lastChange: chunk.lastChange).write("sitemap", to: &index)
    }
    index.close("sitemapindex")
    return [("sitemap.xml", index)] + files
  }

  private var chunks: [(xml: Markup, lastChange: Timestamp?)] {
    var chunks: [(xml: Markup, lastChange: Timestamp?)] = []
    var (xml, count, lastChange) = (Self.document("urlset"), 0, Timestamp?.none)
    func end() {
      xml.close("urlset")
      chunks.append((xml, lastChange))
      (xml, count, lastChange) = (Self.document("urlset"), 0, nil)
    }
    var item = Markup(.xml)
    for url in urls {
      item.utf8.removeAll(keepingCapacity: true)
      url.write("url", to: &item)
      let size = xml.utf8.count + item.utf8.count + "</urlset>\n".utf8.count
      if count > 0, count == mostURLs || size > mostBytes { end() }
      xml.raw(utf8: item.utf8)
      count += 1
      lastChange = [lastChange, url.lastChange].compactMap(\.self).max()
    }
    if count > 0 || chunks.isEmpty { end() }
    return chunks
  }

  private static func document(_ name: StaticString) -> Markup {
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    xml.open(name, ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"])
    return xml
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

  fileprivate func write(_ name: StaticString, to xml: inout Markup) {
    xml.open(name)
    xml.element("loc", PercentEncoding.url(text))
    xml.element("lastmod", lastChange.map { $0.hasTime ? $0.rfc3339 : $0.day })
    xml.close(name)
  }
}

extension Sitemap {
  /// The sitemap of all pages that search engines may list.
  init(_ context: RenderContext) {
    let pages = context.plan.pages.filter(\.isListed)
    self.init(
      urls: pages.map { SitemapURL(context.site.url.absolute($0.url), lastChange: $0.lastChange(in: context)) })
  }

  /// The files of the sitemap of all pages that search engines may list. It is made when its bytes are asked for,
  /// unless it may be too large for one file: then only the whole of it tells how many there are.
  static func files(of context: RenderContext) -> [OutputFile] {
    let url = context.site.url.absolute("/")
    // A byte becomes six at most.
    let size = context.plan.pages.reduce(0) { $0 + 6 * (url.utf8.count + $1.url.utf8.count) + 200 }
    if context.plan.pages.count <= urlLimit, size < byteLimit {
      return [OutputFile("sitemap.xml", from: "the sitemap") { Sitemap(context).files(siteURL: url)[0].xml.utf8 }]
    }
    return Sitemap(context).files(siteURL: url).map { path, xml in OutputFile(path, from: "the sitemap") { xml.utf8 } }
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
