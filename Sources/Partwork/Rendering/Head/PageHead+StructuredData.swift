import PartworkMarkdown
import PartworkSupport

extension PageHead {
  /// Writes the page in the vocabulary of schema.org, as JSON-LD 1.1: the thing that the page is about, and the way to
  /// it.
  func writeStructuredData(to json: inout JSONWriter) {
    json.object { json in
      json.string("@context", "https://schema.org")
      json.array("@graph") { json in
        json.object { writeSubject(to: &$0) }
        if !page.breadcrumbs.isEmpty { json.object { write(page.breadcrumbs, "BreadcrumbList", "item", to: &$0) } }
      }
    }
  }

  private func writeSubject(to json: inout JSONWriter) {
    switch page.subject {
    case .home:
      writeRecord("WebSite", to: &json)
      writePublisher(to: &json)
    case .post(let post): write(site.posts[post], to: &json)
    case .series(let series), .wholeSeries(let series): write(series, to: &json)
    case .author(let list): write(site.authors[list.topic], to: &json)
    case .term(_, let list):
      writeCollection(list.posts.map { LabelledURL(label: site.posts[$0].title, url: site.posts[$0].url) }, to: &json)
    case .archive: writeCollection([], to: &json)
    case .seriesIndex(let index):
      writeCollection(
        index.series.map { LabelledURL(label: site.series[$0].title, url: site.series[$0].url) }, to: &json)
    case .termIndex(let kind):
      writeCollection(
        context.listings.terms(kind).map { LabelledURL(label: site.terms[$0].name, url: site.terms[$0].url) }, to: &json
      )
    case .authorIndex:
      writeCollection(
        context.listings.authorsByName.map { LabelledURL(label: site.authors[$0].name, url: site.authors[$0].url) },
        to: &json)
    case .plain, .search, .notFound:
      writeRecord("WebPage", to: &json)
      writeWebsite("isPartOf", to: &json)
      writeImage(to: &json)
    }
  }
}

extension PageHead {
  private func write(_ post: Post, to json: inout JSONWriter) {
    json.string("@type", "BlogPosting")
    writeURL("@id", to: &json)
    writeURL("url", to: &json)
    json.object("mainEntityOfPage") { json in
      json.string("@type", "WebPage")
      writeURL("@id", to: &json)
    }
    json.string("headline", page.title)
    json.string("alternativeHeadline", post.subtitle)
    writeSummary(to: &json)
    json.string("datePublished", post.date.rfc3339)
    json.string("dateModified", post.lastChange.rfc3339)
    writePersons(post.credits.map(\.author), to: &json)
    writePublisher(to: &json)
    writeImage(to: &json)
    json.list("articleSection", post.categories) { $0.element(site.terms[$1].name) }
    json.list("keywords", site.terms.keywords(of: post)) { $0.element(site.terms[$1].name) }
    json.integer("wordCount", post.body.wordCount)
    json.list("isPartOf", post.memberships) { json, membership in
      let series = site.series[membership.series]
      json.object { json in
        json.string("@type", "CreativeWorkSeries")
        json.url("@id", series.url, of: site.url)
        json.string("name", series.title)
        json.url("url", series.url, of: site.url)
      }
    }
    // In the order of `isPartOf`.
    if post.memberships.count == 1 {
      json.integer("position", post.memberships[0].place + 1)
    } else {
      json.list("position", post.memberships) { $0.element($1.place + 1) }
    }
  }

  private func write(_ series: Handle<Series>, to json: inout JSONWriter) {
    writeRecord("CreativeWorkSeries", to: &json)
    writePersons(context.credits(of: series).map(\.author), to: &json)
    writePublisher(to: &json)
    writeImage(to: &json)
    let parts = zip(1..., site.series[series].order.parts).filter { $0.1.post != nil }
    json.list("hasPart", parts) { json, part in
      guard let post = part.1.post.map({ site.posts[$0] }) else { return }
      json.object { json in
        json.string("@type", "BlogPosting")
        json.url("@id", post.url, of: site.url)
        json.string("headline", post.title)
        json.url("url", post.url, of: site.url)
        // Announced parts are counted too, so there may be gaps.
        json.integer("position", part.0)
        json.string("datePublished", post.date.rfc3339)
      }
    }
  }

  private func write(_ author: Author, to json: inout JSONWriter) {
    json.string("@type", "ProfilePage")
    writeURL("@id", to: &json)
    writeURL("url", to: &json)
    writeWebsite("isPartOf", to: &json)
    json.object("mainEntity") { json in
      json.string("@type", "Person")
      json.string("name", author.name)
      writeURL("url", to: &json)
      json.string("description", page.description)
      json.string("jobTitle", author.role)
      json.url("image", picture?.absoluteURL)
      let elsewhere = [author.website].compactMap { $0?.value } + author.links.map(\.url.value)
      json.list("sameAs", elsewhere.filter { $0.contains("://") }) { $0.element(PercentEncoding.url($1)) }
    }
  }

  private func writeCollection(_ links: [LabelledURL], to json: inout JSONWriter) {
    writeRecord("CollectionPage", to: &json)
    writeWebsite("isPartOf", to: &json)
    if !links.isEmpty { json.object("mainEntity") { write(links, "ItemList", "url", to: &$0) } }
  }
}

extension PageHead {
  /// What records of all types say about the page itself.
  private func writeRecord(_ type: String, to json: inout JSONWriter) {
    json.string("@type", type)
    writeURL("@id", to: &json)
    json.string("name", page.title)
    writeURL("url", to: &json)
    writeSummary(to: &json)
  }

  private func writeURL(_ name: StaticString, to json: inout JSONWriter) { json.url(name, page.url, of: site.url) }

  private func writeSummary(to json: inout JSONWriter) {
    json.string("description", page.description)
    json.string("inLanguage", page.language ?? site.language)
  }

  private func write(_ links: [LabelledURL], _ type: String, _ urlKey: StaticString, to json: inout JSONWriter) {
    json.string("@type", type)
    json.array("itemListElement") { json in
      for (index, link) in links.enumerated() {
        json.object { json in
          json.string("@type", "ListItem")
          json.integer("position", index + 1)
          json.string("name", link.label)
          json.url(urlKey, link.url, of: site.url)
        }
      }
    }
  }

  private func writePersons(_ authors: [Handle<Author>], to json: inout JSONWriter) {
    json.list("author", authors) { json, handle in
      let author = site.authors[handle]
      json.object { json in
        json.string("@type", "Person")
        json.string("name", author.name)
        json.url("url", author.url, of: site.url)
      }
    }
  }

  private func writeImage(to json: inout JSONWriter) {
    guard let picture else { return }
    json.object("image") { json in
      json.string("@type", "ImageObject")
      json.url("url", picture.absoluteURL)
      json.integer("width", picture.width)
      json.integer("height", picture.height)
      json.string("caption", picture.alt.isEmpty ? nil : picture.alt)
    }
  }

  private func writePublisher(to json: inout JSONWriter) {
    json.object("publisher") { json in
      json.string("@type", "Organization")
      json.string("name", site.settings.title.value)
      json.url("url", "/", of: site.url)
    }
  }

  private func writeWebsite(_ name: StaticString, to json: inout JSONWriter) {
    json.object(name) { json in
      json.string("@type", "WebSite")
      json.url("@id", "/", of: site.url)
      json.string("name", site.settings.title.value)
      json.url("url", "/", of: site.url)
    }
  }
}
