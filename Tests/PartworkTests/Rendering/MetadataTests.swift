import Partwork
import Testing

@Suite struct MetadataTests {
  @Test func `a post is an article, with its card and its neighbours`() throws {
    let tags = Head.neapTides(try .neapTides()).metadata().split(separator: "\n").filter { !$0.hasPrefix("<script") }
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
        <meta property="og:title" content="Neap tides">
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
        <meta property="og:image" content="https://almanac.example/moon.jpg">
        <meta property="og:image:width" content="1200">
        <meta property="og:image:height" content="630">
        <meta property="og:image:alt" content="The moon">
        <meta name="twitter:card" content="summary_large_image">
        """)
  }

  @Test func `a page without picture has a small card`() {
    let html = Head.page().metadata()
    #expect(html.contains("<meta name=\"twitter:card\" content=\"summary\">"))
    #expect(!html.contains("og:image"))
  }

  @Test func `a drawing is on no card, since no card shows one`() {
    let html = Head.page(image: HeadImage(url: "https://almanac.example/moon.SVG?v=1", alt: "")).metadata()
    #expect(html.contains("content=\"summary\""))
    #expect(!html.contains("og:image"))
    #expect(html.contains(#""image":{"@type":"ImageObject""#))
  }

  @Test func `a page that must not be listed says so`() {
    let line = "<meta name=\"robots\" content=\"noindex\">"
    #expect(!Head.page().metadata().contains(line))
    #expect(Head.page(isIndexed: false).metadata().contains(line))
  }

  @Test func `a page without a URL of its own has no canonical one and no JSON-LD`() {
    let html = Head.page(url: nil).metadata()
    #expect(!html.contains("canonical"))
    #expect(!html.contains("og:url"))
    #expect(!html.contains("<script"))
  }

  @Test(arguments: [
    ("en-GB", "en_GB"), ("pt-br", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("de", nil), ("zh-Hans", nil), ("", nil),
  ])
  func `the locale is known where the language names a territory`(language: String, locale: String?) {
    let html = Head.page(language: language).metadata()
    #expect(html.contains("og:locale") == (locale != nil))
    if let locale { #expect(html.contains("<meta property=\"og:locale\" content=\"\(locale)\">")) }
  }

  @Test func `an author page is a profile, other pages are of the website`() {
    #expect(Head.page(kind: .profile(HeadProfile(name: "The editors"))).metadata().contains(#"content="profile""#))
    for kind in [Head.Kind.home, .page, .list([]), .series(HeadSeries(parts: []))] {
      #expect(Head.page(kind: kind).metadata().contains(#"<meta property="og:type" content="website">"#))
    }
  }
}
