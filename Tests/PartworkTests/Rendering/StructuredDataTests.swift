import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct StructuredDataTests {
  @Test func `a post is a BlogPosting that is part of a series`() async throws {
    let posting = try graph(try await Almanac.prepared().head("/posts/neap-tides/"))[0]
    #expect(posting["@type"] as? String == "BlogPosting")
    #expect(posting["headline"] as? String == "Neap tides < spring tides")
    #expect(posting["alternativeHeadline"] as? String == "When the moon pulls sideways")
    #expect(posting["datePublished"] as? String == "2026-03-12T00:00:00Z")
    #expect(posting["dateModified"] as? String == "2026-04-01T08:00:00Z")
    #expect(posting["wordCount"] as? Int == 2)
    #expect(posting["keywords"] as? [String] == ["The Sea", "Moon"])
    #expect(posting["position"] as? Int == 2)
    let authors = try #require(posting["author"] as? [[String: String]])
    #expect(authors.map { $0["@type"] } == ["Person", "Person"])
    #expect(authors.map { $0["name"] } == ["The editors", "The tide tables"])
    let series = try #require(posting["isPartOf"] as? [[String: String]])
    #expect(series.map { $0["@type"] } == ["CreativeWorkSeries"])
    #expect(series.map { $0["url"] } == ["https://almanac.example/series/tides/"])
    let page = try #require(posting["mainEntityOfPage"] as? [String: String])
    #expect(page["@id"] == "https://almanac.example/posts/neap-tides/")
    let image = try #require(posting["image"] as? [String: Any])
    #expect(image["width"] as? Int == 1056)
    #expect(image["caption"] as? String == "The moon")
  }

  @Test func `a post in several series has a position in each, in their order`() async throws {
    let moon = seriesText("The moon", "parts: [{title: One}, {title: Two}, neap-tides]")
    let site = try await Almanac.prepared(files: ["series/moon.md": moon])
    let posting = try graph(site.head("/posts/neap-tides/"))[0]
    #expect((posting["isPartOf"] as? [[String: String]])?.map { $0["name"] } == ["Tides", "The moon"])
    #expect(posting["position"] as? [Int] == [2, 3])
  }

  @Test func `a post without a series is not part of one`() async throws {
    let site = try await SiteText(["posts/a.md": postText("A", "2026-03-12")]).prepared()
    let posting = try graph(site.head("/posts/a/"))[0]
    #expect(posting["isPartOf"] == nil)
    #expect(posting["position"] == nil)
    #expect(posting["dateModified"] as? String == "2026-03-12T00:00:00Z")
  }

  @Test func `breadcrumbs lead from the home page to this one`() async throws {
    let list = try #require(try graph(try await Almanac.prepared().head("/posts/neap-tides/")).last)
    #expect(list["@type"] as? String == "BreadcrumbList")
    let items = try #require(list["itemListElement"] as? [[String: Any]])
    #expect(items.map { $0["position"] as? Int } == [1, 2, 3])
    #expect(items.map { $0["name"] as? String } == ["The Almanac", "Tides", "Neap tides < spring tides"])
    #expect(items[1]["item"] as? String == "https://almanac.example/series/tides/")
  }

  @Test func `a series has its readable parts and their authors`() async throws {
    let tides = seriesText("Tides", "parts: [tides, {title: Announced}, neap-tides, spring-tides]")
    let site = try await Almanac.prepared(files: ["series/tides.md": tides])
    for url in ["/series/tides/", "/series/tides/all/"] {
      let series = try graph(site.head(url))[0]
      #expect(series["@type"] as? String == "CreativeWorkSeries")
      #expect((series["author"] as? [[String: String]])?.map { $0["name"] } == ["The editors", "The tide tables"])
      let parts = try #require(series["hasPart"] as? [[String: Any]])
      #expect(parts.map { $0["headline"] as? String } == ["Tides", "Neap tides < spring tides", "Spring tides"])
      #expect(parts.map { $0["position"] as? Int } == [1, 3, 4])
    }
  }

  @Test func `an author page is about a person`() async throws {
    let page = try graph(try await Almanac.prepared().head("/authors/editors/"))[0]
    #expect(page["@type"] as? String == "ProfilePage")
    let person = try #require(page["mainEntity"] as? [String: Any])
    #expect(person["@type"] as? String == "Person")
    #expect(person["jobTitle"] as? String == "Editors")
    #expect(person["sameAs"] as? [String] == ["https://social.example/@editors"])
    #expect(person["image"] as? String == "https://almanac.example/moon.gif")
  }

  @Test(arguments: [
    ("/authors/", ["The editors", "The tide tables"]), ("/categories/", ["Moon", "The Sea"]), ("/series/", ["Tides"]),
    ("/categories/moon/", ["Neap tides < spring tides"]),
  ])
  func `a list page lists its items in order`(url: String, names: [String]) async throws {
    let page = try graph(try await Almanac.prepared().head(url))[0]
    #expect(page["@type"] as? String == "CollectionPage")
    let list = try #require((page["mainEntity"] as? [String: Any])?["itemListElement"] as? [[String: Any]])
    #expect(list.map { $0["name"] as? String } == names)
    #expect(list.map { $0["position"] as? Int } == Array(1...names.count))
  }

  @Test func `the home page is the website, and a plain page is one of its pages`() async throws {
    let site = try await Almanac.prepared()
    #expect(try graph(site.head("/"))[0]["@type"] as? String == "WebSite")
    let page = try graph(site.head("/about/"))[0]
    #expect(page["@type"] as? String == "WebPage")
    #expect((page["isPartOf"] as? [String: String])?["@id"] == "https://almanac.example/")
  }

  @Test func `no title ends the script that it is in`() async throws {
    let title = "</script><script>alert(1)</script>"
    let head = try await Almanac.prepared(title: title).head("/posts/neap-tides/")
    #expect(try graph(head)[0]["headline"] as? String == title)
    #expect(head.text.components(separatedBy: "</script>").count == 2)
  }

  /// The things that the page's JSON-LD is about.
  private func graph(_ head: PageHead) throws -> [[String: Any]] {
    let html = head.text
    let start = try #require(html.range(of: "<script type=\"application/ld+json\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = try JSONSerialization.jsonObject(with: Data(html[start.upperBound..<end.lowerBound].utf8))
    let object = try #require(json as? [String: Any])
    #expect(object["@context"] as? String == "https://schema.org")
    return try #require(object["@graph"] as? [[String: Any]])
  }
}
