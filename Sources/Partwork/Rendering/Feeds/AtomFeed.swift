import PartworkSupport

/// A feed in the Atom Syndication Format (RFC 4287), with the full text of each post.
///
/// IDs are URIs: a feed's ID is its own URL, and an entry's is the post's `id`, else its first URL.
struct AtomFeed: Sendable {
  let plan: FeedPlan
  let context: RenderContext

  init(_ plan: FeedPlan, in context: RenderContext) {
    self.plan = plan
    self.context = context
  }

  var markup: Markup {
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    xml.open("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.settings.language.value])
    xml.element("title", plan.title)
    xml.element("subtitle", plan.subtitle)
    xml.id(plan.atomURL, of: site.url)
    xml.element("updated", lastChange)
    xml.link("self", plan.atomURL, of: site.url, type: "application/atom+xml")
    xml.link("alternate", plan.homeURL, of: site.url, type: "text/html")
    for author in plan.authors { write(author, to: &xml) }
    if needsAuthor { xml.author(plan.title, plan.homeURL, of: site.url) }
    xml.element("generator", "Partwork")
    for post in plan.posts { writeEntry(post, to: &xml) }
    xml.close("feed")
    return xml
  }

  private var site: Site { context.site }

  /// The latest change of a post, so that a feed without news stays the same to the byte. A feed needs a date even
  /// without entries: it is then that of the site, or the start of Unix time if the site has no posts.
  private var lastChange: String {
    let last = plan.posts.map { site.posts[$0].lastChange }.max() ?? context.listings.lastChange
    return last?.rfc3339 ?? "1970-01-01T00:00:00Z"
  }

  /// Whether the feed must be its own author: it needs one unless each of its entries has one (section 4.1.1).
  private var needsAuthor: Bool {
    plan.authors.isEmpty && (plan.posts.isEmpty || plan.posts.contains { site.posts[$0].credits.isEmpty })
  }

  private func write(_ author: Handle<Author>, to xml: inout Markup) {
    xml.author(site.authors[author].name, site.authors[author].url, of: site.url)
  }

  private func writeEntry(_ handle: Handle<Post>, to xml: inout Markup) {
    let post = site.posts[handle]
    let neighbours = site.neighbours(of: handle)
    xml.open("entry", ["xml:lang": context.other(post)])
    xml.element("title", post.title)
    xml.id(post.feedID, of: site.url)
    xml.link("alternate", post.url, of: site.url, type: "text/html")
    // Registered link relations: "prev" and "next" run through a series, "collection" is the series (RFC 6573).
    if let previous = neighbours.previous { xml.link("prev", site.posts[previous].url, of: site.url) }
    if let next = neighbours.next { xml.link("next", site.posts[next].url, of: site.url) }
    for series in post.memberships.map({ site.series[$0.series] }) {
      xml.link("collection", series.url, of: site.url, title: series.title)
    }
    if let picture = context.picture(post.image, of: post.file) {
      xml.empty(
        "link",
        [
          "rel": "enclosure", "type": Picture.mediaType(of: picture.absoluteURL),
          "href": PercentEncoding.url(picture.absoluteURL),
        ])
    }
    xml.element("published", post.date.rfc3339)
    xml.element("updated", post.lastChange.rfc3339)
    for credit in post.credits { write(credit.author, to: &xml) }
    for category in site.terms.keywords(of: post).map({ site.terms[$0] }) {
      xml.empty("category", ["term": category.slug, "label": category.name])
    }
    xml.element("summary", post.summary)
    xml.cdata("content", context.feedHTML(of: post), ["type": "html"])
    xml.close("entry")
  }
}

extension Markup {
  /// Writes an ID: a path of the site, or a URI.
  fileprivate mutating func id(_ id: String, of site: SiteURL) {
    raw("<id>")
    if id.hasPrefix("/") { url(id, of: site) } else { escaped(id) }
    raw("</id>\n")
  }

  fileprivate mutating func link(
    _ relation: StaticString, _ path: String, of site: SiteURL, type: StaticString? = nil, title: String? = nil
  ) {
    raw("<link rel=\"")
    raw(relation)
    if let type {
      raw("\" type=\"")
      raw(type)
    }
    raw("\" href=\"")
    url(path, of: site)
    if let title {
      raw("\" title=\"")
      escaped(title)
    }
    raw("\"/>\n")
  }

  fileprivate mutating func author(_ name: String, _ path: String, of site: SiteURL) {
    open("author")
    element("name", name)
    raw("<uri>")
    url(path, of: site)
    raw("</uri>\n")
    close("author")
  }
}

extension Picture {
  /// The media type of the picture at `url`, by the ending of its file; nil for others.
  static func mediaType(of url: String) -> String? {
    switch url.prefix(while: { $0 != "?" && $0 != "#" }).split(separator: ".").last?.lowercased() {
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "avif": "image/avif"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}

extension RenderContext {
  /// The whole post for a feed, with absolute URLs.
  func feedHTML(of post: Post) -> [UInt8] { html(post.body, of: post.file, in: .feed(slug: post.slug)) ?? [] }
}
