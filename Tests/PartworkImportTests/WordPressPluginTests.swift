import Foundation
import PartworkDiagnostics
import TestSupport
import Testing

@testable import PartworkImport

/// What plugins of WordPress keep in exports.
@Suite struct WordPressPluginTests {
  @Test(arguments: [
    ("_yoast_wpseo_metadesc", "A letter from the coast.", "A letter from the coast."),
    ("rank_math_description", "A &amp; B", "A & B"), ("_seopress_titles_desc", "Short.", "Short."),
    ("_aioseo_description", "#post_excerpt", "The excerpt."), ("_yoast_wpseo_metadesc", "%%excerpt%%", "The excerpt."),
    ("_genesis_description", "Tall.", "Tall."), ("advanced_seo_description", "Wide.", "Wide."),
    ("other_description", "Not this.", "The excerpt."),
  ])
  func `descriptions come from plugins for search engines, else from the excerpt`(
    _ key: String, _ value: String, _ description: String
  ) async throws {
    let site = try await read(post(1, meta(key, value) + "<excerpt:encoded>The excerpt.</excerpt:encoded>"))
    #expect(site.posts[0].description == description)
  }

  @Test(arguments: ["kia_subtitle", "wps_subtitle", "_subtitle", "_secondary_title"])
  func `subtitles come over`(_ key: String) async throws {
    #expect(
      try await read(post(1, meta(key, "From the <em>second</em> chair"))).posts[0].subtitle == "From the second chair")
  }

  @Test(arguments: ["_yoast_wpseo_primary_category", "rank_math_primary_category"])
  func `the main category comes first`(_ key: String) async throws {
    let head = ["news", "tools"].enumerated().map { index, slug in
      "<wp:category><wp:term_id>\(index + 3)</wp:term_id><wp:category_nicename>\(slug)</wp:category_nicename>"
        + "<wp:cat_name>\(slug)</wp:cat_name></wp:category>"
    }
    let uses = ["news", "tools"].map { "<category domain=\"category\" nicename=\"\($0)\">\($0)</category>" }.joined()
    #expect(try await read(head.joined() + post(1, uses + meta(key, "4"))).posts[0].categories == ["tools", "news"])
    #expect(try await read(head.joined() + post(1, uses + meta(key, "9"))).posts[0].categories == ["news", "tools"])
  }

  @Test func `terms of other taxonomies stand below extra, and what does not come over is listed`() async throws {
    func use(_ taxonomy: String, _ name: String) -> String {
      "<category domain=\"\(taxonomy)\" nicename=\"\(name.lowercased())\"><![CDATA[\(name)]]></category>"
    }
    let unused = """
      <wp:term><wp:term_id>9</wp:term_id><wp:term_taxonomy>mood</wp:term_taxonomy><wp:term_slug>calm</wp:term_slug>
      <wp:term_name>Calm</wp:term_name></wp:term>
      """
    let page = """
      <item><title>About</title><link>https://example.com/about/</link><wp:post_id>4</wp:post_id>
      <wp:post_name>about</wp:post_name><wp:status>publish</wp:status><wp:post_type>page</wp:post_type>\(use("place", "York: old"))</item>
      """
    let posts = [
      use("genre", "Crime") + use("genre", "Crime") + use("genre", "Noir, late"), use("genre", "Crime"),
      use("post_format", "Aside") + use("post_translations", "pll_1") + use("nav_menu", "Main"),
    ]
    let site = try await read(
      unused + posts.enumerated().map { post($0.offset + 1, $0.element) }.joined() + page)
    #expect(
      site.posts.map { $0.extra.map { "\($0.key): \($0.yaml)" } } == [
        ["genre: [Crime, \"Noir, late\"]"], ["genre: [Crime]"], [],
      ])
    #expect(site.pages[0].extra.map(\.yaml) == ["[\"York: old\"]"])
    #expect(
      site.remarks.filter { $0.subject == .leftOut }.map(\.message) == [
        "the taxonomy `post_format` of 1 text: it means nothing here",
        "the taxonomy `post_translations` of 1 text: it means nothing here",
        "1 term of `mood` that no text has",
      ])
  }

  @Test func `short titles and the descriptions of series come from PublishPress Series`() async throws {
    let term = """
      <wp:term><wp:term_id>7</wp:term_id><wp:term_taxonomy>series</wp:term_taxonomy><wp:term_slug>walk</wp:term_slug>
      <wp:term_name>A walk</wp:term_name><wp:term_description>Three days on foot.</wp:term_description></wp:term>
      """
    let use = "<category domain=\"series\" nicename=\"walk\">A walk</category>" + meta("_spost_short_title", "Out")
    let site = try await read(term + post(1, use + meta("_series_part_7", "1")))
    #expect(site.posts[0].shortTitle == "Out")
    #expect(site.series.map(\.description) == ["Three days on foot."])
    #expect(site.series[0].aliases.contains("/series/walk/"))
  }

  @Test func `a post of two series has its place in each`() async throws {
    func use(_ slug: String, _ id: Int, _ part: Int) -> String {
      "<category domain=\"series\" nicename=\"\(slug)\">\(slug)</category>" + meta("_series_part_\(id)", "\(part)")
    }
    // There is no list of terms, as in an export of posts alone.
    let site = try await read(
      post(1, use("out", 7, 2) + use("home", 8, 1)) + post(2, use("out", 7, 1)) + post(3, use("home", 8, 2)))
    #expect(site.series.first { $0.id == "out" }?.parts == ["post-2", "post-1"])
    #expect(site.series.first { $0.id == "home" }?.parts == ["post-1", "post-3"])
    #expect(site.posts[0].series.sorted() == ["home", "out"])
  }

  @Test func `the numbers of a series whose plugin was switched off keep its order, and its name is asked for`()
    async throws
  {
    let site = try await read(
      post(1, meta("_series_part_7", "2")) + post(2, meta("_series_part_7", "1")) + post(3, meta("_series_part_8", "1"))
    )
    #expect(site.series.map(\.parts) == [["post-2", "post-1"]])
    #expect(site.remarks.contains { $0.subject == .series && $0.message.contains("content/series/series-7.md") })
  }

  @Test func `a guest who is linked to a user is that user`() async throws {
    let head = """
      <wp:author><wp:author_id>2</wp:author_id><wp:author_login>gardeners</wp:author_login>
      <wp:author_display_name>The gardeners</wp:author_display_name></wp:author>
      <item><title>Gardeners</title><wp:post_id>90</wp:post_id><wp:post_type>guest-author</wp:post_type>
      <wp:post_name>cap-the-garden</wp:post_name><wp:status>publish</wp:status>\(meta("cap-display_name", "Gardeners"))
      \(meta("cap-linked_account", "gardeners"))\(meta("cap-user_email", "dig@garden.example"))
      \(meta("cap-description", "They dig."))</item>
      """
    let uses = "<category domain=\"author\" nicename=\"cap-the-garden\">gardeners</category>"
    let site = try await read(head + post(1, uses))
    #expect(site.authors.map(\.name) == ["The gardeners"])
    #expect(site.authors.map(\.bio) == ["They dig."])
    #expect(site.posts[0].authors == ["the-gardeners"])
  }

  @Test func `an author of PublishPress Authors has a picture, a role and a site`() async throws {
    let fields = [
      "user_url": "https://ed.example/", "job_title": "Editor", "avatar": "50", "user_email": "ed@ed.example",
    ]
    let termMeta = fields.map { key, value in
      "<wp:termmeta><wp:meta_key>\(key)</wp:meta_key><wp:meta_value>\(value)</wp:meta_value></wp:termmeta>"
    }.joined()
    let head = """
      <wp:term><wp:term_id>5</wp:term_id><wp:term_taxonomy>author</wp:term_taxonomy><wp:term_slug>ed</wp:term_slug>
      <wp:term_name>The editor</wp:term_name>\(termMeta)</wp:term>
      <item><title>Face</title><wp:post_id>50</wp:post_id><wp:post_type>attachment</wp:post_type>
      <wp:attachment_url>https://example.com/wp-content/uploads/face.jpg</wp:attachment_url></item>
      """
    let site = try await read(head + post(1, "<category domain=\"author\" nicename=\"ed\">The editor</category>"))
    let author = try #require(site.authors.first)
    #expect(author.website == "https://ed.example/" && author.role == "Editor" && author.avatar == 0)
    #expect(author.aliases.contains("/author/ed/"))
  }

  @Test(arguments: [
    ("/old/", "https://example.com/post-1/", "0", ["/old/"], false), ("/old/*", "/post-1/", "0", [], true),
    ("/old-(.*)", "/post-1/", "1", [], true), ("/old/", "https://elsewhere.example/", "0", [], true),
    ("/?page=3", "/post-1/", "0", [], true),
  ])
  func `redirects of Safe Redirect Manager become aliases, or stand in the report`(
    _ from: String, _ to: String, _ isPattern: String, _ aliases: [String], _ isReported: Bool
  ) async throws {
    let rule = """
      <item><title>\(from)</title><wp:post_id>70</wp:post_id><wp:post_type>redirect_rule</wp:post_type>
      <wp:status>publish</wp:status>\(meta("_redirect_rule_from", from))\(meta("_redirect_rule_to", to))
      \(meta("_redirect_rule_from_regex", isPattern))\(meta("_redirect_rule_status_code", "301"))</item>
      """
    let site = try await read(post(1) + rule)
    #expect(site.posts[0].aliases == aliases)
    #expect(site.remarks.contains { $0.subject == .addresses && $0.message.contains(from) } == isReported)
  }

  @Test func `reusable blocks stand in the texts that show them, even if they show themselves`() async throws {
    let block = """
      <item><title>Call</title><wp:post_id>80</wp:post_id><wp:post_type>wp_block</wp:post_type><wp:status>publish</wp:status>
      <content:encoded><![CDATA[<!-- wp:paragraph --><p>Write to us.</p><!-- /wp:paragraph -->
      <!-- wp:block {"ref":80} /-->]]></content:encoded></item>
      """
    let text = "<content:encoded><![CDATA[<!-- wp:block {\"ref\":80} /-->]]></content:encoded>"
    try await withSite(block + post(1, text)) { site in
      let converted = try site.convert(site.posts[0].text, TextReferences())
      #expect(converted.markdown.hasPrefix("Write to us.\n"))
    }
  }

  @Test func `the main menu becomes the navigation`() async throws {
    func entry(_ id: Int, _ title: String, _ menu: String, _ fields: [String: String]) -> String {
      """
      <item><title>\(title)</title><wp:post_id>\(id)</wp:post_id><wp:post_type>nav_menu_item</wp:post_type>
      <wp:status>publish</wp:status><wp:menu_order>\(id)</wp:menu_order>
      <category domain="nav_menu" nicename="\(menu)">\(menu)</category>
      \(fields.map { meta("_menu_item_\($0.key)", $0.value) }.joined())</item>
      """
    }
    let site = try await read(
      post(1)
        + entry(61, "Elsewhere", "main-menu", ["type": "custom", "url": "https://elsewhere.example/"])
        + entry(60, "First", "main-menu", ["type": "post_type", "object": "post", "object_id": "1"])
        + entry(62, "Below", "main-menu", ["type": "custom", "url": "/x/", "menu_item_parent": "61"])
        + entry(63, "Foot", "footer", ["type": "custom", "url": "/y/"]))
    #expect(site.navigation.map(\.label) == ["First", "Elsewhere"])
    #expect(
      site.remarks.contains {
        $0.subject == .settings && $0.message.contains("`footer`") || $0.message.contains("“footer”")
      })
  }

  @Test func `items with one number are all there, and one that is there twice is there once`() async throws {
    let other = post(1).replacing("Post 1", with: "Other").replacing("post-1", with: "other")
    let unnumbered = other.replacing("<wp:post_id>1</wp:post_id>", with: "")
    let site = try await read(post(1) + other + post(1) + unnumbered)
    #expect(site.posts.map(\.title) == ["Post 1", "Other", "Other"])
    #expect(site.posts.map(\.slug) == ["post-1", "other", "other-2"])
  }

  private func read(_ items: String) async throws -> ImportedSite {
    try await withSite(items) { $0 }
  }

  private func withSite<Result>(_ items: String, _ body: (ImportedSite) throws -> Result) async throws -> Result {
    let text = """
      <rss><channel><title>The Second Chair</title><link>https://example.com</link>
      <wp:base_blog_url>https://example.com</wp:base_blog_url>\(items)</channel></rss>
      """
    return try await withTemporaryFolder(Folder(["export.xml": text])) { folder in
      try body(try WordPressReader.site(in: [folder.appending(path: "export.xml").path()]))
    }
  }

  private func post(_ id: Int, _ more: String = "") -> String {
    """
    <item><title>Post \(id)</title><link>https://example.com/post-\(id)/</link><wp:post_id>\(id)</wp:post_id>
    <wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>post-\(id)</wp:post_name>
    <wp:post_date>2019-05-0\(id) 18:30:00</wp:post_date>\(more)</item>
    """
  }

  private func meta(_ key: String, _ value: String) -> String {
    "<wp:postmeta><wp:meta_key>\(key)</wp:meta_key><wp:meta_value><![CDATA[\(value)]]></wp:meta_value></wp:postmeta>"
  }
}
