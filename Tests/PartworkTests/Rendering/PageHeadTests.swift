import TestSupport
import Testing

@testable import Partwork

@Suite struct PageHeadTests {
  @Test func `a post is an article, with its card and its neighbours`() async throws {
    let head = try await Almanac.prepared().head("/posts/neap-tides/")
    let tags = head.text.split(separator: "\n").filter { !$0.hasPrefix("<script") }
    #expect(
      tags.joined(separator: "\n") == """
        <meta name="description" content="The &quot;weak&quot; ones">
        <meta name="author" content="The editors">
        <meta name="author" content="The tide tables">
        <link rel="canonical" href="https://almanac.example/posts/neap-tides/">
        <link rel="prev" href="https://almanac.example/posts/tides/">
        <link rel="next" href="https://almanac.example/posts/spring-tides/">
        <link rel="alternate" type="application/atom+xml" title="The Almanac" href="https://almanac.example/feed.xml">
        <link rel="alternate" type="application/feed+json" title="The Almanac" href="https://almanac.example/feed.json">
        <meta property="og:type" content="article">
        <meta property="og:title" content="Neap tides &lt; spring tides">
        <meta property="og:description" content="The &quot;weak&quot; ones">
        <meta property="og:url" content="https://almanac.example/posts/neap-tides/">
        <meta property="og:site_name" content="The Almanac">
        <meta property="og:locale" content="en_GB">
        <meta property="article:published_time" content="2026-03-12T00:00:00Z">
        <meta property="article:modified_time" content="2026-04-01T08:00:00Z">
        <meta property="article:author" content="https://almanac.example/authors/editors/">
        <meta property="article:author" content="https://almanac.example/authors/tables/">
        <meta property="article:section" content="The Sea">
        <meta property="article:tag" content="The Sea">
        <meta property="article:tag" content="Moon">
        <meta property="og:image" content="https://almanac.example/moon.gif">
        <meta property="og:image:width" content="1056">
        <meta property="og:image:height" content="630">
        <meta property="og:image:alt" content="The moon">
        <meta name="twitter:card" content="summary_large_image">
        """)
  }

  @Test func `a page without an image has a small card`() async throws {
    let html = try await Almanac.prepared().head("/about/").text
    #expect(html.contains("<meta name=\"twitter:card\" content=\"summary\">"))
    #expect(!html.contains("og:image"))
  }

  @Test func `an SVG image is not on the card, since cards do not show SVG`() async throws {
    let html = try await Almanac.prepared(
      neapTides: "image: {src: 'https://pictures.example/moon.SVG?v=1', alt: The moon}"
    ).head("/posts/neap-tides/").text
    #expect(html.contains("content=\"summary\""))
    #expect(!html.contains("og:image"))
    #expect(html.contains(#""image":{"@type":"ImageObject""#))
  }

  @Test func `a page that readers do not see yet is hidden from search engines`() async throws {
    let line = "<meta name=\"robots\" content=\"noindex\">"
    let site = try await SiteText([
      "posts/a.md": postText("A"), "posts/draft.md": postText("Draft", "2026-01-01", "draft: true"),
    ]).prepared(drafts: true)
    #expect(try !site.head("/posts/a/").text.contains(line))
    #expect(try site.head("/posts/draft/").text.contains(line))
  }

  @Test func `the "not found" page has no canonical URL and no JSON-LD, and is hidden from search engines`()
    async throws
  {
    let html = try await Almanac.prepared().head("/404.html").text
    #expect(!html.contains("canonical"))
    #expect(!html.contains("og:url"))
    #expect(!html.contains("<script"))
    #expect(html.contains("noindex"))
  }

  @Test func `a page with a feed of its own names it first`() async throws {
    let html = try await Almanac.prepared().head("/series/tides/").text
    let feeds = html.split(separator: "\n").filter { $0.contains("rel=\"alternate\"") }
    #expect(feeds.count == 3)
    #expect(feeds.first?.contains(#"title="Tides" href="https://almanac.example/series/tides/feed.xml""#) == true)
  }

  @Test func `the pages of a list have the pages around them as neighbours`() async throws {
    let posts = (1...5).map { ("posts/p\($0).md", postText("P", "2026-01-0\($0)", "categories: C")) }
    let site = try await SiteText(
      Dictionary(uniqueKeysWithValues: posts).merging(
        ["site.yml": "title: S\nurl: https://example.com/\npostsPerPage: 2\n"]) { $1 }
    ).prepared()
    let html = try site.head("/categories/c/page/2/").text
    #expect(html.contains(#"<link rel="prev" href="https://example.com/categories/c/">"#))
    #expect(html.contains(#"<link rel="next" href="https://example.com/categories/c/page/3/">"#))
  }

  @Test(arguments: [
    ("en-GB", "en_GB"), ("pt-br", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("de", nil), ("zh-Hans", nil),
    ("ja-u-ca-japanese", nil), ("ja-JP-u-ca-japanese", "ja_JP"), ("ar-u-nu-latn", nil), ("de-x-ab", nil),
  ])
  func `the locale is known if the language names a territory`(language: String, locale: String?) async throws {
    let settings = MarkedText("title: S\nurl: https://example.com/\nlanguage: \(language)\n")
    let html = try await SiteText(["site.yml": settings]).prepared().head("/").text
    #expect(html.contains("og:locale") == (locale != nil))
    if let locale { #expect(html.contains("<meta property=\"og:locale\" content=\"\(locale)\">")) }
  }

  @Test func `an author page is a profile, other pages belong to the website`() async throws {
    let site = try await Almanac.prepared()
    #expect(try site.head("/authors/editors/").text.contains(#"content="profile""#))
    for url in ["/", "/about/", "/categories/moon/", "/series/tides/", "/series/tides/all/"] {
      #expect(try site.head(url).text.contains(#"<meta property="og:type" content="website">"#))
    }
  }
}
