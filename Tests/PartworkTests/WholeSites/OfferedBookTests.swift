import Foundation
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

/// E-books as a part of the site.
@Suite struct OfferedBookTests {
  private static func site(_ settings: String = "", _ series: String = "") -> SiteText {
    [
      "site.yml": MarkedText("title: Letters\nurl: https://example.com/blog/\n\(settings)"),
      "series/tides.md": seriesText("Tides", series), "posts/ebb.md": postText("Ebb", "2026-01-02", "series: tides"),
    ]
  }

  @Test(arguments: [
    ("", "", false), ("", "epub: true", true), ("", "epub: true\nstatus: paused", true), ("epub: true\n", "", false),
    ("epub: true\n", "status: complete", true), ("epub: true\n", "status: complete\nepub: false", false),
  ]) func `a series is offered if it or the site says so`(
    settings: String, series: String, isOffered: Bool
  ) async throws {
    let paths = try await Self.site(settings, series).prepared().paths
    #expect(paths.contains("series/tides/tides.epub") == isOffered)
    #expect(paths.contains("opds.xml") == isOffered)
  }

  @Test func `a series without a part to read is not offered`() async throws {
    let site: SiteText = ["series/tides.md": seriesText("Tides", "epub: true\nstatus: announced\nparts: [{title: A}]")]
    let paths = try await site.prepared().paths
    #expect(!paths.contains { $0.hasSuffix(".epub") || $0 == "opds.xml" })
  }

  @Test func `what is not true or false is an error`() async throws {
    try await Self.site("epub: 1️⃣always\n").expect([
      "site.yml": [
        .error("`epub` must be true or false, not `always`", at: 1, hint: "write `epub: true` or `epub: false`")
      ]
    ])
  }

  @Test func `its pages link to it with type and size`() async throws {
    let site = try await Self.site("", "epub: true").withTheme(of: packageRoot).prepared()
    for url in ["/series/tides/", "/series/tides/all/"] {
      let html = try #require(site.html(url))
      #expect(
        html.contains(
          #"<link rel="alternate" type="application/epub+zip" title="Tides" href="https://example.com/blog/series/tides/tides.epub">"#
        ))
      let link = try #require(
        html.firstMatch(
          of: #/<a class="more" href="/blog/series/tides/tides.epub" type="application/epub\+zip" download>(.*?)<\/a>/#)
      )
      #expect(link.1.wholeMatch(of: /Download as an e-book \(EPUB, \d+ KB\)/) != nil, "\(link.1)")
      #expect(html.contains("type=\"application/atom+xml;profile=opds-catalog;kind=acquisition\""))
    }
    let size = try #require(site.context.bookSize(Handle(0)))
    let file = try #require(site.renderer.files.first { $0.path == "series/tides/tides.epub" })
    guard case .bytes(let bytes) = file.content else { return }
    #expect(bytes.count == size)
  }

  @Test func `two builds give the same bytes`() async throws {
    func bytes() async throws -> Data? {
      try await withTemporaryFolder(Self.site("", "epub: true").folder) { folder in
        try await build(folder.path(), options(now: "2026-06-01")).files["series/tides/tides.epub"]
      }
    }
    let first = try #require(try await bytes())
    #expect(first.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(try await bytes() == first)
  }

  @Test func `the catalogue lists what readers can download, with covers that they can load`() async throws {
    let site = try await Self.site("", "epub: true\ndescription: On the sea.").adding(
      "authors/ann.md", "---\nname: Ann & Bo\n---\n"
    ).adding("posts/ebb.md", postText("Ebb", "2026-01-02", "series: tides\nauthors: ann")).prepared()
    let catalogue = XMLElements(try #require(site.output("opds.xml")))
    #expect(catalogue.texts("feed/title") == ["Letters · E-books"])
    #expect(catalogue.texts("feed/entry/id") == ["https://example.com/blog/series/tides/"])
    #expect(catalogue.texts("feed/entry/author/name") == ["Ann & Bo"])
    #expect(catalogue.texts("feed/entry/dc:issued") == ["2026-01-02"])
    let relations = catalogue.attributes("rel", of: "feed/entry/link")
    #expect(relations == ["alternate", "http://opds-spec.org/acquisition/open-access"])
    #expect(
      catalogue.attributes("href", of: "feed/entry/link").last
        == "https://example.com/blog/series/tides/tides.epub")
    #expect(catalogue.attributes("type", of: "feed/entry/link").last == "application/epub+zip")
  }

  @Test func `a book in preparation is not in the catalogue`() async throws {
    let site: SiteText = [
      "series/tides.md": seriesText("Tides", "epub: true"),
      "posts/ebb.md": postText("Ebb", "2026-01-02", "draft: true\nseries: tides"),
    ]
    let paths = try await site.prepared(drafts: true).paths
    #expect(paths.contains("series/tides/tides.epub") && !paths.contains("opds.xml"))
    #expect(try await !site.prepared().paths.contains { $0.hasSuffix(".epub") })
  }

  @Test func `texts can link to it`() async throws {
    let site = Self.site("", "epub: true").adding(
      "pages/about.md", "---\ntitle: About\n---\n[Book](/series/tides/tides.epub), [catalogue](/opds.xml)\n")
    try await site.expect([:])
  }

  @Test func `a template of a book that names its size does not wait for itself`() async throws {
    let site = try await Self.site("", "epub: true")
      .adding("templates/book/colophon.mustache", "<p>[{{series.book.size}}]</p>").prepared()
    #expect(site.context.bookSize(Handle(0)) != nil)
  }
}
