import Foundation
import PartworkBook
import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

/// A series as an e-book: what is in it, and where its links lead.
@Suite struct BookTests {
  private static let site: SiteText = [
    "site.yml": "title: Letters\nurl: https://example.com/blog/\n",
    "series/tides.md": seriesText(
      "Tides", "description: On the sea.\nparts: [ebb, flood, {title: Slack, description: Later.}]",
      body: "About *tides*."),
    "posts/ebb.md": postText(
      "'Tides: the ebb'", "2026-01-02", "subtitle: Water goes\nauthors: [ann, {id: bo, role: Drawings}]\nseries: tides",
      body: "See [the flood](flood.md#rise), [its page](/posts/flood/), [home](/) and [here](#here).\n\n## Here\n"),
    "posts/flood.md": postText(
      "Flood", "2026-02-03", "authors: ann\nseries: tides", body: "[Back](ebb.md)\n\n## Rise\n"),
    "posts/draft.md": postText("Secret", "2026-03-01", "draft: true\nseries: tides", body: "A draft."),
    "posts/later.md": postText("Scheduled", "2027-03-01", "series: tides", body: "Not yet."),
    "authors/ann.md": "---\nname: Ann\nurl: https://example.net/\n---\nAnn wrote [the ebb](/posts/ebb/).\n",
    "authors/bo.md": "---\nname: Bo\n---\n",
  ]

  private func book(_ site: SiteText, _ id: String = "tides") async throws -> Book {
    try await withTemporaryFolder(site.folder) { folder in
      let site = try await prepare(folder.path(), options(now: "2026-06-01"))
      #expect(!site.diagnostics.hasErrors, "\(site.diagnostics)")
      let handle = try #require(site.site.series.handles.first { site.site.series[$0].id == id })
      return BookMaker(site.context, theme: site.renderer.theme, folder: folder.path()).book(of: handle)
    }
  }

  /// The text of the only part of a series, in a book.
  private func chapter(
    _ markdown: String, settings: String = "", _ files: [String: MarkedText] = [:]
  ) async throws -> (text: String, book: Book) {
    let site = SiteText(
      files.merging([
        "site.yml": MarkedText("title: Letters\nurl: https://example.com/\n\(settings)"),
        "series/tides.md": seriesText("Tides"),
        "posts/ebb/index.md": postText("Ebb", "2026-01-02", "series: tides", body: markdown),
      ]) { first, _ in first })
    let book = try await book(site)
    return (book.page("part-1"), book)
  }

  @Test func `the pages are in the order of a book, with a title for each`() async throws {
    let book = try await book(Self.site)
    #expect(
      book.pages.map { "\($0.name): \($0.title)" } == [
        "title: Title page", "introduction: Introduction", "part-1: The ebb", "part-2: Flood", "to-come: Still to come",
        "authors: About the authors", "colophon: About this book",
      ])
  }

  @Test func `what readers cannot see is not in it`() async throws {
    let book = try await book(Self.site)
    let text = book.pages.map { String(decoding: $0.body, as: UTF8.self) }.joined()
    for secret in ["Secret", "A draft", "Not yet"] { #expect(!text.contains(secret)) }
    // Its title and date are known to readers of the site too.
    #expect(book.page("to-come").contains("Scheduled"))
    #expect(book.page("to-come").contains("Slack") && book.page("to-come").contains("Later."))
  }

  @Test func `links between parts stay in the book, others have scheme and host`() async throws {
    let book = try await book(Self.site)
    let ebb = book.page("part-1")
    #expect(ebb.contains(#"<a href="part-2.xhtml#flood--rise">the flood</a>"#))
    #expect(ebb.contains(#"<a href="part-2.xhtml">its page</a>"#))
    #expect(ebb.contains(#"<a href="https://example.com/blog/">home</a>"#))
    #expect(ebb.contains(##"<a href="part-1.xhtml#ebb--here">here</a>"##))
    #expect(ebb.contains(#"id="ebb--here""#))
    #expect(
      book.page("part-2").contains(#"<a href="part-1.xhtml">Back</a>"#)
        && book.page("part-2").contains(#"id="flood--rise""#))
    #expect(book.page("authors").contains(#"<a href="part-1.xhtml">the ebb</a>"#))
    #expect(book.page("authors").contains(#"<a href="https://example.com/blog/authors/ann/">Ann</a>"#))
    #expect(book.page("colophon").contains(#"<a href="https://example.com/blog/series/tides/">"#))
  }

  @Test func `what is known about it comes from the site`() async throws {
    let book = try await book(Self.site)
    #expect(book.identifier == "https://example.com/blog/series/tides/")
    #expect(book.title == "Tides" && book.description == "On the sea." && book.publisher == "Letters")
    #expect(book.creators == ["Ann", "Bo"])
    #expect(book.date == "2026-02-03" && book.modified == "2026-02-03T00:00:00Z")
    #expect(book.collection == ("Letters", 1))
  }

  @Test func `the last change is in UTC, and the newest of all parts`() async throws {
    let book = try await book(
      Self.site.adding("site.yml", "title: Letters\nurl: https://example.com/\ntimezone: Asia/Tokyo\n")
        .adding("posts/ebb.md", postText("Ebb", "2026-01-02", "updated: 2026-04-05T08:30:00\nseries: tides")))
    #expect(book.date == "2026-02-03" && book.modified == "2026-04-04T23:30:00Z")
  }

  @Test func `the places of books are those in which their series began`() async throws {
    let site = Self.site.adding("series/a.md", seriesText("A"))
      .adding("posts/new.md", postText("New", "2026-05-01", "series: a")).adding("series/z.md", seriesText("Z"))
      .adding("posts/old.md", postText("Old", "2020-05-01", "series: z"))
    #expect(try await book(site, "z").collection.position == 1)
    #expect(try await book(site).collection.position == 2)
    #expect(try await book(site, "a").collection.position == 3)
  }

  @Test func `pictures of the site are in the book once, and a picture that is not becomes a link`() async throws {
    let square = MarkedText("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>")
    let text = "![A square](a.svg)\n\n![Again](a.svg)\n\n![Far](https://example.net/far.png)\n\n![Film](film.mp4)\n"
    let (chapter, book) = try await chapter(
      text, ["posts/ebb/a.svg": square, "posts/ebb/film.mp4": "film", "unused.svg": square])
    #expect(book.pictures.map(\.file) == ["images/1.svg"])
    #expect(chapter.components(separatedBy: #"src="images/1.svg""#).count == 3)
    #expect(chapter.contains(#"<a href="https://example.net/far.png">Far</a>"#))
    #expect(chapter.contains(#"<a href="https://example.com/posts/ebb/film.mp4">Film</a>"#))
    #expect(!chapter.contains("<video") && !chapter.contains("srcset"))
    #expect(book.cover.file == "images/cover.svg" && book.describesPictures)
  }

  @Test func `the picture of the series is the cover, unless it is a drawing`() async throws {
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    let bytes = try #require(Data(base64Encoded: png))
    var folder = Self.site.adding("series/tides.md", seriesText("Tides", "image: {src: t.png, alt: A tide}")).folder
    folder.files["content/series/t.png"] = bytes
    let cover = try await withTemporaryFolder(folder) { folder in
      let site = try await prepare(folder.path(), options(now: "2026-06-01"))
      return BookMaker(site.context, theme: site.renderer.theme, folder: folder.path()).book(of: Handle(0)).cover
    }
    #expect(cover.mediaType == "image/png" && cover.bytes == Array(bytes))
  }

  @Test func `notes are marked as such`() async throws {
    let (chapter, _) = try await chapter("A word.[^1]\n\n[^1]: The note.\n")
    #expect(chapter.contains(#"epub:type="noteref""#) && chapter.contains(#"epub:type="footnotes""#))
    #expect(chapter.contains(#"epub:type="footnote""#) && chapter.contains(#"epub:type="backlink""#))
    #expect(chapter.contains(##"href="part-1.xhtml#ebb--fn:1""##) && chapter.contains(##"id="ebb--fn:1""##))
  }

  @Test(arguments: [
    ("- [x] done\n- [ ] open", "<li>☑ done</li>\n<li>☐ open</li>"),
    ("a  \nb", "<p>a<br/>\nb</p>"), ("***", "<hr/>"), ("| a |\n|---|\n| b |", "<th scope=\"col\">a</th>"),
    ("`<&>`", "<code>&lt;&amp;&gt;</code>"), ("&nbsp;&copy;", "<p>\u{A0}©</p>"),
  ]) func `Markdown becomes XHTML`(markdown: String, expected: String) async throws {
    let chapter = try await chapter(markdown).text
    #expect(chapter.contains(expected), "\(chapter)")
    _ = XMLElements("<a xmlns:epub=\"http://www.idpf.org/2007/ops\">\(chapter)</a>")
  }

  @Test(arguments: [
    ("<script>bad()</script>ok", "bad"), ("<p onclick=\"bad()\">ok", "bad"), ("<style>bad</style>ok", "bad"),
    ("<p style=\"bad\">ok</p>", "bad"), ("<object>bad</object>ok", "bad"), ("<b><i>ok</b></i>", "</b></i>"),
    ("<a href=\"javascript:bad()\">ok</a>", "bad"), ("<font>ok", "font"), ("<svg><title>bad</title></svg>ok", "bad"),
  ]) func `of raw HTML, what a book may have is kept`(html: String, forbidden: String) async throws {
    let chapter = try await chapter("<div>\n\(html)\n</div>\n", settings: "markdown: {rawHTML: true}\n").text
    #expect(chapter.contains("ok"))
    #expect(!chapter.contains(forbidden), "\(chapter)")
    _ = XMLElements("<a xmlns:epub=\"http://www.idpf.org/2007/ops\">\(chapter)</a>")
  }

  @Test func `a post in another language says so`() async throws {
    let book = try await book(
      Self.site.adding("posts/ebb.md", postText("Ebbe", "2026-01-02", "series: tides\nlanguage: de", body: "Text.")))
    #expect(book.pages[2].titleLanguage == "de")
    #expect(book.page("part-1").contains(#"lang="de" xml:lang="de""#))
  }

  @Test(arguments: [("ar", true), ("he", true), ("ja", false)])
  func `a book is in the language and direction of its site`(language: String, isRightToLeft: Bool) async throws {
    let book = try await book(
      Self.site.adding("site.yml", MarkedText("title: Letters\nurl: https://example.com/\nlanguage: \(language)\n")))
    #expect(book.language == language && book.isRightToLeft == isRightToLeft)
    #expect(book.pages.allSatisfy { !$0.title.isEmpty && $0.title != "Title page" })
    #expect(String(decoding: book.cover.bytes, as: UTF8.self).contains("direction=\"rtl\"") == isRightToLeft)
  }

  @Test func `a site's own template and style sheet replace those of the theme`() async throws {
    let book = try await book(
      Self.site.adding("templates/book/title.mustache", "<h1>{{series.title}} of {{siteTitle}}</h1>")
        .adding("templates/book/style.css", "p { color: red }"))
    #expect(book.page("title") == "<h1>Tides of Letters</h1>")
    #expect(String(decoding: book.style, as: UTF8.self) == "p { color: red }")
  }

  @Test func `a misspelt name in such a template is an error`() async throws {
    let site: SiteText = ["templates/book/chapter.mustache": "{{chapter.1️⃣titel}}"]
    try await site.expect([
      "templates/book/chapter.mustache": [
        .error("`titel`: unknown name in `chapter`", at: 1, hint: "did you mean `title`?")
      ]
    ])
  }
}

extension Book {
  fileprivate func page(_ name: String) -> String {
    pages.first { $0.name == name }.map { String(decoding: $0.body, as: UTF8.self).trimmingCharacters(in: .newlines) }
      ?? ""
  }
}
