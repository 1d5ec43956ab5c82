import PartworkSupport

/// The site's pages for search engines, in the Sitemaps protocol 0.9 (https://www.sitemaps.org/protocol.html).
///
/// It is made of the pages that exist, so it cannot drift from them.
package struct Sitemap: Sendable {
  /// A page that search engines may list.
  package struct Entry: Sendable {
    /// The canonical URL, absolute.
    package var url: String

    /// When what the page says last changed: a date of its content, never that of the build.
    package var lastChange: Timestamp?

    package init(url: String, lastChange: Timestamp? = nil) {
      self.url = url
      self.lastChange = lastChange
    }
  }

  /// What the protocol allows in one file.
  package struct Limits: Sendable {
    package var urls: Int
    package var bytes: Int

    package init(urls: Int = 50_000, bytes: Int = 52_428_800) {
      self.urls = urls
      self.bytes = bytes
    }
  }

  package var entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// `sitemap.xml`; of a site too large for one file, `sitemap-1.xml` and so on, and their index as `sitemap.xml`.
  ///
  /// - Parameter siteURL: where the site begins, absolute, with `/` at its end.
  package func files(siteURL: String, limits: Limits = Limits()) -> [(path: String, text: String)] {
    let chunks = chunks(limits)
    if chunks.count == 1 { return [("sitemap.xml", chunks[0].text)] }
    var index = Markup(.xml)
    index.start("sitemapindex")
    var files: [(path: String, text: String)] = []
    for (number, chunk) in chunks.enumerated() {
      let path = "sitemap-\(number + 1).xml"
      files.append((path, chunk.text))
      index.raw(Markup.location("sitemap", siteURL + path, chunk.lastChange))
    }
    index.close("sitemapindex")
    return [("sitemap.xml", index.text)] + files
  }
}

extension Sitemap {
  private func chunks(_ limits: Limits) -> [(text: String, lastChange: Timestamp?)] {
    var chunks: [(text: String, lastChange: Timestamp?)] = []
    var items: [String] = []
    var lastChange: Timestamp?
    var size = 0

    func end() {
      var xml = Markup(.xml)
      xml.start("urlset")
      for item in items { xml.raw(item) }
      xml.close("urlset")
      chunks.append((xml.text, lastChange))
      (items, lastChange, size) = ([], nil, 0)
    }

    for entry in entries {
      let item = Markup.location("url", entry.url, entry.lastChange)
      if !items.isEmpty, items.count == limits.urls || size + item.utf8.count > limits.bytes - Self.frameSize { end() }
      items.append(item)
      size += item.utf8.count
      lastChange = [lastChange, entry.lastChange].compactMap { $0 }.max()
    }
    if !items.isEmpty || chunks.isEmpty { end() }
    return chunks
  }

  /// More than the bytes around the items of a file.
  private static let frameSize = 200
}

extension Markup {
  fileprivate mutating func start(_ name: String) {
    raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    open(name, ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"])
  }

  fileprivate static func location(_ name: String, _ url: String, _ lastChange: Timestamp?) -> String {
    var xml = Markup(.xml)
    xml.open(name)
    xml.element("loc", PercentEncoding.url(url))
    xml.element("lastmod", lastChange.map { $0.hasTime ? $0.rfc3339 : $0.day })
    xml.close(name)
    return xml.text
  }
}
