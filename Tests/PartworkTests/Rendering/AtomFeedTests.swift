import Partwork
import Testing

@Suite struct AtomFeedTests {
  @Test func `a feed says whose it is and where it is`() throws {
    let xml = XMLElements(Feed.example([try .neapTides()]).atom())
    #expect(xml.texts("feed/title") == ["The Almanac"])
    #expect(xml.texts("feed/subtitle") == ["Tides & tables"])
    #expect(xml.texts("feed/id") == ["https://almanac.example/feed.xml"])
    #expect(xml.texts("feed/generator") == ["Partwork"])
    #expect(xml.attributes("rel", of: "feed/link") == ["self", "alternate"])
    #expect(
      xml.attributes("href", of: "feed/link")
        == ["https://almanac.example/feed.xml", "https://almanac.example/"])
    #expect(xml.attributes("xmlns", of: "feed") == ["http://www.w3.org/2005/Atom"])
    #expect(xml.attributes("xml:lang", of: "feed") == ["en-GB"])
  }

  @Test func `an entry names its post, all authors and all categories`() throws {
    let xml = XMLElements(Feed.example([try .neapTides()]).atom())
    #expect(xml.texts("feed/entry/title") == ["Neap tides < spring tides"])
    #expect(xml.texts("feed/entry/id") == ["https://almanac.example/posts/neap-tides/"])
    #expect(xml.texts("feed/entry/published") == ["2026-03-12T00:00:00Z"])
    #expect(xml.texts("feed/entry/updated") == ["2026-04-01T08:00:00Z"])
    #expect(xml.texts("feed/entry/summary") == ["The weak ones"])
    #expect(xml.texts("feed/entry/author/name") == ["The editors", "The tide tables"])
    #expect(xml.texts("feed/entry/author/uri") == ["https://almanac.example/authors/editors/"])
    #expect(xml.attributes("term", of: "feed/entry/category") == ["sea", "moon"])
    #expect(xml.attributes("label", of: "feed/entry/category") == ["The Sea", "Moon"])
  }

  @Test func `an entry holds the whole post as escaped HTML`() throws {
    let entry = try FeedEntry.neapTides()
    let xml = XMLElements(Feed.example([entry]).atom())
    #expect(xml.attributes("type", of: "feed/entry/content") == ["html"])
    #expect(xml.texts("feed/entry/content") == [entry.html])
  }

  @Test func `an entry leads to its series and to the parts around it`() throws {
    let xml = XMLElements(Feed.example([try .neapTides()]).atom())
    #expect(xml.attributes("rel", of: "feed/entry/link") == ["alternate", "prev", "next", "collection"])
    #expect(
      xml.attributes("href", of: "feed/entry/link") == [
        "https://almanac.example/posts/neap-tides/", "https://almanac.example/posts/tides/",
        "https://almanac.example/posts/spring-tides/", "https://almanac.example/series/tides/",
      ])
  }

  @Test func `a feed is as new as its newest entry`() throws {
    let older = FeedEntry(
      title: "Old", url: "https://almanac.example/posts/old/", html: "", published: try instant("2026-03-31"))
    let xml = XMLElements(Feed.example([older, try .neapTides()]).atom())
    #expect(xml.texts("feed/updated") == ["2026-04-01T08:00:00Z"])
    #expect(xml.texts("feed/entry/updated") == ["2026-03-31T00:00:00Z", "2026-04-01T08:00:00Z"])
  }

  @Test func `a feed without entries has the date and the author that it must have`() {
    let xml = XMLElements(Feed.example([]).atom())
    #expect(xml.texts("feed/updated") == ["1970-01-01T00:00:00Z"])
    #expect(xml.texts("feed/author/name") == ["The Almanac"])
  }

  @Test func `a feed speaks for itself where an entry has no author`() throws {
    var entry = try FeedEntry.neapTides()
    #expect(XMLElements(Feed.example([entry]).atom()).texts("feed/author/name").isEmpty)
    entry.authors = []
    #expect(XMLElements(Feed.example([entry]).atom()).texts("feed/author/name") == ["The Almanac"])
    let signed = Feed.example([entry], authors: [FeedAuthor(name: "The editors")])
    #expect(XMLElements(signed.atom()).texts("feed/author/name") == ["The editors"])
  }

  /// RFC 4287, sections 4.1.1 and 4.1.2; of links, only the alternate one is counted.
  @Test func `a feed and an entry have each element as often as they must`() throws {
    let xml = XMLElements(Feed.example([try .neapTides()]).atom())
    func counts(in parent: String) -> [String: Int] {
      let paths = xml.elements.filter { $0.path != "\(parent)/link" || $0.attributes["rel"] == "alternate" }.map(\.path)
      let names = paths.filter { $0.hasPrefix(parent + "/") }.map { $0.dropFirst(parent.count + 1) }
      return Dictionary(names.filter { !$0.contains("/") }.map { (String($0), 1) }, uniquingKeysWith: +)
    }
    #expect(
      counts(in: "feed")
        == ["title": 1, "subtitle": 1, "id": 1, "updated": 1, "link": 1, "generator": 1, "entry": 1])
    #expect(
      counts(in: "feed/entry") == [
        "title": 1, "id": 1, "link": 1, "published": 1, "updated": 1, "summary": 1, "content": 1, "author": 2,
        "category": 2,
      ])
  }

  @Test func `characters that XML forbids are left out`() throws {
    var entry = try FeedEntry.neapTides()
    entry.title = "a\u{0}b\u{B}c\u{1F}d\u{FFFE}e\u{FFFF}f\u{FFFD}g\u{1F30A}"
    entry.html = "<p>\u{8}one\ttwo\nthree\u{1B}</p>"
    let text = Feed.example([entry]).atom()
    let xml = XMLElements(text)
    #expect(xml.texts("feed/entry/title") == ["abcdef\u{FFFD}g\u{1F30A}"])
    #expect(xml.texts("feed/entry/content") == ["<p>one\ttwo\nthree</p>"])
  }

  @Test func `quotation marks do not end an attribute`() throws {
    var entry = try FeedEntry.neapTides()
    entry.categories = [FeedCategory(slug: "sea", name: "The \"sea\" <&> 'moon'")]
    let xml = XMLElements(Feed.example([entry]).atom())
    #expect(xml.attributes("label", of: "feed/entry/category") == ["The \"sea\" <&> 'moon'"])
  }

  @Test func `URLs are in ASCII`() throws {
    var entry = try FeedEntry.neapTides()
    entry.url = "https://almanac.example/posts/гавань/"
    let xml = XMLElements(Feed.example([entry]).atom())
    #expect(
      xml.texts("feed/entry/id") == ["https://almanac.example/posts/%D0%B3%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C/"])
  }

  @Test(.enabled(if: hasXMLLint, "xmllint (libxml2-utils) is not installed"))
  func `another parser takes the feed too`() throws {
    var entry = try FeedEntry.neapTides()
    entry.html = String((0..<0x100).compactMap { Unicode.Scalar($0) }.map(Character.init)) + "]]>"
    try expectXMLLint(Feed.example([entry, try .neapTides()]).atom())
  }
}
