import Foundation
import Partwork
import PartworkDiagnostics
import PartworkSupport
import TestSupport
import Testing

@testable import PartworkImport

/// What the report of an import says, and that it is true.
@Suite struct ImportReportTests {
  /// The report on an import of `files` with `read`, and the files of the site.
  private func report(
    on files: [String: String], _ read: (String) throws -> ImportedSite
  ) async throws -> (report: ImportReport, site: Folder) {
    try await withTemporaryFolder(Folder(files)) { source in
      let site = try read(source.path)
      return try await withTemporaryFolder { target in
        let choices = SiteImporter.ImportChoices(media: MediaStore.MediaOptions(downloads: false))
        let report = try await SiteImporter(to: target.path(), choices).write(site)
        #expect(report.diagnostics.filter { $0.severity == .error } == [])
        return (report, try Folder(reading: target))
      }
    }
  }

  private func wordPress(_ items: String...) async throws -> (report: ImportReport, site: Folder) {
    let export = """
      <rss><channel><title>Letters</title><link>https://letters.example</link>
      <wp:base_blog_url>https://letters.example</wp:base_blog_url>\(items.joined())</channel></rss>
      """
    return try await report(on: ["export.xml": export]) { try WordPressReader.site(in: ["\($0)/export.xml"]) }
  }

  private func item(_ number: Int, _ text: String = "Text", type: String = "post", more: String = "") -> String {
    """
    <item><title>Letter \(number)</title><link>https://letters.example/letter-\(number)/</link>
    <content:encoded><![CDATA[\(text)]]></content:encoded><wp:post_id>\(number)</wp:post_id>
    <wp:post_date>2020-01-02 10:00:00</wp:post_date><wp:post_date_gmt>2020-01-02 10:00:00</wp:post_date_gmt>
    <wp:post_name>letter-\(number)</wp:post_name><wp:status>publish</wp:status><wp:post_type>\(type)</wp:post_type>\(more)</item>
    """
  }

  private func messages(_ report: ImportReport, _ subject: ImportRemark.RemarkSubject) -> [String] {
    report.remarks.filter { $0.subject == subject }.map(\.message)
  }

  @Test func `pictures and files of the old site come over though no library has them`() async throws {
    let text = """
      <img src="/theme/logo.png" alt="a"> <img src="https://letters.example/art/b.JPG?w=300" alt="b">
      <a href="/files/map.pdf">map</a> <a href="//letters.example/files/book.epub#page-2">book</a> <a href="/gone/">gone</a>
      """
    let (report, site) = try await wordPress(item(1, text))
    #expect(report.missing.map(\.path).sorted() == ["art/b.JPG", "files/book.epub", "files/map.pdf", "theme/logo.png"])
    let post = try #require(site["content/posts/letter-1.md"])
    #expect(post.contains("![a](https://letters.example/theme/logo.png)"))
    #expect(post.contains("[map](https://letters.example/files/map.pdf)") && post.contains("[gone](/gone/)"))
    #expect(report.diagnostics.map(\.message) == ["there is no page at `/gone/`"])
  }

  @Test func `files that no text shows are counted`() async throws {
    func file(_ number: Int) -> String {
      let address = "https://letters.example/wp-content/uploads/2020/\(number).jpg"
      return item(number, type: "attachment", more: "<wp:attachment_url>\(address)</wp:attachment_url>")
    }
    let picture = "<img src=\"https://letters.example/wp-content/uploads/2020/5-300x200.jpg\">"
    let (one, _) = try await wordPress(item(1, picture), file(5), file(6))
    #expect(messages(one, .leftOut) == ["1 file that no text shows: `2020/6.jpg`"])
    let (many, _) = try await wordPress(item(1), file(5), file(6), file(7), file(8))
    #expect(
      messages(many, .leftOut) == ["4 files that no text shows, such as `2020/5.jpg`, `2020/6.jpg`, `2020/7.jpg`"])
  }

  @Test(arguments: [
    ("<p style=\"color: red\">a</p><p class=\"has-text-color has-red-color\">b</p>", " (2 places)"),
    ("<font color=\"red\">a</font>", ""), ("<p style=\"margin:0;background-color:#fff\">a</p>", ""),
    ("<p><mark style=\"background-color:rgba(0,0,0,0)\" class=\"has-inline-color\">a</mark></p>", ""),
    ("<div style=\"background-image:url(a.jpg);border-color:red\">a</div>", nil),
    ("<p style=\"columns: 2\">a</p>", nil),
    ("<hr style=\"color: red\"><p>a</p>", nil), ("<div style=\"background: url(a.jpg)\">a</div>", nil),
  ])
  func `what loses its colour is said once`(_ html: String, _ places: String?) {
    let text = ImportedText(html: html)
    #expect(text.remarks.map(\.message) == (places.map { ["coloured text is written without colour" + $0] } ?? []))
  }

  @Test func `a remark that applies in several places stands at the first of them`() {
    let text = ImportedText(html: "<p>H<sub>one</sub></p>\n<p><u>a</u> <u>b</u></p>\n<p><sup>two</sup> <u>c</u></p>")
    #expect(
      text.remarks == [
        ImportedText.Remark("lowered text", "“one” is no longer lowered", line: 1),
        ImportedText.Remark("underline", "underlined text is written without the line (3 places)", line: 2),
        ImportedText.Remark("raised text", "“two” is no longer raised", line: 3),
      ])
  }

  @Test func `an entry that stands in two menus is in both`() async throws {
    func entry(_ menu: String, _ number: Int) -> String {
      let fields = [("_menu_item_type", "custom"), ("_menu_item_url", "/letter-1/")].map {
        "<wp:postmeta><wp:meta_key>\($0)</wp:meta_key><wp:meta_value>\($1)</wp:meta_value></wp:postmeta>"
      }
      let use = "<category domain=\"nav_menu\" nicename=\"\(menu)\">\(menu)</category>"
      return item(number, type: "nav_menu_item", more: fields.joined() + use)
    }
    let (report, site) = try await wordPress(
      item(1), entry("main", 8), entry("main", 9), entry("foot", 8), entry("foot", 9))
    #expect(messages(report, .settings) == ["the menu “foot” with 2 entries is left out"])
    #expect(site["content/site.yml"]?.matches(of: /Letter [89]/).count == 2)
  }

  @Test func `drafts are counted with those of pages, and said to have been drafts or not`() async throws {
    let states = [("draft", "post"), ("draft", "page"), ("private", "page"), ("publish", "page")]
    let items = states.enumerated().map { index, state in
      item(index + 1, type: state.1).replacing("<wp:status>publish", with: "<wp:status>\(state.0)")
    }
    let (report, _) = try await wordPress(items.joined())
    #expect(report.counts.map { ImportReport.count($0.number, $0.noun) } == ["1 page", "3 drafts"])
    #expect(
      messages(report, .hidden) == [
        "the post “Letter 1” was a draft, and is one here", "the page “Letter 2” was a draft, and is one here",
        "the page “Letter 3” is a draft now: it was private",
      ])
  }

  @Test func `a page that Partwork has itself moves once, and an address is lost once`() async throws {
    let tags = item(1, "<a href=\"/gone/\">dead</a>").replacing("letter-1", with: "tags")
    let twin = item(2).replacing("https://letters.example/letter-2/", with: "https://letters.example/?p=7")
    let (report, _) = try await wordPress(tags, twin, twin.replacing("Letter 2", with: "Letter 3"))
    #expect(messages(report, .addresses).count == 1)
    #expect(report.lostAddresses == ["/tags/", "https://letters.example/?p=7"])
  }

  @Test func `what the source has for terminals is shown by its number`() async throws {
    let (_, site) = try await wordPress(item(1, "[embed]\u{202E}a\u{9B}31m[/embed]"))
    let report = try #require(site["import-report.md"])
    #expect(report.contains("`<U+202E>a<U+009B>31m` is a link now"))
    #expect(report.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
  }

  @Test func `Ghost: dates in milliseconds count, and lines that the file does not have are not named`() async throws {
    let export = """
      {"data": {"posts": [
        {"id": 1, "title": "Old", "slug": "old", "html": "<p>A</p>\\n<p><u>b</u></p>", "status": "published", "published_at": 1424346554966},
        {"id": 2, "title": "Draft", "slug": "draft", "html": "<p>B</p>", "status": "draft", "published_at": null, "created_at": 1424346793572}
      ]}}
      """
    let (report, site) = try await report(on: ["ghost.json": export]) { try GhostReader.site(in: "\($0)/ghost.json") }
    #expect(site["content/posts/old.md"]?.contains("date: 2015-02-19T11:49:14Z") == true)
    #expect(site["content/posts/draft.md"]?.contains("date: 2015-02-19T11:53:13Z") == true)
    #expect(messages(report, .texts) == ["“Old”: underline: underlined text is written without the line"])
    #expect(report.remarks.allSatisfy { $0.place?.line == nil })
  }

  @Test func `Jekyll: what it would not show is left out, and so are keys for its layouts`() async throws {
    let matter =
      "---\nlayout: post\nmood: calm\ncontact: ann@letters.example\nhandle: \"@ann\"\nauthor: a@b.example (Ann)\n---\n"
    let (report, site) = try await report(on: [
      "_config.yml": "title: Letters\nurl: https://letters.example\n", "_posts/2019-2-5-short.md": matter + "Short.",
      "_posts/undated.md": matter + "Undated.", "_posts/2019-02-06-bare.md": "Bare.",
      "_posts/2019-02-07-dots.md": "---\ntitle: Dots\n...\nText.",
      "_drafts/soon.md": matter + "Soon.",
      "404.md": "---\npermalink: /404.html\n---\nGone.",
    ]) { try MarkdownReader.site(in: $0, of: .jekyll) }
    let post = try #require(site["content/posts/short.md"])
    #expect(post.contains("date: 2019-02-05\n") && post.contains("extra:\n  handle: \"@ann\"\n  mood: calm\n"))
    #expect(site["content/authors/ann.md"] != nil && site["content/posts/bare.md"] == nil)
    #expect(site["content/posts/dots.md"]?.contains("title: Dots") == true)
    #expect(report.lostAddresses == [])
    #expect(
      messages(report, .leftOut) == [
        "`_posts/2019-02-06-bare.md`: it has no front matter, so Jekyll shows it nowhere",
        "`404.md`: Partwork makes a page of its own for missing pages",
        "`_posts/undated.md`: its name has no date, so Jekyll shows it nowhere",
        "the key `contact` of 3 texts: it has an e-mail address", "the key `layout` of 3 texts: it means nothing here",
      ])
    #expect(
      messages(report, .texts) == [
        "“Soon” has no date, and gets 1970-01-01", "`handle` of 2 texts is below `extra` now",
        "`mood` of 2 texts is below `extra` now",
      ])
  }

  @Test func `Eleventy and Zola: links to input files, front matter in JavaScript, taxonomies`() async throws {
    let (eleventy, site) = try await report(on: [
      "content/blog/one.md": "---\ndate: 2020-01-02\n---\n[a](/blog/two.md) <a href=\"blog/two.md\">b</a>",
      "content/blog/two.md": "---\ndate: 2020-01-03\nnote: |\n  a\n  b\n---\nTwo.",
      "content/three.md": "---js\nconst a = 1;\n---\nThree.",
    ]) { try MarkdownReader.site(in: $0, of: .eleventy) }
    #expect(site["content/posts/one.md"]?.hasSuffix("[a](two.md) <a href=\"two.md\">b</a>\n") == true)
    #expect(site["content/posts/two.md"]?.contains("  note: \"a\\nb\\n\"\n") == true)
    #expect(messages(eleventy, .leftOut) == ["`content/three.md`: its front matter is JavaScript, which is not read"])
    let (_, zola) = try await report(on: [
      "config.toml": "base_url = \"https://letters.example\"",
      "content/blog/one.md":
        "+++\ndate = 2020-01-02\n[taxonomies]\ntags = [\"sea\"]\ngenre = [\"a, b\", \"c\"]\n+++\nOne.",
    ]) { try MarkdownReader.site(in: $0, of: .zola) }
    #expect(zola["content/posts/one.md"]?.contains("tags: [sea]\nextra:\n  genre: [\"a, b\", c]\n") == true)
  }
}
