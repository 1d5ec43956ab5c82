extension Head {
  /// The page in the vocabulary of schema.org, as JSON-LD 1.1: the thing that the page is about, and the way to it.
  ///
  /// Nil for a page without a URL: there is nothing to say of it.
  var structuredData: JSONText? {
    guard let url else { return nil }
    return .record([
      "@context": "https://schema.org",
      "@graph": .array([subject(url), breadcrumbList].compactMap { $0 }),
    ])
  }
}

extension Head {
  private func subject(_ url: String) -> JSONText {
    switch kind {
    case .home: website(url)
    case .article(let article): blogPosting(article, url)
    case .series(let series): creativeWorkSeries(series, url)
    case .profile(let profile): profilePage(profile, url)
    case .list(let items): collectionPage(items, url)
    case .page: webPage(url)
    }
  }

  private func website(_ url: String) -> JSONText {
    .record([
      "@type": "WebSite", "@id": .url(url), "name": .string(site.title), "url": .url(url), "description": summary,
      "inLanguage": .string(site.language), "publisher": publisher,
    ])
  }

  private func blogPosting(_ article: HeadArticle, _ url: String) -> JSONText {
    let positions = article.series.map { JSONText.integer($0.position) }
    return .record([
      "@type": "BlogPosting", "@id": .url(url), "url": .url(url),
      "mainEntityOfPage": .record(["@type": "WebPage", "@id": .url(url)]),
      "headline": .string(title), "alternativeHeadline": article.subtitle.map(JSONText.string),
      "description": summary, "inLanguage": .string(site.language),
      "datePublished": .string(article.published.rfc3339),
      "dateModified": .string((article.updated ?? article.published).rfc3339),
      "author": .list(article.authors.map(\.person)), "publisher": publisher, "image": picture,
      "articleSection": .strings(article.categories), "keywords": .strings(article.categories),
      "wordCount": .integer(article.wordCount),
      "isPartOf": .list(
        article.series.map { membership in
          .record([
            "@type": "CreativeWorkSeries", "@id": .url(membership.series.url),
            "name": .string(membership.series.label), "url": .url(membership.series.url),
          ])
        }),
      // In the order of `isPartOf`.
      "position": positions.count == 1 ? positions.first : .list(positions),
    ])
  }

  private func creativeWorkSeries(_ series: HeadSeries, _ url: String) -> JSONText {
    .record([
      "@type": "CreativeWorkSeries", "@id": .url(url), "name": .string(title), "url": .url(url),
      "description": summary, "inLanguage": .string(site.language), "author": .list(series.authors.map(\.person)),
      "publisher": publisher, "image": picture,
      "hasPart": .list(
        series.parts.map { part in
          .record([
            "@type": "BlogPosting", "@id": .url(part.link.url), "headline": .string(part.link.label),
            "url": .url(part.link.url), "position": .integer(part.position),
            "datePublished": .string(part.published.rfc3339),
          ])
        }),
    ])
  }

  private func profilePage(_ profile: HeadProfile, _ url: String) -> JSONText {
    .record([
      "@type": "ProfilePage", "@id": .url(url), "url": .url(url), "isPartOf": website,
      "mainEntity": .record([
        "@type": "Person", "name": .string(profile.name), "url": .url(url), "description": summary,
        "jobTitle": profile.role.map(JSONText.string), "image": (image?.url).map(JSONText.url),
        "sameAs": .list(profile.links.map(JSONText.url)),
      ]),
    ])
  }

  private func collectionPage(_ items: [HeadLink], _ url: String) -> JSONText {
    .record([
      "@type": "CollectionPage", "@id": .url(url), "name": .string(title), "url": .url(url), "description": summary,
      "inLanguage": .string(site.language), "isPartOf": website,
      "mainEntity": items.isEmpty
        ? nil
        : .record([
          "@type": "ItemList",
          "itemListElement": .array(
            items.enumerated().map { index, item in
              .record([
                "@type": "ListItem", "position": .integer(index + 1), "name": .string(item.label),
                "url": .url(item.url),
              ])
            }),
        ]),
    ])
  }

  private func webPage(_ url: String) -> JSONText {
    .record([
      "@type": "WebPage", "@id": .url(url), "name": .string(title), "url": .url(url), "description": summary,
      "inLanguage": .string(site.language), "isPartOf": website, "image": picture,
    ])
  }
}

extension Head {
  private var breadcrumbList: JSONText? {
    guard !breadcrumbs.isEmpty else { return nil }
    return .record([
      "@type": "BreadcrumbList",
      "itemListElement": .array(
        breadcrumbs.enumerated().map { index, crumb in
          .record([
            "@type": "ListItem", "position": .integer(index + 1), "name": .string(crumb.label),
            "item": .url(crumb.url),
          ])
        }),
    ])
  }

  private var summary: JSONText? { description.map(JSONText.string) }

  private var picture: JSONText? {
    image.map { image in
      .record([
        "@type": "ImageObject", "url": .url(image.url), "width": image.width.map(JSONText.integer),
        "height": image.height.map(JSONText.integer), "caption": image.alt.isEmpty ? nil : .string(image.alt),
      ])
    }
  }

  private var publisher: JSONText {
    .record(["@type": "Organization", "name": .string(site.title), "url": .url(site.url)])
  }

  private var website: JSONText {
    .record(["@type": "WebSite", "@id": .url(site.url), "name": .string(site.title), "url": .url(site.url)])
  }
}

extension HeadLink {
  fileprivate var person: JSONText {
    .record(["@type": "Person", "name": .string(label), "url": .url(url)])
  }
}
