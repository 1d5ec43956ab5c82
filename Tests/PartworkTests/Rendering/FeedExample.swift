import Foundation
import Partwork
import Testing

/// The instant that an RFC 3339 text names, shown in UTC.
func instant(_ text: String) throws -> Timestamp {
  let utc = try #require(TimeZone(identifier: "UTC"))
  return try #require(Timestamp(rfc3339: text, in: utc))
}

extension Feed {
  /// A feed of the Almanac with `entries`.
  static func example(_ entries: [FeedEntry], authors: [FeedAuthor] = []) -> Feed {
    Feed(
      title: "The Almanac", subtitle: "Tides & tables", language: "en-GB", homeURL: "https://almanac.example/",
      atomURL: "https://almanac.example/feed.xml", jsonURL: "https://almanac.example/feed.json", authors: authors,
      entries: entries)
  }
}

extension FeedEntry {
  /// The second part of a series on tides, written by two.
  static func neapTides() throws -> FeedEntry {
    FeedEntry(
      title: "Neap tides < spring tides", url: "https://almanac.example/posts/neap-tides/",
      html: "<p>See <a href=\"https://almanac.example/about/?a=1&amp;b=2\">about</a>.</p>", summary: "The weak ones",
      published: try instant("2026-03-12"), updated: try instant("2026-04-01T08:00:00Z"),
      authors: [
        FeedAuthor(name: "The editors", url: "https://almanac.example/authors/editors/"),
        FeedAuthor(name: "The tide tables"),
      ],
      categories: [FeedCategory(slug: "sea", name: "The Sea"), FeedCategory(slug: "moon", name: "Moon")],
      series: [FeedSeries(title: "Tides", url: "https://almanac.example/series/tides/")],
      previousURL: "https://almanac.example/posts/tides/", nextURL: "https://almanac.example/posts/spring-tides/")
  }
}
