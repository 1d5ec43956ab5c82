import Foundation
import Partwork
import PartworkDiagnostics
import PartworkSupport
import TestSupport
import Testing

@testable import PartworkImport

/// Exports of Ghost, Substack and Medium, and feeds, from their files to a site that builds.
@Suite struct PlatformReaderTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/import/samples").standardizedFileURL

  private static let areThere = FileManager.default.fileExists(atPath: samples.path)

  /// Writes `site` as a site that has to build, and gives what was written.
  @discardableResult
  private func write(_ site: ImportedSite) async throws -> (folder: Folder, report: ImportReport) {
    try await withTemporaryFolder { target in
      let choices = SiteImporter.ImportChoices(media: MediaStore.MediaOptions(downloads: false))
      let report = try await SiteImporter(to: target.path(), choices).write(site)
      #expect(report.diagnostics.filter { $0.severity == .error } == [])
      #expect(report.remarks.filter { $0.subject == .differences } == [])
      return (try Folder(reading: target), report)
    }
  }

  @Test(
    .enabled(if: areThere, "../shared/import/samples is absent"),
    arguments: ["ghost/posts.json", "ghost/old/version-003.json", "ghost/old/version-004.json"])
  func `a public export of Ghost comes over and builds`(_ name: String) async throws {
    let site = try GhostReader.site(in: Self.samples.appending(path: name).path)
    let (folder, _) = try await write(site)
    #expect(folder.paths.contains { $0.hasPrefix("content/posts/") })
  }

  @Test(.enabled(if: areThere, "../shared/import/samples is absent"))
  func `a public export of Substack comes over without buttons, and drafts stay hidden`() async throws {
    let (folder, report) = try await write(try SubstackReader.site(in: Self.samples.appending(path: "substack").path))
    let post = try #require(folder["content/posts/plain-text.md"])
    #expect(post.contains("title: Plain Text") && post.contains("permalink: \"/p/plain-text\"") == false)
    #expect(!post.contains("Sign up"))
    #expect(folder["content/posts/draft-text.md"]?.contains("draft: true") == true)
    #expect(folder["content/pages/about-us.md"] != nil)
    #expect(report.lostAddresses == [])
  }

  @Test(.enabled(if: areThere, "../shared/import/samples is absent"))
  func `a public export of Medium comes over without its titles in the texts`() async throws {
    let (folder, _) = try await write(try MediumReader.site(in: Self.samples.appending(path: "medium").path))
    let post = try #require(folder["content/posts/advanced-post.md"])
    #expect(post.contains("title: Advanced Post Title") && post.contains("subtitle: This is a subtitle of some sort"))
    #expect(!post.contains("### Advanced Post Title"))
    #expect(
      folder["content/posts/draft-post.md"]?.contains("draft: true") ?? false
        || folder.files.values.contains { String(decoding: $0, as: UTF8.self).contains("draft: true") })
  }

  @Test(.enabled(if: areThere, "../shared/import/samples is absent"))
  func `a public feed of sounds comes over with its players`() async throws {
    let (folder, _) = try await write(try FeedReader.site(in: Self.samples.appending(path: "feeds/libsyn.xml").path))
    #expect(folder.files.values.contains { String(decoding: $0, as: UTF8.self).contains(".mp3") })
    #expect(folder.files.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("person@example.com") })
  }

  @Test func `posts of Ghost for members become drafts, and its own tags are left out`() async throws {
    let export = """
      {"db": [{"data": {
        "posts": [
          {"id": 1, "title": "Open", "slug": "open", "html": "<p>A <a href='__GHOST_URL__/paid/'>link</a></p>", "status": "published",
           "visibility": "public", "published_at": "2020-01-02T10:00:00.000Z", "author_id": 7},
          {"id": 2, "title": "Paid", "slug": "paid", "html": "<p>secret</p>", "status": "published", "visibility": "paid",
           "published_at": "2020-01-03T10:00:00.000Z"},
          {"id": 3, "title": "About", "slug": "about", "html": "<p>Us</p>", "status": "published", "type": "page"}
        ],
        "users": [{"id": 7, "name": "Ann Author", "slug": "ann", "email": "ann@e.example", "bio": "Writes."}],
        "tags": [{"id": 4, "name": "Sea"}, {"id": 5, "name": "#internal"}],
        "posts_tags": [{"post_id": 1, "tag_id": 4}, {"post_id": 1, "tag_id": 5}],
        "settings": [{"key": "title", "value": "Letters"}, {"key": "navigation", "value": "[{\\"label\\": \\"About\\", \\"url\\": \\"/about/\\"}]"}]
      }}]}
      """
    try await withTemporaryFolder(Folder(["export.json": export])) { folder in
      let (site, report) = try await write(try GhostReader.site(in: folder.appending(path: "export.json").path))
      let post = try #require(site["content/posts/open.md"])
      #expect(
        post.contains("tags: [Sea]") && post.contains("author: ann-author")
          && post.contains("date: 2020-01-02T10:00:00Z"))
      #expect(site["content/posts/paid.md"]?.contains("draft: true") == true)
      #expect(site["content/pages/about.md"] != nil)
      #expect(site["content/site.yml"]?.contains("{label: About, url: pages/about.md}") == true)
      #expect(site.files.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("ann@e.example") })
      #expect(report.remarks.contains { $0.subject == .hidden && $0.message.contains("its readers are `paid`") })
    }
  }

  @Test func `RSS and Atom give posts with their addresses, dates and identities`() async throws {
    let rss = """
      <rss><channel><title>Letters</title><link>https://letters.example/</link>
      <item><title>One &amp; only</title><link>https://letters.example/2020/01/one/</link><guid>tag:x,2020:1</guid>
      <pubDate>Thu, 02 Jan 2020 10:00:00 +0100</pubDate><dc:creator>Ann Author</dc:creator><category>Sea</category>
      <content:encoded><![CDATA[<p>Text with <em>em</em>.</p>]]></content:encoded></item></channel></rss>
      """
    let atom = """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>Letters</title><link href="https://letters.example/"/>
      <entry><title>Two</title><link href="https://letters.example/two.html"/><id>tag:x,2020:2</id>
      <published>2020-02-03T10:00:00Z</published><author><name>Bo Author</name></author><category term="Tide"/>
      <content type="html">&lt;p&gt;More.&lt;/p&gt;</content></entry></feed>
      """
    try await withTemporaryFolder(Folder(["rss.xml": rss, "atom.xml": atom])) { folder in
      let (first, report) = try await write(try FeedReader.site(in: folder.appending(path: "rss.xml").path))
      let one = try #require(first["content/posts/one.md"])
      #expect(one.contains("title: One & only") && one.contains("date: 2020-01-02T10:00:00+01:00"))
      #expect(one.contains("id: \"tag:x,2020:1\"") && one.contains("tags: [Sea]") && one.hasSuffix("Text with *em*.\n"))
      #expect(report.lostAddresses == [])
      let (second, _) = try await write(try FeedReader.site(in: folder.appending(path: "atom.xml").path))
      let two = try #require(second["content/posts/two.md"])
      #expect(two.contains("author: bo-author") && two.contains("tags: [Tide]") && two.hasSuffix("More.\n"))
    }
  }

  @Test(arguments: [
    (
      "type=\"xhtml\"",
      "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>A &lt;b&gt; &amp; <em>c</em><br/>d</p><p/>%</div>"
    ),
    ("type=\"xhtml\"", "<x:div><x:p>A &lt;b&gt; &#38; <x:em>c</x:em><x:br/>d</x:p>%</x:div>"),
    ("type=\"xhtml\" xml:lang=\"en\"", "<div><p>A <![CDATA[<b> &]]> <em>c</em><br />d</p>%"),
  ])
  func `Atom with XHTML in it gives texts`(_ type: String, _ content: String) async throws {
    let rest = "<h2>Next</h2><ul><li><a href=\"https://e.example/?a=1&amp;b=2\" title=\"&quot;\">one</a></li></ul>"
    let feed = """
      <feed><title type="text">Letters</title><link href="https://letters.example/"/><entry>
      <title type="xhtml"><div>One <b>bold</b> tide</div></title><link href="https://letters.example/one/"/>
      <updated>2020-01-02T10:00:00Z</updated><content \(type)>\(content.replacing("%", with: rest))</content>
      </entry><entry><title>Two</title><updated>2020-01-03T10:00:00Z</updated><summary type="text">1 &lt; 2</summary></entry></feed>
      """
    try await withTemporaryFolder(Folder(["atom.xml": feed])) { folder in
      let (site, _) = try await write(try FeedReader.site(in: folder.appending(path: "atom.xml").path))
      let post = try #require(site["content/posts/one.md"])
      #expect(post.contains("title: One bold tide\n"))
      #expect(post.contains("A \\<b> &") && post.contains(" *c*"))
      #expect(post.hasSuffix("d\n\n## Next\n\n- [one](https://e.example/?a=1&b=2 \"\\\"\")\n"))
      #expect(site["content/posts/two.md"]?.hasSuffix("1 < 2\n") == true)
    }
  }

  private static let lexical = """
    {"root": {"type": "root", "children": [
      {"type": "paragraph", "children": [{"type": "extended-text", "text": "A "}, {"type": "text", "text": "b", "format": 3},
        {"type": "linebreak"}, {"type": "link", "url": "https://e.example/", "children": [{"type": "text", "text": "<c>"}]}]},
      {"type": "extended-heading", "tag": "h3", "children": [{"type": "text", "text": "Next"}]},
      {"type": "list", "tag": "ol", "children": [{"type": "listitem", "children": [{"type": "text", "text": "one"}]},
        {"type": "listitem", "children": [{"type": "text", "text": "two"}]}]},
      {"type": "image", "src": "https://e.example/a.jpg", "alt": "sea", "caption": "The <b>sea</b>"},
      {"type": "codeblock", "code": "a < b", "language": "c"}, {"type": "markdown", "markdown": "*m*"},
      {"type": "html", "html": "<p>raw</p>"}, {"type": "paywall"}
    ]}}
    """

  private static let mobiledoc = """
    {"version": "0.3.1", "atoms": [["soft-return", "", {}]],
     "markups": [["strong"], ["em"], ["a", ["rel", "x", "href", "https://e.example/"]]],
     "cards": [["image", {"src": "https://e.example/a.jpg", "alt": "sea", "caption": "The <b>sea</b>"}],
       ["code", {"code": "a < b", "language": "c"}], ["card-markdown", {"markdown": "*m*"}], ["html", {"html": "<p>raw</p>"}],
       ["paywall", {}]],
     "sections": [[1, "p", [[0, [], 0, "A "], [0, [0, 1], 2, "b"], [1, [], 0, 0], [0, [2], 1, "<c>"]]],
       [1, "h3", [[0, [], 0, "Next"]]], [3, "ol", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
       [10, 0], [10, 1], [10, 2], [10, 3], [10, 4], [10, 9], [10, -1]]}
    """

  @Test(arguments: [("lexical", lexical), ("mobiledoc", mobiledoc)])
  func `posts of Ghost without HTML are read from its editors' documents`(_ key: String, _ document: String)
    async throws
  {
    let text = try #require(String(data: JSONEncoder().encode(document), encoding: .utf8))
    let export = """
      {"data": {"posts": [
        {"id": 1, "title": "One", "slug": "one", "\(key)": \(text), "html": null, "status": "published", "published_at": "2020-01-02T10:00:00Z"},
        {"id": 2, "title": "None", "slug": "none", "\(key)": "{", "status": "published"}
      ]}}
      """
    try await withTemporaryFolder(Folder(["export.json": export])) { folder in
      let (site, report) = try await write(try GhostReader.site(in: folder.appending(path: "export.json").path))
      let body = """
        A ***b***\\
        [\\<c>](https://e.example/)

        ### Next

        1. one
        2. two

        ![sea](https://e.example/a.jpg "The sea")

        ```c
        a < b
        ```

        *m*

        raw

        """
      #expect(site["content/posts/one.md"]?.split(separator: "---\n\n").last.map(String.init) == body)
      let left = report.remarks.filter { $0.subject == .leftOut || $0.message.contains("Ghost") }.map(\.message)
      #expect(left == ["“One”: what Ghost shows with `paywall` is left out", "“None”: the export has no text of it"])
    }
  }

  @Test func `what is no export is an error that says what to take`() async throws {
    try await withTemporaryFolder(Folder(["a.json": "[]", "a.xml": "<rss><channel></channel></rss>"])) { folder in
      let ghost = try GhostReader.site(in: folder.appending(path: "a.json").path)
      #expect(ghost.isUnreadable && !ghost.diagnostics.isEmpty)
      let feed = try FeedReader.site(in: folder.appending(path: "a.xml").path)
      #expect(feed.isUnreadable && !feed.diagnostics.isEmpty)
      let substack = try SubstackReader.site(in: folder.path)
      #expect(substack.isUnreadable && !substack.diagnostics.isEmpty)
      let medium = try MediumReader.site(in: folder.path)
      #expect(medium.isUnreadable && !medium.diagnostics.isEmpty)
    }
  }

  @Test(
    .enabled(
      if: ["zip", "unzip"].allSatisfy { Program.find($0, in: Program.searchPath) != nil },
      "zip or unzip is not installed: apt-get install zip unzip"))
  func `a ZIP file is read as the folder in it is, with one around everything too`() async throws {
    let files = Folder([
      "posts.csv":
        "post_id,post_date,is_published,type,audience,title,subtitle\n1.one,2020-01-02T10:00:00Z,true,newsletter,everyone,One,\n2.two,2020-01-02T10:00:00Z,true,newsletter,only_paid,Two,\n",
      "posts/1.one.html": "<p>Text</p>", "posts/2.two.html": "<p>Paid</p>",
    ])
    let shell = try #require(Program.find("sh", in: Program.searchPath))
    for inner in ["", "export/"] {
      let packed = Folder(Dictionary(uniqueKeysWithValues: files.files.map { (inner + $0, $1) }))
      try await withTemporaryFolder(packed) { folder in
        #expect(shell.run(["-c", "cd '\(folder.path)' && zip -q -r a.zip ."])?.exitCode == 0)
        let archive = folder.appending(path: "a.zip").path
        let site = try UnpackedExport.site(at: archive, SubstackReader.site)
        #expect(site.posts.map(\.title) == ["One", "Two"] && site.posts.map(\.visibility) == [.open, .hidden])
        #expect(site.remarks.first?.place?.file == "\(archive)\(inner.isEmpty ? "" : "/export")/posts.csv")
        let (written, _) = try await write(site)
        #expect(written["content/posts/one.md"]?.hasSuffix("Text\n") == true)
      }
    }
    let none = try UnpackedExport.site(at: "/nowhere.zip", searchPath: [], SubstackReader.site)
    #expect(none.isUnreadable && none.diagnostics.map(\.hint) == ["install it, or unpack the file and name the folder"])
  }

  @Test func `comma-separated values may hold commas, quotation marks and line feeds`() {
    let rows = CSV.rows("a,b\n\"1,\"\"x\"\"\",\"two\nlines\"\r\n\n3,\n")
    #expect(rows.map(\.fields) == [["a", "b"], ["1,\"x\"", "two\nlines"], ["3", ""]])
    #expect(rows.map(\.line) == [1, 2, 5])
  }

  @Test(arguments: [
    ("a,\u{301}b", [["a", "\u{301}b"]]), ("\"a\u{600}\",b", [["a\u{600}", "b"]]), ("\u{600}\"a\"", [["\u{600}a"]]),
    ("\u{FEFF}a,b\r1,2", [["a", "b"], ["1", "2"]]), ("\"\"\n\na", [[""], ["a"]]), (",", [["", ""]]),
  ])
  func `comma-separated values are read byte by byte`(_ text: String, _ rows: [[String]]) {
    #expect(CSV.rows(text).map(\.fields) == rows)
  }
}
