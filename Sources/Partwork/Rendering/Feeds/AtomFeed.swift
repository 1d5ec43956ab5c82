import PartworkSupport

extension Feed {
  /// The feed in the Atom Syndication Format (RFC 4287).
  package func atom() -> String {
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    xml.open("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language])
    xml.element("title", title)
    xml.element("subtitle", subtitle)
    xml.element("id", PercentEncoding.url(atomURL))
    xml.element("updated", lastChange)
    xml.empty("link", ["rel": "self", "type": "application/atom+xml", "href": PercentEncoding.url(atomURL)])
    xml.empty("link", ["rel": "alternate", "type": "text/html", "href": PercentEncoding.url(homeURL)])
    for author in accountableAuthors { xml.author(author) }
    xml.element("generator", "Partwork")
    for entry in entries { xml.entry(entry) }
    xml.close("feed")
    return xml.text
  }

  /// The newest change of an entry, so that a feed without news stays the same to the byte. A feed must have a date even
  /// without entries: it is then the beginning of Unix time.
  private var lastChange: String {
    entries.map(\.lastChange).max()?.rfc3339 ?? "1970-01-01T00:00:00Z"
  }

  /// The feed's authors. A feed must have one unless every entry has (section 4.1.1): the feed then speaks for itself.
  private var accountableAuthors: [FeedAuthor] {
    if !authors.isEmpty || !entries.isEmpty && entries.allSatisfy({ !$0.authors.isEmpty }) { return authors }
    return [FeedAuthor(name: title, url: homeURL)]
  }
}

extension Markup {
  fileprivate mutating func author(_ author: FeedAuthor) {
    open("author")
    element("name", author.name)
    element("uri", author.url.map(PercentEncoding.url))
    close("author")
  }

  fileprivate mutating func entry(_ entry: FeedEntry) {
    open("entry")
    element("title", entry.title)
    element("id", PercentEncoding.url(entry.url))
    empty("link", ["rel": "alternate", "type": "text/html", "href": PercentEncoding.url(entry.url)])
    // Registered link relations: "prev" and "next" run through a series, "collection" is the series (RFC 6573).
    for (relation, url) in [("prev", entry.previousURL), ("next", entry.nextURL)] {
      if let url { empty("link", ["rel": relation, "href": PercentEncoding.url(url)]) }
    }
    for series in entry.series {
      empty("link", ["rel": "collection", "href": PercentEncoding.url(series.url), "title": series.title])
    }
    element("published", entry.published.rfc3339)
    element("updated", entry.lastChange.rfc3339)
    for author in entry.authors { self.author(author) }
    for category in entry.categories { empty("category", ["term": category.slug, "label": category.name]) }
    element("summary", entry.summary)
    element("content", entry.html, ["type": "html"])
    close("entry")
  }
}
