/// A feed in the JSON Feed format, version 1.1 (https://www.jsonfeed.org/version/1.1/), with the full text of each
/// post.
struct JSONFeed: Sendable {
  let plan: FeedPlan
  let context: RenderContext

  init(_ plan: FeedPlan, in context: RenderContext) {
    self.plan = plan
    self.context = context
  }

  /// The feed, in UTF-8.
  var utf8: [UInt8] {
    JSONWriter.text(.indented) { json in
      json.object { json in
        json.string("version", "https://jsonfeed.org/version/1.1")
        json.string("title", plan.title)
        json.url("home_page_url", plan.homeURL, of: site.url)
        if let url = plan.jsonURL { json.url("feed_url", url, of: site.url) }
        json.string("description", plan.subtitle)
        json.string("language", site.settings.language.value)
        json.list("authors", plan.authors) { write($1, to: &$0) }
        json.array("items") { json in for post in plan.posts { write(site.posts[post], to: &json) } }
      }
    }
  }

  private var site: Site { context.site }

  private func write(_ post: Post, to json: inout JSONWriter) {
    json.object { json in
      json.string("language", context.other(post))
      let id = post.feedID
      if id.hasPrefix("/") { json.url("id", id, of: site.url) } else { json.string("id", id) }
      json.url("url", post.url, of: site.url)
      json.string("title", post.title)
      context.feedHTML(of: post).withUnsafeBufferPointer { json.string("content_html", utf8: $0) }
      json.string("summary", post.summary)
      json.url("image", context.picture(post.image, of: post.file)?.absoluteURL)
      json.string("date_published", post.date.rfc3339)
      json.string("date_modified", post.updated?.rfc3339)
      json.list("authors", post.credits) { write($1.author, to: &$0) }
      json.list("tags", site.terms.keywords(of: post)) { $0.element(site.terms[$1].name) }
    }
  }

  private func write(_ handle: Handle<Author>, to json: inout JSONWriter) {
    let author = site.authors[handle]
    json.object { json in
      json.string("name", author.name)
      json.url("url", author.url, of: site.url)
      json.url("avatar", context.picture(author.avatar, of: author.file)?.absoluteURL)
    }
  }
}
