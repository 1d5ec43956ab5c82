import PartworkSupport

extension Feed {
  /// The feed in the JSON Feed format, version 1.1 (https://www.jsonfeed.org/version/1.1/).
  package func json() -> String {
    JSONText.record([
      "version": "https://jsonfeed.org/version/1.1",
      "title": .string(title),
      "home_page_url": .url(homeURL),
      "feed_url": jsonURL.map(JSONText.url),
      "description": subtitle.map(JSONText.string),
      "language": .string(language),
      "authors": .list(authors.map(\.json)),
      "items": .array(entries.map(\.json)),
    ]).text(.indented)
  }
}

extension JSONText {
  /// A URL in ASCII.
  static func url(_ url: String) -> JSONText { .string(PercentEncoding.url(url)) }
}

extension FeedEntry {
  fileprivate var json: JSONText {
    .record([
      "id": .url(url),
      "url": .url(url),
      "title": .string(title),
      "content_html": .string(html),
      "summary": summary.map(JSONText.string),
      "image": imageURL.map(JSONText.url),
      "date_published": .string(published.rfc3339),
      "date_modified": (updated?.rfc3339).map(JSONText.string),
      "authors": .list(authors.map(\.json)),
      "tags": .strings(categories.map(\.name)),
    ])
  }
}

extension FeedAuthor {
  fileprivate var json: JSONText {
    .record([
      "name": .string(name),
      "url": url.map(JSONText.url),
      "avatar": avatarURL.map(JSONText.url),
    ])
  }
}
