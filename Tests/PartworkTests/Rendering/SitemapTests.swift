import PartworkSupport
import Testing

@testable import Partwork

@Suite struct SitemapTests {
  @Test func `a page has its URL and the date of its content`() throws {
    let files = Sitemap(urls: [
      SitemapURL("https://almanac.example/", lastChange: try instant("2026-03-12T09:30:00Z")),
      SitemapURL("https://almanac.example/posts/a/", lastChange: try instant("2026-03-12")),
      SitemapURL("https://almanac.example/posts/é&b/"),
    ]).files(siteURL: "https://almanac.example/")
    #expect(files.map(\.path) == ["sitemap.xml"])
    let xml = XMLElements(files[0].xml.text)
    #expect(
      xml.texts("urlset/url/loc") == [
        "https://almanac.example/", "https://almanac.example/posts/a/", "https://almanac.example/posts/%C3%A9&b/",
      ])
    #expect(xml.texts("urlset/url/lastmod") == ["2026-03-12T09:30:00Z", "2026-03-12"])
    #expect(xml.attributes("xmlns", of: "urlset") == ["http://www.sitemaps.org/schemas/sitemap/0.9"])
  }

  @Test func `too many pages for one file are split, and an index lists the parts`() throws {
    let days = ["2026-03-12", "2026-03-14", "2026-03-13"]
    let urls = try days.enumerated().map { number, day in
      SitemapURL("https://almanac.example/\(number)/", lastChange: try instant(day))
    }
    let files = Sitemap(urls: urls, mostURLs: 2).files(siteURL: "https://almanac.example/")
    #expect(files.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"])
    let index = XMLElements(files[0].xml.text)
    #expect(
      index.texts("sitemapindex/sitemap/loc")
        == ["https://almanac.example/sitemap-1.xml", "https://almanac.example/sitemap-2.xml"])
    #expect(index.texts("sitemapindex/sitemap/lastmod") == ["2026-03-14", "2026-03-13"])
    let parts = files.dropFirst().flatMap { XMLElements($0.xml.text).texts("urlset/url/loc") }
    #expect(parts == urls.map(\.text))
  }

  @Test func `no file is larger than allowed`() {
    let urls = (0..<100).map { SitemapURL("https://almanac.example/posts/\($0)/") }
    let files = Sitemap(urls: urls, mostBytes: 1000).files(siteURL: "https://almanac.example/")
    #expect(files.dropFirst().allSatisfy { $0.xml.utf8.count <= 1000 })
    #expect(files.dropFirst().flatMap { XMLElements($0.xml.text).texts("urlset/url/loc") } == urls.map(\.text))
  }

  @Test func `as many pages as allowed are one file`() {
    let urls = (0..<3).map { SitemapURL("https://almanac.example/\($0)/") }
    let files = Sitemap(urls: urls, mostURLs: 3).files(siteURL: "https://almanac.example/")
    #expect(files.map(\.path) == ["sitemap.xml"])
  }

  @Test func `a site without pages has an empty sitemap`() {
    let files = Sitemap(urls: []).files(siteURL: "https://almanac.example/")
    #expect(files.map(\.path) == ["sitemap.xml"])
    #expect(XMLElements(files[0].xml.text).elements.map(\.path) == ["urlset"])
  }
}
