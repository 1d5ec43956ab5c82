import PartworkDiagnostics
import PartworkSupport
import Foundation
import TestSupport
import Testing

@testable import Partwork

/// What holds for every site, tested with the sample site of the repository and a site with many kinds of names.
@Suite("Whole sites") struct WholeSiteTests {
  private static let golden = packageRoot.appending(path: "Tests/PartworkTests/Golden/series/site")
  private static let sites = [packageRoot, golden]

  /// The site in `folder` alone: its content and theme.
  private func sources(_ folder: URL) throws -> Folder {
    var site = Folder()
    for name in ["content", "templates"] {
      for (path, bytes) in try Folder(reading: folder.appending(path: name)).files {
        site.files["\(name)/\(path)"] = bytes
      }
    }
    return site
  }

  @Test(arguments: sites)
  func `a site is the same whenever and wherever it is built`(folder: URL) async throws {
    let site = try sources(folder)
    let options = try options(now: "2026-12-01", drafts: true, future: true)
    let first = try await withTemporaryFolder(site) { try await build($0.path(), options) }
    let second = try await withTemporaryFolder(site) { folder in
      let first = try await build(folder.path(), options)
      return (first, try await build(folder.path(), options))
    }
    #expect(!first.files.isEmpty)
    #expect(first == second.0)
    #expect(first == second.1)
  }

  @Test func `the state of earlier builds changes nothing in the output`() async throws {
    let options = try options(now: "2026-12-01")
    try await withTemporaryFolder(try sources(Self.golden)) { site in
      func write() async throws -> Folder {
        let prepared = await prepare(site.path(), options)
        _ = try await OutputFolder(nil, ofSite: site.path()).write(prepared.renderer.files)
        return try Folder(reading: site.appending(path: "public"))
      }
      let first = try await write()
      try FileManager.default.removeItem(at: site.appending(path: ".partwork"))
      #expect(try await write() == first)
      #expect(try await write() == first)
      #expect(first.paths.contains("index.html"))
    }
  }

  @Test(arguments: sites, ["https://elsewhere.example/", "https://elsewhere.example/a/b/"])
  func `every internal link of every page leads to a file, below the base path`(folder: URL, url: String) async throws {
    let base = try SiteURL(parsing: url)
    // A full URL of the site in its texts is that of another site once the site has moved.
    let output = try await build(
      folder.path(), options(now: "2026-12-01", drafts: true, future: true, url: url))
    var count = 0
    for path in output.paths where path.hasSuffix(".html") || path.hasSuffix(".xml") || path.hasSuffix(".json") {
      for link in Links.all(in: output[path] ?? "") {
        let target: String
        if link.hasPrefix(base.origin + "/") {
          target = String(link.dropFirst(base.origin.count))
        } else if link.hasPrefix("/") {
          target = link
        } else {
          continue
        }
        count += 1
        guard target.hasPrefix(base.basePath + "/") else {
          Issue.record("\(path) links to \(link), which is not below \(base.basePath)/")
          continue
        }
        let file = SiteURL.file(at: String(target.dropFirst(base.basePath.count).prefix { $0 != "?" && $0 != "#" }))
        if output.files[file] == nil { Issue.record("\(path) links to \(link), and there is no \(file)") }
      }
    }
    #expect(count > 100)
  }

  @Test(arguments: sites)
  func `every anchor that a page links to is on the page`(folder: URL) async throws {
    let output = try await build(folder.path(), options(now: "2026-12-01", url: "https://example.com/a/"))
    let base = "/a"
    for path in output.paths where path.hasSuffix(".html") {
      for link in Links.all(in: output[path] ?? "") {
        guard let mark = link.firstIndex(of: "#"), !link.contains("://") else { continue }
        let file = mark == link.startIndex ? path : SiteURL.file(at: String(link[..<mark].dropFirst(base.count)))
        let id = link[link.index(after: mark)...]
        #expect(output[file]?.contains("id=\"\(id)\"") == true, "\(path) links to \(link)")
      }
    }
  }

  @Test(arguments: sites)
  func `no page has an ID twice`(folder: URL) async throws {
    let output = try await build(folder.path(), options(now: "2026-12-01"))
    for path in output.paths where path.hasSuffix(".html") {
      let ids = Links.values(of: " id=\"", in: output[path] ?? "")
      #expect(Set(ids).count == ids.count, "\(path): \(ids.sorted())")
    }
  }

  @Test(arguments: [
    ["Contents", "Main", "Parts"], ["Posts", "Latest", "2026"], ["Part 1", "B", "Contents"],
    ["Note[^1]", "Series", "Top"],
  ])
  func `headings of any name in all texts of a page have IDs of their own`(headings: [String]) async throws {
    let text = headings.map { "## \($0)\n\n" }.joined() + "[^1]: A note\n"
    func block(_ key: String) -> String {
      "\(key): |\n" + text.split(separator: "\n").map { "  \($0)\n\n" }.joined()
    }
    let post = "series: s\nauthors: [ann, bo]\ncategories: Sea"
    let site = try await SiteText([
      "home.md": MarkedText(text), "pages/about.md": MarkedText("---\ntitle: About\n---\n\(text)"),
      "posts/a.md": postText("A", "2026-01-01", post, body: text),
      "posts/b.md": postText("B", "2026-01-02", "\(post)\n\(block("callToAction"))", body: text),
      "series/s.md": seriesText("S", "\(block("intro"))\(block("outro"))", body: "Text"),
      "authors/ann.md": MarkedText("---\nname: Ann\n---\n\(text)"),
      "authors/bo.md": MarkedText("---\nname: Bo\n---\n\(text)"),
      "categories/sea.md": MarkedText("---\ntitle: Sea\n---\n\(text)"),
    ]).withTheme(of: packageRoot).prepared()
    #expect(site.diagnostics.filter { $0.severity == .error } == [])
    for page in site.context.plan.pages {
      let html = try #require(site.html(page.url))
      let ids = Links.values(of: " id=\"", in: html)
      #expect(Set(ids).count == ids.count, "\(page.url): \(ids.sorted())")
      for link in Links.values(of: " href=\"#", in: html) {
        #expect(ids.contains(PercentEncoding.decoded(link)), "\(page.url): #\(link)")
      }
    }
    #expect(site.html("/authors/ann/")?.contains(" id=\"\(Slug.make(headings[1]))\"") == true)
  }

  @Test(arguments: sites)
  func `XML and JSON can be parsed`(folder: URL) async throws {
    let output = try await build(folder.path(), options(now: "2026-12-01"))
    for path in output.paths {
      guard let bytes = output.files[path] else { continue }
      if path.hasSuffix(".xml") {
        #expect(!XMLElements(String(decoding: bytes, as: UTF8.self)).elements.isEmpty, "\(path)")
      } else if path.hasSuffix(".json") {
        #expect(throws: Never.self, "\(path)") { try JSONSerialization.jsonObject(with: bytes) }
      } else if path.hasSuffix(".html") {
        let html = String(decoding: bytes, as: UTF8.self)
        for block in html.components(separatedBy: "<script type=\"application/ld+json\">").dropFirst() {
          let json = block.components(separatedBy: "</script>")[0]
          #expect(throws: Never.self, "\(path)") { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
        }
      }
    }
  }
}

/// The URLs in the text of a page or feed.
private enum Links {
  /// The values of `href`, `src` and similar attributes, including those in HTML that is escaped in a feed.
  static func all(in text: String) -> [String] {
    let plain = text.replacing("&lt;", with: "<").replacing("&quot;", with: "\"").replacing("\\\"", with: "\"")
      .replacing("&amp;", with: "&").replacing("\": \"", with: "\":\"")
    return [" href=\"", " src=\"", "\"url\":\"", "<loc>", "\"@id\":\""].flatMap { values(of: $0, in: plain) }
      .filter { !$0.isEmpty }
  }

  /// The text after each `start`, up to the quote or tag that ends it.
  static func values(of start: String, in text: String) -> [String] {
    text.components(separatedBy: start).dropFirst().map { String($0.prefix { $0 != "\"" && $0 != "<" }) }
  }
}
