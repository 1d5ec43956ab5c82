import PartworkMarkdown

extension PageHead {
  /// The page in the vocabulary of schema.org, as JSON-LD 1.1: the thing that the page is about, and the way to it.
  ///
  /// Nil for a page without a URL: there is nothing to say about it.
  var structuredData: JSONText? {
    guard let url else { return nil }
    return .record([
      "@context": "https://schema.org",
      "@graph": .array([subject(url), breadcrumbs].compactMap { $0 }),
    ])
  }

  private func subject(_ url: String) -> JSONText {
    switch page.subject {
    case .home: record("WebSite", url, ["publisher": publisher])
    case .post(let post): blogPosting(site.posts[post], url)
    case .series(let series), .wholeSeries(let series): creativeWorkSeries(series, url)
    case .author(let list): profilePage(site.authors[list.topic], url)
    case .category(let list):
      collectionPage(list.posts.map { LabelledURL(label: site.posts[$0].title, url: site.posts[$0].url) }, url)
    case .archive: collectionPage([], url)
    case .seriesIndex(let index):
      collectionPage(
        index.series.map { LabelledURL(label: site.series[$0].title, url: site.series[$0].url) }, url)
    case .categoryIndex:
      collectionPage(
        context.listings.categoriesByName.map {
          LabelledURL(label: site.categories[$0].name, url: site.categories[$0].url)
        },
        url)
    case .authorIndex:
      collectionPage(
        context.listings.authorsByName.map { LabelledURL(label: site.authors[$0].name, url: site.authors[$0].url) }, url
      )
    case .plain, .notFound: record("WebPage", url, ["isPartOf": website, "image": image])
    }
  }
}

extension PageHead {
  private func blogPosting(_ post: Post, _ url: String) -> JSONText {
    let categories = post.categories.map { site.categories[$0].name }
    let positions = post.memberships.map { JSONText.integer($0.place + 1) }
    return .record([
      "@type": "BlogPosting", "@id": .url(url), "url": .url(url),
      "mainEntityOfPage": .record(["@type": "WebPage", "@id": .url(url)]),
      "headline": .string(page.title), "alternativeHeadline": post.subtitle.map(JSONText.string),
      "description": summary, "inLanguage": language,
      "datePublished": .string(post.date.rfc3339), "dateModified": .string(post.lastChange.rfc3339),
      "author": persons(post.credits.map(\.author)), "publisher": publisher, "image": image,
      "articleSection": .strings(categories), "keywords": .strings(categories),
      "wordCount": .integer(post.body.wordCount),
      "isPartOf": .list(
        post.memberships.map { membership in
          let series = site.series[membership.series]
          let url = JSONText.url(absolute(series.url))
          return .record(["@type": "CreativeWorkSeries", "@id": url, "name": .string(series.title), "url": url])
        }),
      // In the order of `isPartOf`.
      "position": positions.count == 1 ? positions.first : .list(positions),
    ])
  }

  private func creativeWorkSeries(_ series: Handle<Series>, _ url: String) -> JSONText {
    let parts = site.series[series].order.parts.enumerated().compactMap { place, part -> JSONText? in
      guard let post = part.post.map({ site.posts[$0] }) else { return nil }
      let url = JSONText.url(absolute(post.url))
      return .record([
        "@type": "BlogPosting", "@id": url, "headline": .string(post.title), "url": url,
        // Announced parts are counted too, so there may be gaps.
        "position": .integer(place + 1), "datePublished": .string(post.date.rfc3339),
      ])
    }
    let authors = context.signatures(of: series).map(\.author)
    return record(
      "CreativeWorkSeries", url,
      ["author": persons(authors), "publisher": publisher, "image": image, "hasPart": .list(parts)])
  }

  private func profilePage(_ author: Author, _ url: String) -> JSONText {
    let elsewhere = [author.website].compactMap { $0?.value } + author.links.map(\.url.value)
    return .record([
      "@type": "ProfilePage", "@id": .url(url), "url": .url(url), "isPartOf": website,
      "mainEntity": .record([
        "@type": "Person", "name": .string(author.name), "url": .url(url), "description": summary,
        "jobTitle": author.role.map(JSONText.string), "image": picture.map { .url($0.absoluteURL) },
        "sameAs": .list(elsewhere.filter { $0.contains("://") }.map(JSONText.url)),
      ]),
    ])
  }

  private func collectionPage(_ links: [LabelledURL], _ url: String) -> JSONText {
    let list = links.isEmpty ? nil : itemList("ItemList", links, urlKey: "url")
    return record("CollectionPage", url, ["isPartOf": website, "mainEntity": list])
  }

  private var breadcrumbs: JSONText? {
    page.breadcrumbs.isEmpty ? nil : itemList("BreadcrumbList", page.breadcrumbs, urlKey: "item")
  }
}

extension PageHead {
  /// A record of `type` about the page itself, with `more` after what all such records say.
  private func record(_ type: String, _ url: String, _ more: KeyValuePairs<String, JSONText?>) -> JSONText {
    .record(
      [
        "@type": .string(type), "@id": .url(url), "name": .string(page.title), "url": .url(url),
        "description": summary, "inLanguage": language,
      ], more)
  }

  private func itemList(_ type: String, _ links: [LabelledURL], urlKey: String) -> JSONText {
    let items = links.enumerated().map { index, link in
      JSONText.record([
        "@type": "ListItem", "position": .integer(index + 1), "name": .string(link.label),
        urlKey: .url(absolute(link.url)),
      ])
    }
    return .record(["@type": .string(type), "itemListElement": .array(items)])
  }

  private func persons(_ authors: [Handle<Author>]) -> JSONText? {
    .list(
      authors.map { handle in
        let author = site.authors[handle]
        return .record(["@type": "Person", "name": .string(author.name), "url": .url(absolute(author.url))])
      })
  }

  private var summary: JSONText? { page.description.map(JSONText.string) }

  private var language: JSONText { .string(site.settings.language.value) }

  private var image: JSONText? {
    picture.map { picture in
      .record([
        "@type": "ImageObject", "url": .url(picture.absoluteURL), "width": picture.width.map(JSONText.integer),
        "height": picture.height.map(JSONText.integer), "caption": picture.alt.isEmpty ? nil : .string(picture.alt),
      ])
    }
  }

  private var publisher: JSONText {
    .record(["@type": "Organization", "name": .string(site.settings.title.value), "url": .url(absolute("/"))])
  }

  private var website: JSONText {
    let url = JSONText.url(absolute("/"))
    return .record(["@type": "WebSite", "@id": url, "name": .string(site.settings.title.value), "url": url])
  }
}
