import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Pages that stay short however large the site") struct BoundedListTests {
  /// A site of `posts` posts of one author and category over two years, the first `parts` of them in one series.
  private func site(
    posts: Int, parts: Int = 0, series: Int = 0, settings: String = "", templates: [String: MarkedText]
  ) -> SiteText {
    var texts: [String: MarkedText] = [
      "authors/ann.md": "---\nname: Ann\n---\n",
      "site.yml": MarkedText("title: S\nurl: https://example.com/\n\(settings)\n"),
    ]
    for number in 0..<posts {
      let date = "\(2024 + number % 2)-01-\(number % 28 < 9 ? "0" : "")\(number % 28 + 1)"
      let line = number < parts ? "\nseries: long\npart: \(number + 1)" : ""
      texts["posts/p\(number).md"] = postText("P\(number)", date, "author: ann\ncategories: [News]" + line)
    }
    if parts > 0 { texts["series/long.md"] = seriesText("Long") }
    for number in 0..<series {
      texts["series/s\(number).md"] = seriesText("S\(number)", "status: announced\nparts: [{title: Later}]")
    }
    return SiteText(texts.merging(templates.map { ("templates/\($0.key).mustache", $0.value) }) { $1 })
  }

  @Test func `an author's posts are spread over pages, with the series on the first`() async throws {
    let site = try await site(
      posts: 25, parts: 3,
      templates: [
        "author":
          "{{#seriesList}}[{{title}}]{{/seriesList}}{{#posts}}.{{/posts}}{{#pagination}}{{olderURL}}{{/pagination}}"
      ]
    ).prepared()
    #expect(site.html("/authors/ann/") == "[Long]........../authors/ann/page/2/")
    #expect(site.html("/authors/ann/page/2/") == "........../authors/ann/page/3/")
    #expect(site.html("/authors/ann/page/3/") == ".....")
    #expect(site.html("/authors/ann/page/4/") == nil)
  }

  @Test func `a long list links to its first and last pages and those nearby`() async throws {
    let pages = "{{#pagination}}{{#pages}}{{#hasGap}}…{{/hasGap}}{{number}} {{/pages}}{{/pagination}}"
    let site = try await site(posts: 200, templates: ["category": MarkedText(pages)]).prepared()
    #expect(site.html("/categories/news/") == "1 2 3 …20 ")
    #expect(site.html("/categories/news/page/10/") == "1 …8 9 10 11 12 …20 ")
    #expect(site.html("/categories/news/page/20/") == "1 …18 19 20 ")
  }

  @Test func `all pages of a short list are linked`() async throws {
    let pages = "{{#pagination}}{{#pages}}{{#hasGap}}…{{/hasGap}}{{number}} {{/pages}}{{/pagination}}"
    let site = try await site(posts: 90, templates: ["category": MarkedText(pages)]).prepared()
    #expect(site.html("/categories/news/page/5/") == "1 2 3 4 5 6 7 8 9 ")
  }

  private let archive: MarkedText =
    "{{#years}}{{year}}:{{postCount}}{{#url}}@{{url}}{{/url}}{{#posts}}.{{/posts}} {{/years}}{{#pagination}}{{olderURL}}{{/pagination}}"

  @Test func `a short archive is one page`() async throws {
    let site = try await site(posts: 4, templates: ["archive": archive]).prepared()
    #expect(site.html("/archive/") == "2025:2.. 2024:2.. ")
    #expect(site.html("/archive/2025/") == nil)
  }

  @Test func `a long archive has a page for each year, and several for a long year`() async throws {
    let site = try await site(posts: 700, templates: ["archive": archive]).prepared()
    #expect(site.html("/archive/") == "2025:350@/archive/2025/ 2024:350@/archive/2024/ ")
    #expect(site.html("/archive/2025/") == "2025:350" + String(repeating: ".", count: 300) + " /archive/2025/page/2/")
    #expect(site.html("/archive/2025/page/2/") == "2025:350" + String(repeating: ".", count: 50) + " ")
  }

  @Test func `home shows six series, and the page of all series twenty-four`() async throws {
    let site = try await site(
      posts: 1, series: 30,
      templates: [
        "home": "{{#seriesList}}.{{/seriesList}}{{#hasMoreSeries}}more{{/hasMoreSeries}}",
        "series-index": "{{#seriesList}}.{{/seriesList}}{{#pagination}}{{number}}/{{total}}{{/pagination}}",
      ]
    ).prepared()
    #expect(site.html("/") == "......more")
    #expect(site.html("/series/") == String(repeating: ".", count: 24) + "1/2")
    #expect(site.html("/series/page/2/") == "......2/2")
  }

  @Test(arguments: [
    ("home: {series: [s7, s2]}", "[S7][S2]more"), ("home: {series: s1}", "[S1]more"),
    ("home: {}", "[S0][S1][S2][S3][S4][S5]more"),
  ])
  func `home shows the series that site.yml names, in its order`(line: String, shown: String) async throws {
    let site = site(
      posts: 1, series: 8, settings: line,
      templates: ["home": "{{#seriesList}}[{{title}}]{{/seriesList}}{{#hasMoreSeries}}more{{/hasMoreSeries}}"])
    #expect(try await site.prepared().html("/") == shown)
  }

  @Test func `a series that home should show and that does not exist is an error`() async throws {
    try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/\nhome:\n  series: [road, 1️⃣rood]\n",
      "series/road.md": seriesText("Road", "status: announced\nparts: [{title: Later}]"),
    ]).expect(["site.yml": [.error("there is no series `rood`", at: 1, hint: "did you mean `road`?")]])
  }

  @Test func `a long series is shown in part by its cards and on the pages of its parts`() async throws {
    let numbers = "{{#hasGap}}…{{/hasGap}}{{number}}{{#isCurrent}}!{{/isCurrent}} "
    let site = try await site(
      posts: 30, parts: 30,
      templates: [
        "home": MarkedText(
          "{{#seriesList}}{{#someParts}}\(numbers){{/someParts}}{{#hasMoreParts}}of {{total}}{{/hasMoreParts}}{{/seriesList}}"
        ),
        "post": MarkedText(
          "{{#post}}{{#memberships}}{{#nearbyParts}}\(numbers){{/nearbyParts}}{{/memberships}}{{/post}}"),
      ]
    ).prepared()
    #expect(site.html("/") == "1 2 3 …27 28 29 30 of 30")
    #expect(site.html("/posts/p14/") == "1 …12 13 14 15! 16 17 18 …30 ")
    #expect(site.html("/posts/p0/") == "1! 2 3 4 …30 ")
  }

  @Test func `the feed of a series holds its newest hundred parts`() async throws {
    let site = try await site(posts: 120, parts: 120, templates: [:]).prepared()
    let feed = try #require(site.output("series/long/feed.xml"))
    #expect(feed.split(separator: "<entry>").count == 101)
    #expect(feed.contains("<title>P119</title>"))
    #expect(!feed.contains("<title>P19</title>"))
  }
}
