import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite struct AtomFeedTests {
  @Test func `a feed says what it is and where it is`() async throws {
    let site = try await Almanac.prepared()
    let xml = site.atom(site.feed("neap-tides"))
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

  @Test func `an entry names its post, all authors and all categories`() async throws {
    let site = try await Almanac.prepared()
    let xml = site.atom(site.feed("neap-tides"))
    #expect(xml.texts("feed/entry/title") == ["Neap tides < spring tides"])
    #expect(xml.texts("feed/entry/id") == ["https://almanac.example/posts/neap-tides/"])
    #expect(xml.texts("feed/entry/published") == ["2026-03-12T00:00:00Z"])
    #expect(xml.texts("feed/entry/updated") == ["2026-04-01T08:00:00Z"])
    #expect(xml.texts("feed/entry/summary") == ["The \"weak\" ones"])
    #expect(xml.texts("feed/entry/author/name") == ["The editors", "The tide tables"])
    #expect(
      xml.texts("feed/entry/author/uri")
        == ["https://almanac.example/authors/editors/", "https://almanac.example/authors/tables/"])
    #expect(xml.attributes("term", of: "feed/entry/category") == ["the-sea", "moon"])
    #expect(xml.attributes("label", of: "feed/entry/category") == ["The Sea", "Moon"])
  }

  @Test func `an entry has the whole post as HTML with absolute URLs`() async throws {
    let site = try await Almanac.prepared()
    let xml = site.atom(site.feed("neap-tides"))
    #expect(xml.attributes("type", of: "feed/entry/content") == ["html"])
    #expect(
      xml.texts("feed/entry/content")
        == ["<p>See <a href=\"https://almanac.example/about/?a=1&amp;b=2\">about</a>.</p>\n"])
  }

  @Test(arguments: [
    ("[x](?x=1)", "https://example.com/b/posts/a/?x=1"),
    ("[x](?x=1&y=2#here)", "https://example.com/b/posts/a/?x=1&amp;y=2#here"),
    ("[x](#here)", "https://example.com/b/posts/a/#here"),
    ("[x]()", "https://example.com/b/posts/a/"),
    ("[x](//cdn.example/a)", "https://cdn.example/a"),
    ("![x](//cdn.example/a.png)", "https://cdn.example/a.png"),
    ("[x](b.md?x=1)", "https://example.com/b/posts/b/?x=1"),
    ("[x](/posts/b/?x=1#there)", "https://example.com/b/posts/b/?x=1#there"),
    ("[x](../notes.pdf?v=2)", "https://example.com/b/notes.pdf?v=2"),
    ("[x](mailto:a@example.org)", "mailto:a@example.org"),
  ])
  func `links in a feed are absolute`(markdown: String, url: String) async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/b/\n",
      "posts/a.md": postText("A", "2026-03-13", body: "\(markdown)\n\n## Here\n"),
      "posts/b.md": postText("B", "2026-03-12", body: "## There\n"),
      "notes.pdf": "",
    ]).prepared()
    #expect(site.diagnostics == [])
    let atom = XMLElements(try #require(site.output("feed.xml")))
    #expect(atom.texts("feed/entry/content").first?.contains("=\"\(url)\"") == true)
    #expect(try #require(site.output("feed.json")).contains("=\\\"\(url)\\\""))
  }

  @Test(arguments: [
    ("image: a.jpg", "https://example.com/posts/a/a.jpg", "image/jpeg"),
    ("image: {src: a.PNG, alt: A}", "https://example.com/posts/a/a.PNG", "image/png"),
    ("image: /pictures/two words.webp", "https://example.com/pictures/two%20words.webp", "image/webp"),
    ("image: https://cdn.example/a.gif?w=100&h=20", "https://cdn.example/a.gif?w=100&h=20", "image/gif"),
    ("image: https://cdn.example/a", "https://cdn.example/a", ""),
  ])
  func `an entry has the picture of its post`(image: String, url: String, type: String) async throws {
    let site = try await SiteText([
      "posts/a/index.md": postText("A", "2026-03-13", image),
      "posts/a/a.jpg": "", "posts/a/a.PNG": "", "pictures/two words.webp": "",
    ]).prepared()
    let atom = XMLElements(try #require(site.output("feed.xml")))
    #expect(atom.attributes("rel", of: "feed/entry/link") == ["alternate", "enclosure"])
    #expect(atom.attributes("href", of: "feed/entry/link").last == url)
    #expect(atom.attributes("type", of: "feed/entry/link").last == type)
  }

  @Test func `an entry links to its series and to the parts around it`() async throws {
    let site = try await Almanac.prepared()
    let xml = site.atom(site.feed("neap-tides"))
    #expect(xml.attributes("rel", of: "feed/entry/link") == ["alternate", "prev", "next", "collection", "enclosure"])
    #expect(
      xml.attributes("href", of: "feed/entry/link") == [
        "https://almanac.example/posts/neap-tides/", "https://almanac.example/posts/tides/",
        "https://almanac.example/posts/spring-tides/", "https://almanac.example/series/tides/",
        "https://almanac.example/moon.gif",
      ])
  }

  @Test func `a feed is as new as its newest entry`() async throws {
    let site = try await Almanac.prepared()
    let xml = site.atom(site.feed("spring-tides", "neap-tides"))
    #expect(xml.texts("feed/updated") == ["2026-04-01T08:00:00Z"])
    #expect(xml.texts("feed/entry/updated") == ["2026-03-20T00:00:00Z", "2026-04-01T08:00:00Z"])
  }

  @Test func `a feed without entries has the required date and author`() async throws {
    let site = try await Almanac.prepared()
    let xml = site.atom(site.feed())
    #expect(xml.texts("feed/updated") == ["2026-04-01T08:00:00Z"])
    #expect(xml.texts("feed/author/name") == ["The Almanac"])
    #expect(try await SiteText([:]).prepared().output("feed.xml")?.contains("1970-01-01T00:00:00Z") == true)
  }

  @Test func `a feed is its own author if an entry has none`() async throws {
    let site = try await Almanac.prepared()
    #expect(site.atom(site.feed("neap-tides")).texts("feed/author/name").isEmpty)
    #expect(site.atom(site.feed("neap-tides", "tides")).texts("feed/author/name") == ["The Almanac"])
    let signed = site.feed("neap-tides", "tides", authors: ["editors"])
    #expect(site.atom(signed).texts("feed/author/name") == ["The editors"])
  }

  /// RFC 4287, sections 4.1.1 and 4.1.2; of links, only the alternate one is counted.
  @Test func `a feed and an entry have the required number of each element`() async throws {
    let site = try await Almanac.prepared()
    let xml = site.atom(site.feed("neap-tides"))
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

  @Test func `characters that XML forbids are left out`() async throws {
    let title = #""abcde\uFFFDf\U0001F30A""#
    let site = try await Almanac.prepared(
      title: title, files: ["posts/tides.md": postText("Tides", body: "\u{8}one\ttwo\nthree\u{1B}")])
    let xml = site.atom(site.feed("neap-tides", "tides"))
    #expect(xml.texts("feed/entry/title") == ["abcde\u{FFFD}f\u{1F30A}", "Tides"])
    #expect(xml.texts("feed/entry/content").last == "<p>one\ttwo\nthree</p>\n")
  }

  @Test func `quotation marks do not end an attribute`() async throws {
    let site = try await Almanac.prepared(neapTides: #"categories: ["The \"sea\" <&> 'moon'"]"#)
    let xml = site.atom(site.feed("neap-tides"))
    #expect(xml.attributes("label", of: "feed/entry/category") == ["The \"sea\" <&> 'moon'"])
  }

  @Test func `URLs are in ASCII`() async throws {
    let site = try await Almanac.prepared(neapTides: "permalink: /posts/гавань/")
    let xml = site.atom(site.feed("neap-tides"))
    #expect(
      xml.texts("feed/entry/id") == ["https://almanac.example/posts/%D0%B3%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C/"])
  }

  @Test(.enabled(if: hasXMLLint, "xmllint (libxml2-utils) is not installed"))
  func `another parser accepts the feed`() async throws {
    let all = String((0x20..<0x100).compactMap { Unicode.Scalar($0) }.map(Character.init)) + "\u{1}\u{8}]]>"
    let site = try await Almanac.prepared(files: ["posts/tides.md": postText("Tides", body: "````\n\(all)\n````")])
    try expectXMLLint(AtomFeed(site.feed("tides", "neap-tides"), in: site.context).markup.text)
  }
}
