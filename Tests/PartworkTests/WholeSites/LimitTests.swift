import Foundation
import PartworkDiagnostics
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

/// Input without end is an error with its place, in bounded time and memory.
@Suite struct LimitTests {
  private func errors(_ site: Folder, _ links: [(path: String, target: String)] = []) async throws -> [Diagnostic] {
    try await withTemporaryFolder(site) { folder in
      for (path, target) in links {
        try FileManager.default.createSymbolicLink(
          atPath: folder.appending(path: path).path(), withDestinationPath: target)
      }
      return try await prepare(folder.path(), options(now: "2026-06-01")).diagnostics.filter { $0.severity == .error }
    }
  }

  @Test func `links between folders do not multiply without end`() async throws {
    let site = SiteText(["posts/a.md": postText("A"), "d1/x.txt": "x", "d2/x.txt": "x"]).folder
    let found = try await errors(
      site,
      [
        ("content/d1/a", "../d2"), ("content/d1/b", "../d2"), ("content/d2/a", "../d1"), ("content/d2/b", "../d1"),
      ])
    #expect(found.count == 8 && Set(found.map(\.message)) == ["this link points to a folder that contains it"])
    #expect(found.first?.location?.file == "content/d1/a/a")
  }

  @Test(arguments: [2, 3, 4]) func `chains of links do not multiply either`(width: Int) async throws {
    var site = SiteText(["posts/a.md": postText("A")]).folder
    var links: [(String, String)] = []
    for level in 0..<20 {
      site.files["content/d\(level)/x.txt"] = Data("x".utf8)
      if level < 19 { links += (0..<width).map { ("content/d\(level)/l\($0)", "../d\(level + 1)") } }
    }
    #expect(try await errors(site, links).map(\.message) == ["more than 1000 folders are reached through links"])
  }

  @Test func `a folder with some links to another is as before`() async throws {
    let site = SiteText(["posts/a.md": postText("A"), "d1/x.txt": "x"]).folder
    #expect(try await errors(site, [("content/d2", "d1"), ("content/d3", "d1")]) == [])
  }

  @Test func `a link to the output does not make the site grow`() async throws {
    let site = SiteText(["posts/a.md": postText("A")]).folder
    try await withTemporaryFolder(site) { folder in
      func build() async throws {
        let prepared = try await prepare(folder.path(), options(now: "2026-06-01"))
        _ = try await OutputFolder(nil, ofSite: folder.path()).write(prepared.renderer.files)
      }
      try await build()
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "content/x").path(), withDestinationPath: "../public")
      await #expect { try await build() } throws: { error in
        guard case WriteError.site(let found) = error else { return false }
        return found.allSatisfy { $0.message == "this file is in the output folder `public`" }
          && found.contains { $0.location?.file == "content/x/posts/a/index.html" }
      }
    }
  }

  /// Aliases in lists in aliases, `levels` deep, the last of them as a key.
  private static func aliases(_ levels: Int, isKey: Bool) -> String {
    var yaml = "extra:\n  a0: &a0 [x, x, x]\n"
    for level in 1...levels {
      let name = "*a\(level - 1)"
      yaml += "  a\(level): &a\(level) [\(Array(repeating: name, count: 9).joined(separator: ", "))]\n"
    }
    return yaml + (isKey ? "  ? *a\(levels)\n  : 1\n" : "")
  }

  @Test(arguments: [(9, true), (9, false), (4, true)]) func `aliases of aliases are counted before they are read`(
    levels: Int, isKey: Bool
  ) async throws {
    let site = SiteText([
      "posts/a.md": MarkedText("---\ntitle: A\ndate: 2026-01-02\n\(Self.aliases(levels, isKey: isKey))---\n")
    ])
    let found = try await errors(site.folder)
    #expect(found.map(\.message) == ["there are more than 30 aliases (`*name`) here"])
    #expect(found.first?.location?.line == 9)
  }

  @Test func `a few aliases are read, and emphasis is not one`() async throws {
    let emphasis = String(repeating: "an *a0* b ", count: 50)
    let site = SiteText([
      "posts/a.md": MarkedText(
        "---\ntitle: A\ndate: 2026-01-02\n\(Self.aliases(2, isKey: false))description: >-\n  \(emphasis)\n---\n"),
      "posts/b.md": MarkedText(
        "---\ntitle: B\ndate: 2026-01-02\nextra: {x: &x 1, y: \"*x\"}\ndescription: \"\(emphasis)\"\n---\n"),
    ])
    #expect(try await errors(site.folder).filter { $0.location?.file == "content/posts/b.md" } == [])
  }

  @Test func `keys that are given twice are found in one pass`() async throws {
    let keys = (0..<20_000).map { "k\($0): 1\n\"k\($0)\" : 2\n" }.joined()
    let found = try await errors(SiteText(["posts/a.md": MarkedText("---\n\(keys)---\n")]).folder)
    #expect(found.count == 20_000 && found[1].message == "`k1` is given twice" && found[1].location?.line == 5)
  }

  @Test(arguments: [("a/", 51), ("b", 1001), ("a/", 200_000)])
  func `a long permalink or alias is an error`(piece: String, count: Int) async throws {
    let path = "/" + String(repeating: piece, count: count)
    for key in ["permalink: \(path)", "aliases: [\(path)]"] {
      let found = try await errors(SiteText(["posts/a.md": postText("A", "2026-01-02", key)]).folder)
      #expect(found.map(\.message) == ["`\(path.prefix(40))…` is too long"])
    }
  }

  @Test func `a text, front matter and their depth have limits`() async throws {
    let site = SiteText([
      "posts/text.md": postText("A", body: String(repeating: "&", count: 10_000_001)),
      "posts/matter.md": postText("B", "2026-01-02", "description: \(String(repeating: "b", count: 1_000_001))"),
      "posts/deep.md": postText(
        "C", "2026-01-02",
        "extra: \(String(repeating: "[", count: 5000))\(String(repeating: "]", count: 5000))"),
    ])
    let found = try await errors(site.folder).map { "\($0.location?.file ?? ""): \($0.message)" }
    #expect(
      found == [
        "content/posts/deep.md: lists and maps are nested too deep here",
        "content/posts/matter.md: this YAML is larger than 1 MB",
        "content/posts/text.md: this file is larger than 10 MB",
      ])
  }

  @Test(arguments: ["categories", "tags"]) func `a post has not thousands of topics`(key: String) async throws {
    let names = (0..<5000).map { "Topic \($0)" }.joined(separator: ", ")
    let found = try await errors(SiteText(["posts/a.md": postText("A", "2026-01-02", "\(key): [\(names)]")]).folder)
    #expect(found.map(\.message) == ["a post has at most 500 \(key)"])
  }

  @Test func `a template that repeats without end is an error, and the site stays as it was`() async throws {
    let section = "{{#site.latestPosts}}"
    let loop = String(repeating: section, count: 9) + "x" + String(repeating: "{{/site.latestPosts}}", count: 9)
    var site = SiteText(Dictionary(uniqueKeysWithValues: (0..<10).map { ("posts/p\($0).md", postText("P\($0)")) }))
      .folder
    try await withTemporaryFolder(site) { folder in
      let output = OutputFolder(nil, ofSite: folder.path())
      let first = try await prepare(folder.path(), options(now: "2026-06-01"))
      _ = try await output.write(first.renderer.files, checking: { first.context.failures.all })
      let before = try Folder(reading: folder.appending(path: "public"))
      site.files["templates/post.mustache"] = Data(loop.utf8)
      try Data(loop.utf8).write(to: folder.appending(path: "templates/post.mustache"))
      let second = try await prepare(folder.path(), options(now: "2026-06-01"))
      let files = second.renderer.files.filter { $0.path.hasPrefix("posts/p0/") }
      await #expect { _ = try await output.write(files, checking: { second.context.failures.all }) } throws: { error in
        guard case WriteError.site(let found) = error else { return false }
        return found.map(\.message) == ["sections over lists repeat more than 1000000 times on one page"]
          && found[0].location?.file == "templates/post.mustache"
      }
      #expect(try Folder(reading: folder.appending(path: "public")) == before)
    }
  }

  @Test func `so is an intro that does`() async throws {
    let loop = String(repeating: "{{#series.parts}}", count: 8) + "x" + String(repeating: "{{/series.parts}}", count: 8)
    var site = [
      "series/s.md": seriesText("S", "intro: '\(loop)'"),
      "templates/post.mustache": "{{#post.memberships}}{{{intro}}}{{/post.memberships}}",
    ]
    for number in 1...10 { site["posts/p\(number).md"] = postText("P\(number)", "2026-01-02", "series: s") }
    let prepared = try await SiteText(site).prepared()
    let page = try #require(prepared.context.plan.pages.first { $0.url == "/posts/p1/" })
    _ = prepared.renderer.render(page)
    #expect(
      prepared.context.failures.all.map(\.message) == ["sections over lists repeat more than 1000000 times on one page"]
    )
    #expect(prepared.context.failures.all.first?.location?.file == "content/series/s.md")
  }

  @Test func `the docs list the limits`() throws {
    let docs = try String(contentsOf: packageRoot.appending(path: "docs/limits.md"), encoding: .utf8)
    func row(_ what: String, _ number: Int, _ unit: String) {
      let text = String(number).reversed().enumerated().map { $0 > 0 && $0 % 3 == 0 ? "\($1)," : "\($1)" }.reversed()
        .joined()
      #expect(docs.contains("| \(what) | \(text)\(unit) |"), "\(what): \(text)\(unit)")
    }
    row("a text with its front matter", Limits.text / 1_000_000, " MB")
    row("the Markdown of a file takes to parse", Limits.parsingSeconds, " seconds")
    row("front matter, `site.yml`", Limits.frontMatter / 1_000_000, " MB")
    row("lists and maps in each other, in YAML", Limits.yamlDepth, "")
    row("values in YAML, those behind aliases counted each time", Limits.yamlValues, "")
    row("aliases (`*name`) in a YAML text", Limits.yamlAliases, "")
    row("a permalink or an alias", Limits.url, " bytes")
    row("names between the slashes of one", Limits.urlNames, "")
    row("folders that are reached through symbolic links", Limits.linkedFolders, "")
    row("parts of a series", Limits.parts, "")
    row("categories of a post, and tags", Limits.terms, " each")
    row("templates that include each other", Limits.inclusions, " deep")
    row("sections over lists repeat, on one page", Limits.repetitions, " times")
  }
}
