import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite("Names that every template sees") struct SiteNamesTests {
  @Test func `any page may list the latest posts, as many as fit on a page of a list`() async throws {
    let list: MarkedText = "{{#site.latestPosts}}{{number}} {{title}}{{^isLast}}, {{/isLast}}{{/site.latestPosts}}"
    let site = try await Self.site(everywhere: list, "postsPerPage: 2").prepared()
    #expect(site.diagnostics == [])
    for page in site.context.plan.pages { #expect(site.html(page.url) == "1 C, 2 B", "\(page.url)") }
  }

  @Test func `any page may list series, categories and authors`() async throws {
    let list = """
      {{#site.series}}{{title}} {{liveCount}} {{url}};{{/site.series}} \
      {{#site.categories}}{{name}} {{postCount}};{{/site.categories}} {{#site.authors}}{{name}} {{postCount}};{{/site.authors}}
      """
    let site = try await Self.site(everywhere: MarkedText(list)).prepared()
    #expect(site.diagnostics == [])
    for page in site.context.plan.pages {
      #expect(site.html(page.url) == "T 1 /series/t/;S 2 /series/s/; Sea 2;Sky 1; Ann 2;Bo 1;", "\(page.url)")
    }
  }

  @Test func `of many series, pages list the 24 with the newest parts`() async throws {
    var texts: [String: MarkedText] = ["templates/404.mustache": "{{#site.series}}{{id}} {{/site.series}}"]
    for number in 1...30 {
      texts["series/s\(number).md"] = seriesText("S")
      texts["posts/p\(number).md"] = postText("P", "2026-01-\(number < 10 ? "0" : "")\(number)", "series: s\(number)")
    }
    let html = try #require(try await SiteText(texts).prepared().html("/404.html"))
    #expect(html.split(separator: " ") == (7...30).reversed().map { "s\($0)" })
  }

  @Test(arguments: [
    ("2026-06-01", "", "2026"), ("2026-12-31T23:30:00Z", "timezone: Europe/Berlin", "2027"),
    ("2027-01-01T00:30:00Z", "timezone: America/New_York", "2026"), ("2026-06-01", "language: fa", "۲۰۲۶"),
  ])
  func `the current year is that of the build's clock, on the site's calendar`(
    now: String, setting: String, year: String
  ) async throws {
    let site = try await Self.site(everywhere: "{{site.currentYear}}", setting).prepared(now: now)
    #expect(site.html("/404.html") == year)
  }

  @Test func `a page says what kind it is`() async throws {
    let flags = PageKind.allCases.map { kind in
      let name = kind == .notFound ? "NotFound" : kind.rawValue.split(separator: "-").map(\.capitalized).joined()
      return "{{#page.is\(name)}}\(kind.rawValue){{/page.is\(name)}}"
    }
    let site = try await Self.site(everywhere: MarkedText(flags.joined())).prepared()
    #expect(site.diagnostics == [])
    for page in site.context.plan.pages { #expect(site.html(page.url) == page.kind.rawValue) }
    #expect(Set(site.context.plan.pages.map(\.kind)) == Set(PageKind.allCases))
  }

  @Test func `cards and parts have the writer's own keys`() async throws {
    let site = try await SiteText([
      "site.yml": "title: Site\nurl: https://example.com/\nextra: {tone: white}\n",
      "templates/home.mustache":
        "{{#posts}}{{extra.tone}}:{{#series}}{{extra.tone}}{{/series}}{{#categories}}{{extra.tone}}{{/categories}}{{#authors}}{{extra.tone}}{{/authors}} {{/posts}}{{#seriesList}}{{extra.tone}}{{#parts}}|{{extra.tone}}{{/parts}}{{/seriesList}}",
      "templates/post.mustache":
        "{{#post.memberships}}{{extra.tone}}{{#next}}→{{extra.tone}}{{/next}}{{/post.memberships}}",
      "templates/series-all.mustache": "{{#chapters}}{{extra.tone}}{{/chapters}}",
      "series/s.md": seriesText("S", "extra: {tone: red}\nparts: [a, b, {title: Announced}]"),
      "authors/ann.md": "---\nname: Ann\nextra: {tone: grey}\n---\n",
      "categories/sea.md": "---\nextra: {tone: blue}\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "extra: {tone: green}\nauthor: ann\ncategories: Sea"),
      "posts/b.md": postText("B", "2026-01-02", "extra: {tone: black}"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/") == "black:red green:redbluegrey red|green|black|")
    #expect(site.html("/posts/a/") == "red→black")
    #expect(site.html("/series/s/all/") == "greenblack")
  }

  @Test func `a post knows the posts before and after it by date, in a series or not`() async throws {
    var texts = Self.texts
    texts["templates/post.mustache"] =
      "{{#post}}{{#previousPost}}{{title}} {{url}} {{readingTime}} {{/previousPost}}<{{title}}>{{#nextPost}} {{title}}{{/nextPost}}{{#hasNeighbours}}.{{/hasNeighbours}}{{/post}}"
    let site = try await SiteText(texts).prepared()
    #expect(site.html("/posts/a/") == "<A> B.")
    #expect(site.html("/posts/b/") == "A /posts/a/ 1 <B> C.")
    #expect(site.html("/posts/c/") == "B /posts/b/ 1 <C>.")
    texts["posts/b.md"] = nil
    texts["posts/c.md"] = nil
    #expect(try await SiteText(texts).prepared().html("/posts/a/") == "<A>")
  }

  @Test(arguments: [
    ("en-GB", "5|March|Mar|2026|2026-03-05"), ("de", "5|März|Mär|2026|2026-03-05"),
    ("fr", "5|mars|mars|2026|2026-03-05"), ("ru", "5|март|март|2026|2026-03-05"),
    ("fa", "۵|مارس|مارس|۲۰۲۶|2026-03-05"), ("ja", "5|3月|3月|2026|2026-03-05"),
  ])
  func `a date has a day, a month, a short month and a year in the language of the site`(
    language: String, text: String
  ) async throws {
    let site = try await SiteText([
      "site.yml": MarkedText("title: Site\nurl: https://example.com/\nlanguage: \(language)\n"),
      "templates/post.mustache": "{{#post.date}}{{day}}|{{month}}|{{shortMonth}}|{{year}}|{{isoDay}}{{/post.date}}",
      "posts/a.md": postText("A", "2026-03-05T10:00:00Z"),
    ]).prepared()
    #expect(site.html("/posts/a/") == text)
  }

  private static let texts: [String: MarkedText] = [
    "series/s.md": seriesText("S"), "series/t.md": seriesText("T"),
    "authors/ann.md": "---\nname: Ann\n---\n", "authors/bo.md": "---\nname: Bo\n---\n",
    "pages/about.md": "---\ntitle: About\n---\n",
    "posts/a.md": postText("A", "2026-01-01", "series: s\nauthor: ann\ncategories: Sea\ntags: Salt"),
    "posts/b.md": postText("B", "2026-01-02", "series: s\nauthor: bo\ncategories: [Sky, Sea]"),
    "posts/c.md": postText("C", "2026-01-03", "series: t\nauthor: ann"),
  ]

  /// A site whose templates are all the same.
  private static func site(everywhere template: MarkedText, _ setting: String = "") -> SiteText {
    var texts = texts
    texts["site.yml"] = MarkedText("title: Site\nurl: https://example.com/\n\(setting)\n")
    for kind in PageKind.allCases { texts["templates/\(kind.rawValue).mustache"] = template }
    return SiteText(texts)
  }
}
