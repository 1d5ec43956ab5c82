import PartworkSupport

extension Head {
  /// The block that a theme places once in the `head` of a page, behind its `title`: one tag a line.
  ///
  /// It follows HTML for `meta` and `link`, the Open Graph protocol (https://ogp.me), and schema.org for its JSON-LD.
  package func metadata() -> String {
    var html = Markup(.html)
    html.meta("description", description)
    for author in article?.authors ?? [] { html.meta("author", author.label) }
    if !isIndexed { html.meta("robots", "noindex") }
    html.link("canonical", url)
    html.link("prev", previousURL)
    html.link("next", nextURL)
    for feed in feeds {
      html.empty(
        "link",
        [
          "rel": "alternate", "type": feed.format.rawValue, "title": feed.title, "href": PercentEncoding.url(feed.url),
        ])
    }
    openGraph(&html)
    if let structuredData {
      html.raw("<script type=\"application/ld+json\">\(structuredData.text(.script))</script>\n")
    }
    return html.text
  }

  var article: HeadArticle? {
    if case .article(let article) = kind { article } else { nil }
  }
}

extension Head {
  private func openGraph(_ html: inout Markup) {
    html.property("og:type", openGraphType)
    html.property("og:title", title)
    html.property("og:description", description)
    html.property("og:url", url.map(PercentEncoding.url))
    html.property("og:site_name", site.title)
    html.property("og:locale", locale)
    if let article {
      html.property("article:published_time", article.published.rfc3339)
      html.property("article:modified_time", article.updated?.rfc3339)
      for author in article.authors { html.property("article:author", PercentEncoding.url(author.url)) }
      html.property("article:section", article.categories.first)
      for category in article.categories { html.property("article:tag", category) }
    }
    let card = image.flatMap { $0.isDrawing ? nil : $0 }
    if let card {
      html.property("og:image", PercentEncoding.url(card.url))
      html.property("og:image:width", card.width.map { String($0) })
      html.property("og:image:height", card.height.map { String($0) })
      html.property("og:image:alt", card.alt.isEmpty ? nil : card.alt)
    }
    html.meta("twitter:card", card == nil ? "summary" : "summary_large_image")
  }

  private var openGraphType: String {
    switch kind {
    case .article: "article"
    case .profile: "profile"
    case .home, .series, .list, .page: "website"
    }
  }

  /// The site's language with its territory, as in `en_GB`; nil where it names none, since guessing would be wrong often.
  private var locale: String? {
    let subtags = site.language.split(separator: "-")
    guard let language = subtags.first, let territory = subtags.dropFirst().first(where: { $0.utf8.count == 2 }) else {
      return nil
    }
    return "\(language.lowercased())_\(territory.uppercased())"
  }
}

extension Markup {
  fileprivate mutating func meta(_ name: String, _ content: String?) {
    guard let content else { return }
    empty("meta", ["name": name, "content": content])
  }

  fileprivate mutating func property(_ name: String, _ content: String?) {
    guard let content else { return }
    empty("meta", ["property": name, "content": content])
  }

  fileprivate mutating func link(_ relation: String, _ url: String?) {
    guard let url else { return }
    empty("link", ["rel": relation, "href": PercentEncoding.url(url)])
  }
}
