import Foundation
import Testing

@testable import Partwork

@Suite struct JSONFeedTests {
  @Test func `a feed has the members of JSON Feed, in this order`() async throws {
    let site = try await Almanac.prepared()
    #expect(
      String(decoding: JSONFeed(site.feed("neap-tides", authors: ["tables"]), in: site.context).utf8, as: UTF8.self)
        == #"""
        {
          "version": "https://jsonfeed.org/version/1.1",
          "title": "The Almanac",
          "home_page_url": "https://almanac.example/",
          "feed_url": "https://almanac.example/feed.json",
          "description": "Tides & tables",
          "language": "en-GB",
          "authors": [
            {
              "name": "The tide tables",
              "url": "https://almanac.example/authors/tables/"
            }
          ],
          "items": [
            {
              "id": "https://almanac.example/posts/neap-tides/",
              "url": "https://almanac.example/posts/neap-tides/",
              "title": "Neap tides < spring tides",
              "content_html": "<p>See <a href=\"https://almanac.example/about/?a=1&amp;b=2\">about</a>.</p>\n",
              "summary": "The \"weak\" ones",
              "image": "https://almanac.example/moon.gif",
              "date_published": "2026-03-12T00:00:00Z",
              "date_modified": "2026-04-01T08:00:00Z",
              "authors": [
                {
                  "name": "The editors",
                  "url": "https://almanac.example/authors/editors/",
                  "avatar": "https://almanac.example/moon.gif"
                },
                {
                  "name": "The tide tables",
                  "url": "https://almanac.example/authors/tables/"
                }
              ],
              "tags": [
                "The Sea",
                "Moon"
              ]
            }
          ]
        }

        """#)
  }

  @Test func `items is present even if it is empty`() async throws {
    let site = try await Almanac.prepared()
    let text = String(decoding: JSONFeed(site.feed(), in: site.context).utf8, as: UTF8.self)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let items = (json as? [String: Any])?["items"] as? [Any]
    #expect(items?.isEmpty == true)
  }

  @Test func `a post that was never updated has no modification date`() async throws {
    let site = try await Almanac.prepared()
    #expect(
      !String(decoding: JSONFeed(site.feed("tides"), in: site.context).utf8, as: UTF8.self).contains("date_modified"))
  }
}
