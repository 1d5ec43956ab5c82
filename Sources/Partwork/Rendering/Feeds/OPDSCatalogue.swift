import PartworkSupport

/// The catalogue of a site's e-books, for the programs that people read books with: OPDS 1.2, an Atom feed of what can
/// be downloaded ("acquisition feed").
struct OPDSCatalogue: Sendable {
  /// The media type of the catalogue.
  static let mediaType = "application/atom+xml;profile=opds-catalog;kind=acquisition"

  private let context: RenderContext

  init(_ context: RenderContext) { self.context = context }

  private var site: Site { context.site }

  /// What the catalogue is called.
  static func title(in site: Site) -> String { "\(site.settings.title.value) · \(site.words.text(.ebooks))" }

  var markup: Markup {
    let books = context.listings.books
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    xml.open(
      "feed",
      [
        "xmlns": "http://www.w3.org/2005/Atom", "xmlns:dc": "http://purl.org/dc/terms/",
        "xml:lang": site.settings.language.value,
      ])
    xml.element("id", url(Listings.catalogueURL))
    xml.element("title", Self.title(in: site))
    xml.element("updated", books.compactMap(lastChange).max()?.rfc3339 ?? "1970-01-01T00:00:00Z")
    xml.link("self", url(Listings.catalogueURL), Self.mediaType)
    xml.link("start", url(Listings.catalogueURL), Self.mediaType)
    xml.link("alternate", url("/series/"), "text/html")
    xml.open("author")
    xml.element("name", site.settings.title.value)
    xml.element("uri", url("/"))
    xml.close("author")
    for book in books { write(book, to: &xml) }
    xml.close("feed")
    return xml
  }

  private func write(_ handle: Handle<Series>, to xml: inout Markup) {
    let series = site.series[handle]
    xml.open("entry")
    xml.element("title", series.title)
    xml.element("id", site.settings.url.value.absolute(series.url))
    xml.element("updated", lastChange(of: handle)?.rfc3339)
    for credit in site.credits(of: handle) {
      xml.open("author")
      xml.element("name", site.authors[credit.author].name)
      xml.element("uri", url(site.authors[credit.author].url))
      xml.close("author")
    }
    xml.element("dc:language", site.language)
    xml.element("dc:publisher", site.settings.title.value)
    xml.element("dc:issued", parts(of: handle).map(\.date).max()?.day)
    xml.element("summary", series.description, ["type": "text"])
    if let picture = picture(of: handle) {
      xml.link("http://opds-spec.org/image", PercentEncoding.url(picture), Picture.mediaType(of: picture))
    }
    xml.link("alternate", url(series.url), "text/html")
    xml.link(
      "http://opds-spec.org/acquisition/open-access", series.bookURL.map(url) ?? "", Series.bookType)
    xml.close("entry")
  }

  private func parts(of handle: Handle<Series>) -> [Post] {
    site.series[handle].order.parts.compactMap(\.post).map { site.posts[$0] }
  }

  private func lastChange(of handle: Handle<Series>) -> Timestamp? { parts(of: handle).map(\.lastChange).max() }

  /// The absolute URL of the cover, if it is a picture that is published.
  private func picture(of handle: Handle<Series>) -> String? {
    if let drawn = context.plan.extras.covers[handle] { return site.url.absolute(drawn.url) }
    return context.picture(site.series[handle].image, of: site.series[handle].file)?.absoluteURL
  }

  private func url(_ path: String) -> String { PercentEncoding.url(site.url.absolute(path)) }
}

extension Markup {
  fileprivate mutating func link(_ relation: String, _ url: String, _ type: String?) {
    empty("link", ["rel": relation, "type": type, "href": url])
  }
}
