import PartworkSupport
import PartworkDiagnostics
import Foundation
import PartworkMarkdown
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading a site") struct ContentTests {
  private static let siteYML = "title: A\nurl: https://example.com\n"

  private func read(_ site: URL, reusing earlier: Content? = nil) async -> Content {
    await readContent(site: site.path(percentEncoded: false), reusing: earlier)
  }

  @Test func `every file under content is read or copied, in the order of paths`() async throws {
    let folder = Folder([
      "content/site.yml": Self.siteYML,
      "content/posts/b.md": "---\ntitle: B\ndate: 2026-03-12\n---\n",
      "content/posts/a/index.md": "---\ntitle: A\ndate: 2026-03-12\n---\n",
      "content/posts/a/photo.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "content/series/s.md": "---\ntitle: S\n---\n",
      "content/authors/ada.md": "---\nname: Ada\n---\n",
      "content/categories/c.md": "",
      "content/pages/about.md": "---\ntitle: About\n---\n",
      "content/logo.svg": "<svg/>",
    ])
    try await withTemporaryFolder(folder) { site in
      let content = await read(site)
      #expect(content.diagnostics == [])
      #expect(content.settings.title.value == "A")
      #expect(content.posts.map(\.title.value) == ["A", "B"])
      #expect(content.series.map(\.id) == ["s"])
      #expect(content.authors.map(\.id) == ["ada"])
      #expect(content.terms.map(\.slug) == ["c"])
      #expect(content.pages.map(\.path) == ["about"])
      #expect(content.files.map(\.file) == ["content/logo.svg", "content/posts/a/photo.jpg"])
    }
  }

  @Test func `many files come in the same order each time`() async throws {
    var folder = Folder(["content/site.yml": Self.siteYML])
    for number in 100..<250 {
      folder["content/posts/p\(number).md"] = "---\ntitle: P\(number)\ndate: 2026-03-12\nmood: x\n---\n"
    }
    try await withTemporaryFolder(folder) { site in
      let content = await read(site)
      #expect(content.posts.map(\.title.value) == (100..<250).map { "P\($0)" })
      #expect(content.diagnostics.compactMap(\.location?.file) == content.posts.map(\.file))
    }
  }

  @Test func `problems in all files are reported in order`() async throws {
    let folder = Folder([
      "content/site.yml": "title: A\nurl: example.com\n",
      "content/posts/a.md": "---\ntitle: A\n---\n",
      "content/pages/b.md": "no front matter",
      "content/posts/2026/c.md": "",
      "content/note.md": "",
    ])
    try await withTemporaryFolder(folder) { site in
      #expect(
        await read(site).diagnostics.map { "\($0.location?.description ?? ""): \($0.message)" } == [
          "content/note.md: this Markdown file is copied unchanged",
          "content/pages/b.md:1:1: this file has no front matter",
          "content/posts/2026/c.md:1:1: this file has no front matter",
          "content/posts/a.md:1:1: `date` is missing",
          "content/site.yml:2:6: `example.com` is not an absolute URL",
        ])
    }
  }

  @Test func `a site needs a content folder with site.yml`() async throws {
    try await withTemporaryFolder { site in
      #expect(
        await read(site).diagnostics == [
          Diagnostic(
            .error, "this site has no `content` folder", at: SourceLocation("content/site.yml"),
            hint: "start a site with `partwork init`, or name the folder of one with `--site`")
        ])
    }
    try await withTemporaryFolder(Folder(["content/pages/a.md": "---\ntitle: A\n---\n"])) { site in
      let content = await read(site)
      #expect(
        content.diagnostics == [
          Diagnostic(
            .error, "this file is missing", at: SourceLocation("content/site.yml"),
            hint: "create it with two lines: `title: My site` and `url: https://example.com/`")
        ])
      #expect(content.pages.count == 1)
    }
  }

  @Test(arguments: [
    ("posts/2012-03-04-imported.html", "---\ntitle: A\nlayout: post\n---\n<p>Text</p>"),
    ("posts/a.htm", "---\r\ntitle: A\r\n---\r\n"),
    ("posts/a.adoc", "\u{FEFF}---\ntitle: A\n---\n= A\n"),
    ("posts/note.txt", "+++\ntitle = \"A\"\n\n[taxonomies]\ntags = []\n+++\n"),
    ("posts/one/notes.md", "---\ntitle: A\n---\n"),
    ("posts/one/more.html", "---\n# A comment\n\ntitle: A\n---\n"),
    ("series/a.html", "---\ntitle: A\n---\n"),
    ("notes.md", "---\ntitle: A\n---\n"),
    ("feed.xml", "---\nlayout: null\n---\n<feed/>"),
    ("css/style.scss", "---\n---\n@import 'a';"),
    ("about.html", "---   \n\"title\" : A\n---\n"),
  ])
  func `a file with front matter that is not read is an error`(path: String, text: String) async throws {
    var folder = Folder([
      "content/site.yml": Self.siteYML, "content/posts/one/index.md": "---\ntitle: A\ndate: 2026-03-12\n---\n",
    ])
    folder["content/" + path] = text
    try await withTemporaryFolder(folder) { site in
      let found = await read(site).diagnostics
      #expect(found.map(\.location?.file) == ["content/" + path])
      #expect(found.map(\.message) == ["this file begins with front matter, but it is not read"])
      #expect(found.map(\.severity) == [.error])
      #expect(found.first?.hint?.hasSuffix(", or remove its front matter to copy it unchanged") == true)
    }
  }

  @Test func `the way out depends on where the file is`() async throws {
    let text = "---\ntitle: A\n---\n"
    let folder = Folder([
      "content/site.yml": Self.siteYML, "content/posts/one/index.md": "---\ntitle: A\ndate: 2026-03-12\n---\n",
      "content/posts/old.html": text, "content/pages/old.txt": text, "content/posts/one/b.md": text,
      "content/c.d.html": text,
    ])
    try await withTemporaryFolder(folder) { site in
      let end = ", or remove its front matter to copy it unchanged"
      #expect(
        await read(site).diagnostics.map { $0.hint?.replacing(end, with: "") } == [
          "move it to `content/posts/` or `content/pages/` as `c.d.md`",
          "rename it to `old.md` to make it a page",
          "rename it to `old.md` to make it a post (its HTML is kept only with `markdown.rawHTML: true`)",
          "move it out of the folder of content/posts/one/index.md to make it a post or a page",
        ])
    }
  }

  @Test(arguments: [
    ("a.txt", "---\nFirst, a line of text.\n---\n"), ("a.txt", "---\ntitle: A\n\nno end\n"),
    ("a.txt", "----\na: b\n----\n"),
    ("a.yml", "---\na: b\n---\nc: d\n"), ("a.patch", "--- a/x\n+++ b/x\n"), ("a.html", "<p>\n---\na: b\n---\n"),
    ("slides.txt", "---\n# One\n---\n# Two\n"), ("a.svg", "---"), ("a.txt", ""), ("a.txt", "+++\na: b\n+++\n"),
  ])
  func `other files may begin as they like`(path: String, text: String) async throws {
    try await withTemporaryFolder(Folder(["content/site.yml": Self.siteYML, "content/\(path)": text])) { site in
      let content = await read(site)
      #expect(content.diagnostics == [])
      #expect(content.files.map(\.file) == ["content/\(path)"])
    }
  }

  @Test(arguments: [
    ("notes.md", "move it to `content/pages/` to make it a page"),
    ("downloads/readme.md", "move it to `content/pages/` to make it a page"),
    ("posts/a/notes.md", "move it to its own file or folder to publish it, or change its extension"),
  ])
  func `Markdown without front matter in other folders is copied, with a warning`(path: String, hint: String)
    async throws
  {
    var folder = Folder([
      "content/site.yml": Self.siteYML, "content/posts/a/index.md": "---\ntitle: A\ndate: 2026-03-12\n---\n",
    ])
    folder["content/" + path] = "# Notes\n"
    try await withTemporaryFolder(folder) { site in
      #expect(
        await read(site).diagnostics == [
          Diagnostic(
            .warning, "this Markdown file is copied unchanged", at: SourceLocation("content/" + path), hint: hint)
        ])
    }
  }

  @Test func `only files that have changed are read again`() async throws {
    let folder = Folder([
      "content/site.yml": Self.siteYML,
      "content/posts/a.md": "---\ntitle: A\ndate: 2026-03-12\n---\n",
      "content/posts/b.md": "---\ntitle: B\ndate: 2026-03-12\n---\n",
    ])
    try await withTemporaryFolder(folder) { site in
      try await Task.sleep(for: .milliseconds(50))
      var first = await read(site)
      // A mark in the earlier result shows whether a file was read again.
      for path in ["content/posts/a.md", "content/posts/b.md"] {
        guard let index = first.contents.firstIndex(where: { $0.path == path }),
          let title = (first.contents[index].source as? PostSource)?.title.value,
          let post = readPost("---\ntitle: \(title), as remembered\ndate: 2026-03-12\n---\n", at: path)
        else { continue }
        let status = first.contents[index].status
        first.contents[index] = ReadFile(path: path, source: post, diagnostics: [], status: status)
      }
      try Folder([
        "content/posts/b.md": "---\ntitle: New\ndate: 2026-03-12\n---\n",
        "content/posts/c.md": "---\ntitle: C\ndate: 2026-03-12\n---\n",
      ]).write(to: site)
      let second = await read(site, reusing: first)
      #expect(second.posts.map(\.title.value) == ["A, as remembered", "New", "C"])

      try Folder(["content/site.yml": Self.siteYML + "markdown: {rawHTML: true}\n"]).write(to: site)
      let third = await read(site, reusing: first)
      #expect(third.posts.map(\.title.value) == ["A", "New", "C"])
    }
  }

  @Test func `a file that was written just before it was read is read again`() async throws {
    try await withTemporaryFolder(Folder(["content/site.yml": Self.siteYML])) { site in
      var content: Content?
      for number in 10..<60 {
        try Folder(["content/posts/a.md": "---\ntitle: A\(number)\ndate: 2026-03-12\n---\n"]).write(to: site)
        content = await read(site, reusing: content)
        #expect(content?.posts.map(\.title.value) == ["A\(number)"])
      }
    }
  }

  /// Files in /proc have a size of 0 bytes.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status"), "there is no /proc here"))
  func `a file without a size is read to its end`() throws {
    #expect(try !readBytes("/proc/self/status").isEmpty)
  }

  @Test(
    arguments: [
      ([0x61, 0xE9], 1), ([0xC0, 0x80], 0), ([0x61, 0xED, 0xA0, 0x80], 1), ([0xE2, 0x82], 0),
      ([0xF5, 0x80, 0x80, 0x80], 0),
      ([0x61, 0xC3, 0xA9], nil), ([], nil),
    ] as [([UInt8], Int?)])
  func `the first byte that is not UTF-8 is found`(bytes: [UInt8], offset: Int?) {
    #expect(bytes.firstInvalidUTF8 == offset)
  }
}
