import Foundation
import TestSupport
import Testing

@testable import PartworkImport

/// What an export of WordPress becomes.
@Suite struct WordPressReaderTests {
  @Test(arguments: [
    ("publish", "", true), ("future", "", true), ("publish", "secret", false), ("private", "", false),
    ("pending", "", false), ("draft", "", false), ("in-review", "", false), ("", "", false),
  ])
  func `only what was public is open`(_ status: String, _ password: String, _ isOpen: Bool) async throws {
    let site = try await read([
      item(1, "Letter", status: status, more: "<wp:post_password>\(password)</wp:post_password>")
    ])
    #expect(site.posts.map(\.visibility) == [isOpen ? .open : .hidden])
    #expect(site.remarks.contains { $0.subject == .hidden } == !isOpen)
  }

  @Test(arguments: ["trash", "auto-draft"])
  func `the bin is left out`(_ status: String) async throws {
    #expect(try await read([item(1, "Letter", status: status)]).posts.isEmpty)
  }

  @Test(arguments: [
    ("https://example.com/2019/05/SLUG/", "/:year/:month/:slug/"), ("https://example.com/SLUG/", "/:slug/"),
    ("https://example.com/blog/SLUG.html", "/blog/:slug.html"),
    ("https://www.example.com/2019/05/07/SLUG/", "/:year/:month/:day/:slug/"),
  ])
  func `the permalink is found`(_ link: String, _ pattern: String) async throws {
    let items = ["first-letter", "second-letter"].enumerated().map { index, slug in
      item(index, slug, link: link.replacing("SLUG", with: slug), name: slug)
    }
    #expect(try await read(items).permalink == pattern)
  }

  @Test(arguments: [
    (
      [("2019-01-07 18:30:00", "2019-01-07 17:30:00"), ("2019-07-07 18:30:00", "2019-07-07 16:30:00")], "de-DE",
      "Europe/Berlin"
    ),
    (
      [("2019-01-07 18:30:00", "2019-01-07 23:30:00"), ("2019-07-07 18:30:00", "2019-07-07 22:30:00")], "en-US",
      "America/New_York"
    ),
    ([("2019-01-07 18:30:00", "2019-01-07 18:30:00")], "en-US", "UTC"),
  ])
  func `the time zone is found`(_ pairs: [(String, String)], _ language: String, _ name: String) {
    #expect(SiteZone(pairs.map { (local: $0.0, utc: $0.1) }, language: language).name == name)
  }

  @Test func `dates are those of the wall clock`() async throws {
    let site = try await read([item(1, "Letter", more: "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>")])
    #expect(site.posts[0].date == "2019-05-07T18:30:00")
  }

  @Test func `former slugs are aliases`() async throws {
    let more = meta("_wp_old_slug", "first-note") + meta("_wp_old_slug", "note-1")
    let site = try await read([item(1, "Letter", link: "https://example.com/2019/letter/", name: "letter", more: more)])
    #expect(site.posts[0].aliases == ["/2019/first-note/", "/2019/note-1/"])
  }

  @Test func `email addresses are not names`() async throws {
    let author = """
      <wp:author><wp:author_login>ed@example.com</wp:author_login><wp:author_email>ed@example.com</wp:author_email>
      <wp:author_display_name>ed@example.com</wp:author_display_name><wp:author_first_name>The</wp:author_first_name>
      <wp:author_last_name>Editors</wp:author_last_name></wp:author>
      """
    let site = try await read([item(1, "Letter", more: "<dc:creator>ed@example.com</dc:creator>")], head: author)
    #expect(site.authors.map(\.name) == ["The Editors"])
    #expect(site.authors.flatMap(\.aliases).isEmpty)
    #expect(site.posts[0].authors == ["the-editors"])
  }

  @Test func `guests of Co-Authors Plus are authors`() async throws {
    let guest = """
      <item><title>The gardeners</title><wp:post_id>9</wp:post_id><wp:post_type>guest-author</wp:post_type>
      <wp:post_name>cap-gardeners</wp:post_name><wp:status>publish</wp:status>\(meta("cap-display_name", "The gardeners"))
      \(meta("cap-description", "They dig."))\(meta("cap-website", "https://garden.example/"))</item>
      """
    let uses = "<category domain=\"author\" nicename=\"cap-gardeners\">gardeners</category>"
    let site = try await read([guest, item(1, "Letter", more: uses + uses)])
    #expect(site.posts[0].authors == ["the-gardeners"])
    #expect(site.authors.map(\.bio) == ["They dig."])
    #expect(site.authors.map(\.website) == ["https://garden.example/"])
  }

  @Test func `terms of PublishPress authors are authors`() async throws {
    let term = """
      <wp:term><wp:term_id>5</wp:term_id><wp:term_taxonomy>author</wp:term_taxonomy><wp:term_slug>the-editors</wp:term_slug>
      <wp:term_name>The editors</wp:term_name><wp:termmeta><wp:meta_key>description</wp:meta_key>
      <wp:meta_value>They edit.</wp:meta_value></wp:termmeta></wp:term>
      """
    let uses = """
      <category domain="author" nicename="the-editors">The editors</category>
      <category domain="author" nicename="guests">Guests</category>\(meta("ppma_authors_name", "Guests, The editors"))
      """
    let site = try await read([item(1, "Letter", more: uses)], head: term)
    #expect(site.posts[0].authors == ["guests", "the-editors"])
    #expect(site.authors.first { $0.id == "the-editors" }?.bio == "They edit.")
  }

  @Test(arguments: [
    ("series", "_series_part_7", 0), ("chapters", "_series_part_7", 0), ("series", "_series_part", 0),
    ("series", "", 1), ("post_series", "", 0),
  ])
  func `series of plugins keep their order`(_ taxonomy: String, _ key: String, _ order: Int) async throws {
    let term = """
      <wp:term><wp:term_id>7</wp:term_id><wp:term_taxonomy>\(taxonomy)</wp:term_taxonomy><wp:term_slug>walk</wp:term_slug>
      <wp:term_name>A walk</wp:term_name></wp:term>
      """
    let use = "<category domain=\"\(taxonomy)\" nicename=\"walk\">A walk</category>"
    // The numbers reverse the order of the dates, where there are any.
    let isNumbered = !key.isEmpty || order > 0
    let items = (1...3).map { number in
      item(
        number, "Stop \(number)", name: "stop-\(number)", date: "2019-05-0\(number) 10:00:00",
        more: use + (key.isEmpty ? "" : meta(key, "\(4 - number)"))
          + "<wp:menu_order>\(order * (4 - number))</wp:menu_order>")
    }
    let site = try await read(items, head: term)
    #expect(site.series.map(\.title) == ["A walk"])
    #expect(
      site.series.first?.parts == (isNumbered ? ["stop-3", "stop-2", "stop-1"] : ["stop-1", "stop-2", "stop-3"]))
    #expect(site.posts.allSatisfy { $0.series == ["walk"] })
  }

  @Test(arguments: [
    ["A walk, part 2", "A walk, part 1"], ["A walk (2/2)", "A walk (1/2)"],
    ["A walk – Part II: Home", "A walk – Part I: Out"], ["A walk: Part Two", "A walk: Part One"],
    ["A walk, chapter 10", "A walk, chapter nine"], ["A walk (second part)", "A walk (first part)"],
    ["A walk, Teil zwei", "A walk, Teil eins"], ["A walk – Zweiter Teil", "A walk – Erster Teil"],
    ["A walk, 2. Teil", "A walk, 1. Teil"], ["A walk, Folge 2 von 2", "A walk, Folge 1 von 2"],
    ["A walk, partie deux", "A walk, partie un"], ["A walk – deuxième partie", "A walk – première partie"],
    ["A walk, épisode 2", "A walk, épisode 1"], ["A walk: segunda parte", "A walk: primera parte"],
    ["A walk, parte dos", "A walk, parte uno"], ["A walk, Parte dois", "A walk, Parte um"],
    ["A walk: الجزء الثاني", "A walk: الجزء الأول"], ["A walk: חלק ב׳", "A walk: חלק א׳"],
    ["A walk 第二回", "A walk 第一回"], ["A walk（第2篇）", "A walk（第1篇）"], ["A walk No. 2", "A walk No. 1"],
    ["A walk #2", "A walk #1"], ["A walk (2 von 3)", "A walk (1 von 3)"],
    ["A walk, part XXXIX", "A walk, part XIV"],
  ])
  func `titles show series`(_ titles: [String]) async throws {
    let site = try await read(titles.enumerated().map { item($0.offset, $0.element, name: "part-\($0.offset)") })
    let found = SeriesEvidence.find(in: site)
    #expect(found.map(\.title) == ["A walk"])
    #expect(found.first?.posts == [1, 0])
  }

  @Test(arguments: [
    ["The part I love", "The part we keep"], ["I have no 2", "I have no 3"], ["In 2019", "In 2020"],
    ["Part of one garden", "Part of two gardens"], ["A walk (2019)", "A walk (2020)"],
    ["A different", "A folgewidrig"],
    ["One part per million", "Two parts water"], ["第一", "第二"], ["A walk, part IIX", "A walk, part XXXX"],
  ])
  func `words that are no numbers of parts show no series`(_ titles: [String]) async throws {
    let site = try await read(titles.enumerated().map { item($0.offset, $0.element, name: "part-\($0.offset)") })
    #expect(SeriesEvidence.find(in: site).isEmpty)
  }

  @Test(arguments: [
    ("A walk, part two: home again", "home again"), ("A walk, Teil zwei – Zu Hause", "Zu Hause"),
    ("A walk (part 2 of 3), home", "home"), ("A walk 第二回：家", "家"), ("A walk 第二回 家", "家"), ("A walk (2/4)", nil),
  ])
  func `what follows the number is the short title`(_ title: String, _ short: String?) async throws {
    let site = try await read([item(0, title, name: "b"), item(1, "A walk, part 1", name: "a")])
    #expect(SeriesEvidence.find(in: site).map(\.shortTitles) == [[nil, short]])
  }

  @Test(arguments: [
    (["Day 2: Up", "Day 1: Out", "Day 3: Home"], "Walks", "have a number", [1, 0, 2]),
    (["Part Two", "Part One, 2019", "Third part"], "Walks", "have a number", [1, 0, 2]),
    (["A pond in winter", "Who needs a pond?", "Our second pond"], "Pond", "name it", [0, 1, 2]),
    (["Being a host", "Being a guest", "Being a neighbour"], "Visits", "begin alike", [0, 1, 2]),
    (
      ["Letters for new gardeners", "Tools for new gardeners", "Books for new gardeners"], "Start", "end alike",
      [0, 1, 2]
    ),
  ])
  func `tags and categories whose posts are named alike show series`(
    _ titles: [String], _ name: String, _ reason: String, _ order: [Int]
  ) async throws {
    for taxonomy in ["post_tag", "category"] {
      let use = "<category domain=\"\(taxonomy)\" nicename=\"x\">\(name)</category>"
      let items = titles.enumerated().map { item($0.offset, $0.element, name: "post-\($0.offset)", more: use) }
      let found = SeriesEvidence.find(in: try await read(items))
      #expect(found.map(\.title) == [name])
      #expect(found.first?.posts == order)
      #expect(found.first?.reason.contains(reason) == true)
    }
  }

  @Test(arguments: [
    ["Bread", "A walk to the sea", "What we read"], ["7 ways to rest", "10 ways we cook", "5 books"],
    ["Spring 2019", "Summer 2020", "Winter 2021"], ["Being a host", "Being a guest"],
  ])
  func `tags whose posts are not named alike show none`(_ titles: [String]) async throws {
    let use = "<category domain=\"post_tag\" nicename=\"x\">Life</category>"
    let items = titles.enumerated().map { item($0.offset, $0.element, name: "post-\($0.offset)", more: use) }
    #expect(SeriesEvidence.find(in: try await read(items)).isEmpty)
  }

  private func read(_ items: [String], head: String = "") async throws -> ImportedSite {
    let text = """
      <rss><channel><title>The Second Chair</title><link>https://example.com</link><language>en-GB</language>
      <wp:base_blog_url>https://example.com</wp:base_blog_url>\(head)\(items.joined(separator: "\n"))</channel></rss>
      """
    return try await withTemporaryFolder(Folder(["export.xml": text])) { folder in
      try WordPressReader.site(in: [folder.appending(path: "export.xml").path()])
    }
  }

  private func item(
    _ id: Int, _ title: String, status: String = "publish", link: String = "https://example.com/?p=1",
    name: String = "", date: String = "2019-05-07 18:30:00", more: String = ""
  ) -> String {
    """
    <item><title>\(title)</title><link>\(link)</link><wp:post_id>\(id)</wp:post_id><wp:post_type>post</wp:post_type>
    <wp:status>\(status)</wp:status><wp:post_name>\(name)</wp:post_name><wp:post_date>\(date)</wp:post_date>\(more)</item>
    """
  }

  private func meta(_ key: String, _ value: String) -> String {
    "<wp:postmeta><wp:meta_key>\(key)</wp:meta_key><wp:meta_value><![CDATA[\(value)]]></wp:meta_value></wp:postmeta>"
  }
}
