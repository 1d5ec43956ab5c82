import Foundation
import Partwork
import PartworkDiagnostics
import PartworkSupport
import TestSupport
import Testing

@testable import PartworkImport

/// Whole imports, from the files of an export to a site that builds.
@Suite struct SiteImportTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/import/samples/wordpress").standardizedFileURL

  private static let exports: [String] = {
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: samples.path)) ?? []
    // There is no item in it, and the command says so.
    return found.filter { $0.hasSuffix(".xml") && $0 != "malformed.xml" }.sorted()
  }()

  /// Imports `files` to `folder` without downloads.
  @discardableResult
  private func run(
    _ files: [String], to folder: URL, dryRun: Bool = false, uploads: String? = nil, closings: Bool = true,
    takes: @escaping @Sendable (SeriesEvidence) -> Bool = { _ in false }
  ) async throws -> ImportReport {
    let site = try WordPressReader.site(in: files)
    let choices = SiteImporter.ImportChoices(
      media: MediaStore.MediaOptions(uploads: uploads, downloads: false), isDryRun: dryRun, movesClosings: closings)
    return try await SiteImporter(to: folder.path(), choices, takes: takes).write(site)
  }

  @Test(.enabled(if: !exports.isEmpty, "../shared/import/samples is absent"), arguments: exports)
  func `a public export comes over, builds, and says what its source says`(_ name: String) async throws {
    let file = Self.samples.appending(path: name).path
    let source = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    try await withTemporaryFolder { folder in
      let report = try await run([file], to: folder)
      #expect(report.diagnostics.filter { $0.severity == .error } == [])
      #expect(report.remarks.filter { $0.subject == .differences } == [])
      #expect(report.lostAddresses.allSatisfy { $0.contains("?") }, "\(report.lostAddresses)")
      // Addresses of people are never written.
      let written = try Folder(reading: folder)
      let people = source.matches(of: /<wp:(?:author|comment_author)_email>(?:<!\[CDATA\[)?([^<\]]+@[^<\]]+)/).map(\.1)
      for (path, bytes) in written.files {
        let text = String(decoding: bytes, as: UTF8.self)
        for address in people { #expect(!text.contains(address), "\(address) is in \(path)") }
      }
    }
  }

  /// An export with an item of each kind.
  private func export(_ items: String, head: String = "") -> String {
    """
    <?xml version="1.0"?>
    <rss><channel><title>Letters</title><link>https://letters.example</link>
    <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://letters.example</wp:base_blog_url>
    <wp:author><wp:author_login>ann</wp:author_login><wp:author_email>ann@letters.example</wp:author_email>
    <wp:author_display_name>Ann Author</wp:author_display_name></wp:author>
    \(head)\(items)
    </channel></rss>
    """
  }

  private func item(
    _ title: String, _ number: Int, _ text: String, type: String = "post", status: String = "publish",
    password: String = "", more: String = ""
  ) -> String {
    """
    <item><title>\(title)</title><link>https://letters.example/2020/01/letter-\(number)/</link>
    <dc:creator>ann</dc:creator><content:encoded><![CDATA[\(text)]]></content:encoded>
    <wp:post_id>\(number)</wp:post_id><wp:post_date>2020-01-0\(number % 9 + 1) 10:00:00</wp:post_date>
    <wp:post_date_gmt>2020-01-0\(number % 9 + 1) 10:00:00</wp:post_date_gmt>
    <wp:post_name>letter-\(number)</wp:post_name><wp:status>\(status)</wp:status>
    <wp:post_password>\(password)</wp:post_password><wp:post_type>\(type)</wp:post_type>\(more)</item>
    """
  }

  private func withExport(
    _ text: String, _ body: (_ file: String, _ folder: URL) async throws -> Void
  ) async throws {
    try await withTemporaryFolder(Folder(["export.xml": text])) { folder in
      try await body(folder.appending(path: "export.xml").path, folder.appending(path: "site"))
    }
  }

  @Test func `what was not public is in no file of the built site`() async throws {
    let items = [
      item("Open", 1, "Everyone reads this."), item("Private", 2, "secret-private", status: "private"),
      item("Locked", 3, "secret-password", password: "x"), item("Waiting", 4, "secret-pending", status: "pending"),
      item("Odd", 5, "secret-custom", status: "in-review"), item("Old", 6, "secret-trash", status: "trash"),
      item("Page", 7, "secret-page", type: "page", status: "private"),
    ]
    try await withExport(export(items.joined())) { file, folder in
      let report = try await run([file], to: folder)
      let site = await prepare(folder.path(), EditionOptions(clock: .instant(1_800_000_000)))
      #expect(site.site.posts.map(\.title) == ["Open"] && site.site.pages.isEmpty)
      for output in site.renderer.files {
        guard case .bytes(let bytes) = output.content else { continue }
        #expect(!String(decoding: bytes, as: UTF8.self).contains("secret-"), "\(output.path)")
      }
      #expect(report.remarks.count { $0.subject == .hidden } == 5)
      #expect(report.remarks.count { $0.subject == .leftOut } == 1)
      #expect(
        try Folder(reading: folder).files.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("trash-") })
    }
  }

  @Test func `links between posts become links to files, whatever form they had`() async throws {
    let text = """
      <a href="https://letters.example/2020/01/letter-2/">a</a> <a href="http://www.letters.example/2020/01/letter-2">b</a>
      <a href="/2020/01/letter-2/#part">c</a> <a href="https://letters.example/?p=2">d</a>
      <a href="//letters.example/category/news/">e</a> <a href="https://elsewhere.example/">f</a>
      """
    let category = "<category domain=\"category\" nicename=\"news\">News</category>"
    try await withExport(export(item("One", 1, text) + item("Two", 2, "<h2 id=\"part\">Part</h2>", more: category))) {
      file, folder in
      let report = try await run([file], to: folder)
      #expect(report.diagnostics == [])
      let post = try Folder(reading: folder)["content/posts/letter-1.md"]
      #expect(
        post?.hasSuffix(
          """
          [a](letter-2.md) [b](letter-2.md)\\
          [c](letter-2.md#part) [d](letter-2.md)\\
          [e](../categories/news.md) [f](https://elsewhere.example/)

          """) == true, "\(post ?? "")")
    }
  }

  @Test func `a second import updates what was not touched, and leaves what was`() async throws {
    let one = export(item("One", 1, "First.") + item("Two", 2, "Second.") + item("Three", 3, "Third."))
    let two = export(
      item("One", 1, "First, revised.") + item("Two", 2, "Second, revised.") + item("Three", 3, "Third.")
        + item("Four", 4, "New."))
    try await withExport(one) { file, folder in
      try await run([file], to: folder)
      let mine = folder.appending(path: "content/posts/letter-2.md")
      let edited = try String(contentsOf: mine, encoding: .utf8) + "\nMy own line.\n"
      try edited.write(to: mine, atomically: true, encoding: .utf8)
      try two.write(toFile: file, atomically: true, encoding: .utf8)
      let report = try await run([file], to: folder)
      let site = try Folder(reading: folder)
      #expect(site["content/posts/letter-1.md"]?.contains("First, revised.") == true)
      #expect(site["content/posts/letter-2.md"] == edited)
      #expect(site["content/posts/letter-4.md"]?.contains("New.") == true)
      #expect((report.written, report.updated, report.kept.count) == (1, 1, 1))
      #expect(report.kept == ["content/posts/letter-2.md"])
      // A third one has nothing to do.
      let last = try await run([file], to: folder)
      #expect((last.written, last.updated) == (0, 0))
    }
  }

  @Test func `a dry run writes nothing but the report`() async throws {
    try await withExport(export(item("One", 1, "First."))) { file, folder in
      let dry = try await run([file], to: folder, dryRun: true)
      #expect(try Folder(reading: folder).paths == ["import-report.md"])
      let real = try await run([file], to: folder)
      #expect(dry.text == real.text)
    }
  }

  @Test func `a file that was there before an import stays`() async throws {
    try await withExport(export(item("One", 1, "First."))) { file, folder in
      try Folder(["content/posts/letter-1.md": "mine"]).write(to: folder)
      let report = try await run([file], to: folder)
      #expect(try Folder(reading: folder)["content/posts/letter-1.md"] == "mine")
      #expect(report.kept == ["content/posts/letter-1.md"])
    }
  }

  @Test func `a bio and an outro that close posts are said once, unless they are to stay`() async throws {
    let bio = "<p><em>Ann Author writes letters from the coast and answers each of them.</em></p>"
    let items = (1...4).map { item("Letter \($0)", $0, "<p>Text number \($0).</p>\(bio)") }.joined()
    try await withExport(export(items)) { file, folder in
      let report = try await run([file], to: folder)
      let site = try Folder(reading: folder)
      #expect(site["content/authors/ann-author.md"]?.contains("writes letters from the coast") == true)
      #expect(site["content/posts/letter-1.md"]?.contains("coast") == false)
      #expect(report.remarks.contains { $0.subject == .authors && $0.message.contains("closes 4 posts") })
    }
    try await withExport(export(items)) { file, folder in
      try await run([file], to: folder, closings: false)
      #expect(try Folder(reading: folder)["content/posts/letter-1.md"]?.contains("coast") == true)
    }
  }

  @Test func `series that titles show are taken only when asked`() async throws {
    let items = (1...3).map { item("A walk, part \($0)", $0, "Text \($0).") }.joined()
    try await withExport(export(items)) { file, folder in
      let report = try await run([file], to: folder)
      #expect(report.remarks.contains { $0.subject == .evidence && $0.message.contains("A walk") })
      #expect(try Folder(reading: folder).paths.allSatisfy { !$0.contains("content/series/") })
    }
    try await withExport(export(items)) { file, folder in
      try await run([file], to: folder, takes: { _ in true })
      let series = try #require(try Folder(reading: folder)["content/series/a-walk.md"])
      #expect(series.contains("parts: [letter-1, letter-2, letter-3]"))
    }
  }

  @Test func `an outro, a bio and a call to action are found one above the other, and what differs stays`() async throws
  {
    let next = ["Next week we turn to the mentee.", "Next week the chairs are turned.", "That was the last of them."]
    let items = (1...3).map { number in
      item(
        "Chairs, part \(number)", number,
        """
        Text number \(number).

        These letters have changed how we work. \(next[number - 1]) We speak from experience, and gladly do it again.

        Ann Author writes letters from the coast and answers each of them.

        Find out how ready you are: <a href="https://elsewhere.example/">take the test today</a>!
        """)
    }
    try await withExport(export(items.joined())) { file, folder in
      let report = try await run([file], to: folder, takes: { _ in true })
      let site = try Folder(reading: folder)
      let series = try #require(site["content/series/chairs.md"])
      #expect(
        series.contains("These letters have changed how we work. We speak from experience, and gladly do it again."))
      #expect(site["content/authors/ann-author.md"]?.contains("writes letters from the coast") == true)
      #expect(site["content/site.yml"]?.contains("take the test today") == true)
      for number in 1...3 {
        let post = try #require(site["content/posts/letter-\(number).md"])
        #expect(post.hasSuffix("Text number \(number).\n\n\(next[number - 1])\n"), "\(post)")
      }
      #expect(report.remarks.contains { $0.message.hasSuffix("the sentences in which they differ stay in the posts") })
    }
  }

  @Test(arguments: [
    ["One thing. Another thing here.", "One thing. Something else now."],
    ["We thank you all for reading this letter to its end.", "Now it rains, and that is all there is to say today."],
    ["*First half of a saying. Second half* of this one.", "*First half of a saying. Another half* of this one."],
  ])
  func `paragraphs that share little are not one closing`(_ paragraphs: [String]) {
    #expect(SharedClosing(paragraphs) == nil)
  }

  @Test func `a sound of the media library is played`() async throws {
    let text = "<audio controls src=\"https://letters.example/wp-content/uploads/waves.mp3\"></audio>"
    let file = """
      <item><title>Waves</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type>
      <wp:status>inherit</wp:status>
      <wp:attachment_url>https://letters.example/wp-content/uploads/waves.mp3</wp:attachment_url></item>
      """
    try await withExport(export(item("One", 1, text) + file)) { file, folder in
      let report = try await run([file], to: folder)
      #expect(
        try Folder(reading: folder)["content/posts/letter-1.md"]?.contains(
          "![](https://letters.example/wp-content/uploads/waves.mp3)") == true)
      #expect(!report.text.contains("no player"))
      #expect(report.remarks.filter { $0.subject == .differences } == [])
    }
  }

  @Test func `a site with dead links builds, with warnings`() async throws {
    let text = "<a href=\"https://letters.example/gone/\">gone</a>"
    try await withExport(export(item("One", 1, text))) { file, folder in
      let report = try await run([file], to: folder)
      #expect(report.diagnostics.map(\.severity) == [.warning])
      #expect(try Folder(reading: folder)["content/site.yml"]?.contains("links: {broken: warning}") == true)
    }
  }

  @Test func `a cut export gives its complete items, and is said to be cut`() async throws {
    let whole = export(item("One", 1, "First.") + item("Two", 2, "Second.") + item("Three", 3, "Third."))
    let cut = try #require(whole.range(of: "Third."))
    try await withExport(String(whole[..<cut.lowerBound])) { file, folder in
      let report = try await run([file], to: folder)
      let site = try Folder(reading: folder)
      #expect(site["content/posts/letter-1.md"] != nil && site["content/posts/letter-2.md"] != nil)
      #expect(site["content/posts/letter-3.md"] == nil)
      #expect(report.text.contains("## The export"))
    }
  }
}
