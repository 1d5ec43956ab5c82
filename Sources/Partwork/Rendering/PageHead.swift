import PartworkMarkdown

/// What a page tells machines about itself, taken from the page's description and the site.
extension Page {
  func head(in context: RenderContext) -> Head {
    let site = context.site
    func absolute(_ url: String) -> String { site.url.absolute(url) }
    func links(_ credits: [Signature]) -> [HeadLink] {
      credits.map { HeadLink(label: site.authors[$0.author].name, url: absolute(site.authors[$0.author].url)) }
    }
    let neighbours = neighbours(in: site)
    return Head(
      site: HeadSite(
        title: site.settings.title.value, url: absolute("/"), description: site.settings.description,
        language: site.settings.language.value),
      title: title,
      description: description,
      url: kind == .notFound ? nil : absolute(url),
      kind: headKind(in: context, absolute: absolute, links: links),
      image: picture(in: context).map {
        HeadImage(url: $0.absoluteURL, alt: $0.alt, width: $0.width, height: $0.height)
      },
      breadcrumbs: breadcrumbs.map { HeadLink(label: $0.label, url: absolute($0.url)) },
      previousURL: neighbours.previous.map(absolute),
      nextURL: neighbours.next.map(absolute),
      feeds: feeds(in: site),
      isIndexed: notice == nil && kind != .notFound
    )
  }

  private func headKind(
    in context: RenderContext, absolute: (String) -> String, links: ([Signature]) -> [HeadLink]
  ) -> Head.Kind {
    let site = context.site
    func posts(_ handles: [Handle<Post>]) -> [HeadLink] {
      handles.map { HeadLink(label: site.posts[$0].title, url: absolute(site.posts[$0].url)) }
    }
    switch subject {
    case .home: return .home
    case .post(let handle):
      let post = site.posts[handle]
      return .article(
        HeadArticle(
          subtitle: post.subtitle, published: post.date, updated: post.updated,
          authors: links(post.credits.map(\.signature)), categories: post.categories.map { site.categories[$0].name },
          wordCount: post.body.wordCount,
          series: post.memberships.map {
            let series = site.series[$0.series]
            return HeadMembership(
              series: HeadLink(label: series.title, url: absolute(series.url)), position: $0.place + 1)
          }))
    case .series(let handle), .wholeSeries(let handle):
      let parts = site.series[handle].order.parts.enumerated().compactMap { place, part in
        part.post.map { post in
          HeadSeries.Part(
            link: HeadLink(label: site.posts[post].title, url: absolute(site.posts[post].url)), position: place + 1,
            published: site.posts[post].date)
        }
      }
      return .series(HeadSeries(authors: links(context.signatures(of: handle)), parts: parts))
    case .author(let list):
      let author = site.authors[list.topic]
      let elsewhere = [author.website].compactMap { $0?.value } + author.links.map(\.url.value)
      return .profile(
        HeadProfile(name: author.name, role: author.role, links: elsewhere.filter { $0.contains("://") }))
    case .category(let list): return .list(posts(Array(list.posts)))
    case .archive: return .list([])
    case .seriesIndex(let index):
      return .list(
        index.series.map { HeadLink(label: site.series[$0].title, url: absolute(site.series[$0].url)) })
    case .categoryIndex:
      return .list(
        context.listings.categoriesByName.map {
          HeadLink(label: site.categories[$0].name, url: absolute(site.categories[$0].url))
        })
    case .authorIndex:
      return .list(
        context.listings.authorsByName.map {
          HeadLink(label: site.authors[$0].name, url: absolute(site.authors[$0].url))
        })
    case .plain, .notFound: return .page
    }
  }

  private func picture(in context: RenderContext) -> Picture? {
    let site = context.site
    return switch subject {
    case .post(let post): context.picture(site.posts[post].image, from: site.posts[post].file)
    case .series(let series), .wholeSeries(let series):
      context.picture(site.series[series].image, from: site.series[series].file)
    case .author(let list): context.picture(site.authors[list.topic].avatar, from: site.authors[list.topic].file)
    case .plain(let page): context.picture(site.pages[page].image, from: site.pages[page].file)
    case .category(let list):
      site.categories[list.topic].file.flatMap {
        context.picture(site.categories[list.topic].image, from: $0)
      }
    default: nil
    }
  }

  /// The site-relative URLs before and after this page: in the post's first series, or among a list's pages.
  private func neighbours(in site: Site) -> (previous: String?, next: String?) {
    switch subject {
    case .post(let handle):
      let neighbours = site.neighbours(of: handle)
      return (neighbours.previous.map { site.posts[$0].url }, neighbours.next.map { site.posts[$0].url })
    case .category(let list): return (list.page.newerURL, list.page.olderURL)
    case .author(let list): return (list.page.newerURL, list.page.olderURL)
    case .seriesIndex(let index): return (index.page.newerURL, index.page.olderURL)
    case .archive(let archive): return (archive.page?.newerURL, archive.page?.olderURL)
    default: return (nil, nil)
    }
  }

  private func feeds(in site: Site) -> [HeadFeed] {
    var feeds: [HeadFeed] = []
    if let feedURL, feedURL != "/feed.xml" {
      feeds.append(HeadFeed(.atom, title: title, url: site.url.absolute(feedURL)))
    }
    let title = site.settings.title.value
    feeds.append(HeadFeed(.atom, title: title, url: site.url.absolute("/feed.xml")))
    feeds.append(HeadFeed(.json, title: title, url: site.url.absolute("/feed.json")))
    return feeds
  }
}
