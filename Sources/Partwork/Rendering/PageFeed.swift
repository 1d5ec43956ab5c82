/// A feed's posts with their text, taken from the feed's description and the site.
extension FeedPlan {
  func feed(in context: RenderContext) -> Feed {
    let site = context.site
    return Feed(
      title: title,
      subtitle: subtitle,
      language: site.settings.language.value,
      homeURL: site.url.absolute(homeURL),
      atomURL: site.url.absolute(atomURL),
      jsonURL: jsonURL.map(site.url.absolute),
      authors: authors.map { FeedAuthor($0, in: context) },
      entries: posts.map { FeedEntry($0, in: context) }
    )
  }
}

extension FeedEntry {
  fileprivate init(_ handle: Handle<Post>, in context: RenderContext) {
    let site = context.site
    let post = site.posts[handle]
    let neighbours = site.neighbours(of: handle)
    self.init(
      title: post.title,
      url: site.url.absolute(post.url),
      html: context.html(post.body, of: post.file, in: .feed(slug: post.slug)) ?? "",
      summary: post.summary,
      published: post.date,
      updated: post.updated,
      authors: post.credits.map { FeedAuthor($0.author, in: context) },
      categories: post.categories.map { FeedCategory(slug: site.categories[$0].slug, name: site.categories[$0].name) },
      imageURL: context.picture(post.image, from: post.file)?.absoluteURL,
      series: post.memberships.map {
        FeedSeries(title: site.series[$0.series].title, url: site.url.absolute(site.series[$0.series].url))
      },
      previousURL: neighbours.previous.map { site.url.absolute(site.posts[$0].url) },
      nextURL: neighbours.next.map { site.url.absolute(site.posts[$0].url) }
    )
  }
}

extension FeedAuthor {
  fileprivate init(_ handle: Handle<Author>, in context: RenderContext) {
    let author = context.site.authors[handle]
    self.init(
      name: author.name, url: context.site.url.absolute(author.url),
      avatarURL: context.picture(author.avatar, from: author.file)?.absoluteURL)
  }
}
