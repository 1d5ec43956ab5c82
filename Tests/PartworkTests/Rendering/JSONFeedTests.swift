import Foundation
import Partwork
import Testing

@Suite struct JSONFeedTests {
  @Test func `a feed has the members of JSON Feed, in this order`() throws {
    var entry = try FeedEntry.neapTides()
    entry.html = "<p>Weak.</p>"
    entry.imageURL = "https://almanac.example/posts/neap-tides/moon.jpg"
    entry.authors[0].avatarURL = "https://almanac.example/editors.png"
    #expect(
      Feed.example([entry], authors: [FeedAuthor(name: "The editors")]).json() == """
        {
          "version": "https://jsonfeed.org/version/1.1",
          "title": "The Almanac",
          "home_page_url": "https://almanac.example/",
          "feed_url": "https://almanac.example/feed.json",
          "description": "Tides & tables",
          "language": "en-GB",
          "authors": [
            {
              "name": "The editors"
            }
          ],
          "items": [
            {
              "id": "https://almanac.example/posts/neap-tides/",
              "url": "https://almanac.example/posts/neap-tides/",
              "title": "Neap tides < spring tides",
              "content_html": "<p>Weak.</p>",
              "summary": "The weak ones",
              "image": "https://almanac.example/posts/neap-tides/moon.jpg",
              "date_published": "2026-03-12T00:00:00Z",
              "date_modified": "2026-04-01T08:00:00Z",
              "authors": [
                {
                  "name": "The editors",
                  "url": "https://almanac.example/authors/editors/",
                  "avatar": "https://almanac.example/editors.png"
                },
                {
                  "name": "The tide tables"
                }
              ],
              "tags": [
                "The Sea",
                "Moon"
              ]
            }
          ]
        }

        """)
  }

  @Test func `items is there even when it is empty`() throws {
    let json = try JSONSerialization.jsonObject(with: Data(Feed.example([]).json().utf8))
    let items = (json as? [String: Any])?["items"] as? [Any]
    #expect(items?.isEmpty == true)
  }

  @Test func `a post that was never updated has no date of change`() throws {
    var entry = try FeedEntry.neapTides()
    entry.updated = nil
    #expect(!Feed.example([entry]).json().contains("date_modified"))
  }
}
