/// A feed in the JSON Feed format, version 1.1 (https://www.jsonfeed.org/version/1.1/), with the full text of each
/// post.
struct JSONFeed: Sendable {
  let plan: FeedPlan
  let context: RenderContext

  init(_ plan: FeedPlan, in context: RenderContext) {
    self.plan = plan
    self.context = context
  }

  var json: JSONText {
    .record([
      "version": "https://jsonfeed.org/version/1.1",
      "title": .string(plan.title),
      "home_page_url": url(plan.homeURL),
      "feed_url": plan.jsonURL.map(url),
      "description": plan.subtitle.map(JSONText.string),
      "language": .string(site.settings.language.value),
      "authors": .list(plan.authors.map(author)),
      "items": .array(plan.posts.map { item(site.posts[$0]) }),
    ])
  }

  private var site: Site { context.site }

  private func url(_ url: String) -> JSONText { .url(site.url.absolute(url)) }

  private func item(_ post: Post) -> JSONText {
    .record([
      "id": url(post.url),
      "url": url(post.url),
      "title": .string(post.title),
      "content_html": .string(String(decoding: context.feedHTML(of: post), as: UTF8.self)),
      "summary": post.summary.map(JSONText.string),
      "image": context.picture(post.image, of: post.file).map { .url($0.absoluteURL) },
      "date_published": .string(post.date.rfc3339),
      "date_modified": (post.updated?.rfc3339).map(JSONText.string),
      "authors": .list(post.credits.map { author($0.author) }),
      "tags": .strings(post.categories.map { site.categories[$0].name }),
    ])
  }

  private func author(_ handle: Handle<Author>) -> JSONText {
    let author = site.authors[handle]
    return .record([
      "name": .string(author.name),
      "url": url(author.url),
      "avatar": context.picture(author.avatar, of: author.file).map { .url($0.absoluteURL) },
    ])
  }
}
