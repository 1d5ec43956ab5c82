import Foundation
import Partwork
import Testing

@Suite struct StructuredDataTests {
  @Test func `a post is a BlogPosting that is part of a series`() throws {
    let head = Head.neapTides(try .neapTides())
    let posting = try graph(head)[0]
    #expect(posting["@type"] as? String == "BlogPosting")
    #expect(posting["headline"] as? String == "Neap tides")
    #expect(posting["alternativeHeadline"] as? String == "When the moon pulls sideways")
    #expect(posting["datePublished"] as? String == "2026-03-12T00:00:00Z")
    #expect(posting["dateModified"] as? String == "2026-04-01T08:00:00Z")
    #expect(posting["wordCount"] as? Int == 812)
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
  }

  @Test func `a post in several series has a position in each, in their order`() throws {
    var article = try HeadArticle.neapTides()
    article.series.append(
      HeadMembership(series: HeadLink(label: "The moon", url: "https://almanac.example/series/moon/"), position: 5))
    let posting = try graph(.neapTides(article))[0]
    #expect((posting["isPartOf"] as? [[String: String]])?.map { $0["name"] } == ["Tides", "The moon"])
    #expect(posting["position"] as? [Int] == [2, 5])
  }

  @Test func `a post in no series is part of none`() throws {
    var article = try HeadArticle.neapTides()
    article.series = []
    article.updated = nil
    let posting = try graph(.neapTides(article))[0]
    #expect(posting["isPartOf"] == nil)
    #expect(posting["position"] == nil)
    #expect(posting["dateModified"] as? String == "2026-03-12T00:00:00Z")
  }

  @Test func `breadcrumbs lead from the home page to this one`() throws {
    let list = try #require(try graph(.neapTides(try .neapTides())).last)
    #expect(list["@type"] as? String == "BreadcrumbList")
    let items = try #require(list["itemListElement"] as? [[String: Any]])
    #expect(items.map { $0["position"] as? Int } == [1, 2, 3])
    #expect(items.map { $0["name"] as? String } == ["The Almanac", "Tides", "Neap tides"])
    #expect(items[1]["item"] as? String == "https://almanac.example/series/tides/")
  }

  @Test func `a series has its readable parts`() throws {
    let part = HeadSeries.Part(
      link: HeadLink(label: "Neap tides", url: "https://almanac.example/posts/neap-tides/"), position: 2,
      published: try instant("2026-03-12"))
    let series = try graph(.page(kind: .series(HeadSeries(parts: [part]))))[0]
    #expect(series["@type"] as? String == "CreativeWorkSeries")
    let parts = try #require(series["hasPart"] as? [[String: Any]])
    #expect(parts.map { $0["headline"] as? String } == ["Neap tides"])
    #expect(parts.map { $0["position"] as? Int } == [2])
  }

  @Test func `an author page is about a person`() throws {
    let profile = HeadProfile(name: "The editors", role: "Editors", links: ["https://social.example/@editors"])
    let page = try graph(.page(kind: .profile(profile)))[0]
    #expect(page["@type"] as? String == "ProfilePage")
    let person = try #require(page["mainEntity"] as? [String: Any])
    #expect(person["@type"] as? String == "Person")
    #expect(person["jobTitle"] as? String == "Editors")
    #expect(person["sameAs"] as? [String] == ["https://social.example/@editors"])
  }

  @Test func `a list page lists its items in order`() throws {
    let items = [HeadLink(label: "A", url: "https://almanac.example/a/"), HeadLink(label: "B", url: "/b/")]
    let page = try graph(.page(kind: .list(items)))[0]
    #expect(page["@type"] as? String == "CollectionPage")
    let list = try #require((page["mainEntity"] as? [String: Any])?["itemListElement"] as? [[String: Any]])
    #expect(list.map { $0["name"] as? String } == ["A", "B"])
    #expect(list.map { $0["position"] as? Int } == [1, 2])
  }

  @Test func `the home page is the website, and a plain page is a page of it`() throws {
    #expect(try graph(.page(kind: .home))[0]["@type"] as? String == "WebSite")
    let page = try graph(.page(kind: .page))[0]
    #expect(page["@type"] as? String == "WebPage")
    #expect((page["isPartOf"] as? [String: String])?["@id"] == "https://almanac.example/")
  }

  @Test func `no title ends the script that it stands in`() throws {
    var head = Head.page()
    head.title = "</script><script>alert(1)</script>"
    #expect(try graph(head)[0]["name"] as? String == head.title)
    #expect(head.metadata().components(separatedBy: "</script>").count == 2)
  }

  /// The things that the page's JSON-LD speaks of.
  private func graph(_ head: Head) throws -> [[String: Any]] {
    let html = head.metadata()
    let start = try #require(html.range(of: "<script type=\"application/ld+json\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = try JSONSerialization.jsonObject(with: Data(html[start.upperBound..<end.lowerBound].utf8))
    let object = try #require(json as? [String: Any])
    #expect(object["@context"] as? String == "https://schema.org")
    return try #require(object["@graph"] as? [[String: Any]])
  }
}
