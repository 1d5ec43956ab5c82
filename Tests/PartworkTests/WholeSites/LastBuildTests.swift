import Foundation
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

/// A build after a change renders only what may show it, and leaves what a build from nothing would.
@Suite(.serialized) struct LastBuildTests {
  private static let site: SiteText = [
    "posts/a.md":
      "---\ntitle: A\ndate: 2026-01-01\nauthors: [ann]\nseries: tides\ncategories: [Sea]\ntags: [Salt]\n---\nFirst.\n\nSecond.\n",
    "posts/b.md": "---\ntitle: B\ndate: 2026-01-02\nseries: tides\n---\nFirst.\n\n[A](a.md#more)\n\n## More\n",
    "posts/c/index.md": "---\ntitle: C\ndate: 2026-01-03\n---\nFirst.\n\n![A square](square.svg)\n",
    "posts/c/square.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>",
    "posts/d.md": "---\ntitle: D\ndate: 2026-01-04\n---\nFirst.\n\n<!--more-->\n\nSecond.\n",
    "series/tides.md": "---\ntitle: Tides\n---\nAbout tides.\n", "authors/ann.md": "---\nname: Ann\n---\nA bio.\n",
    "categories/sea.md": "---\ntitle: Sea\nparent: Water\n---\nThe sea.\n",
    "categories/water.md": "---\ntitle: Water\n---\nAll water.\n", "tags/salt.md": "---\ntitle: Salt\n---\nThe salt.\n",
    "pages/about.md": "---\ntitle: About\n---\nFirst.\n\nSecond.\n", "addresses.yml": "gone: []\n",
  ]

  @Test(arguments: [
    (
      "posts/a.md", "Second.", "Third.", ["posts/a/index.html", "series/tides/all/index.html", "series/tides/feed.xml"]
    ),
    (
      "posts/a.md", "Second.", "*Second* and third.",
      [
        "posts/a/index.html", "feed.xml", "categories/sea/feed.xml", "categories/water/feed.xml", "tags/salt/feed.xml",
      ]
    ),
    ("pages/about.md", "Second.", "Third.", ["about/index.html"]),
  ])
  func `a change of a text renders what shows the text`(
    path: String, old: String, new: String, shown: [String]
  ) async throws {
    let rendered = try await rendered(after: path, old, new)
    #expect(rendered.isSuperset(of: shown))
    #expect(!rendered.contains("posts/d/index.html"))
    #expect(!rendered.contains("index.html"))
  }

  @Test(arguments: [
    ("posts/a.md", "First.", "Another beginning."), ("posts/a.md", "title: A", "title: Another"),
    ("posts/a.md", "2026-01-01", "2026-02-01"), ("posts/d.md", "First.", "*First.*"),
    ("posts/b.md", "## More", "# More {#more}"),
    ("posts/c/square.svg", "width=\"10\"", "width=\"20\""), ("series/tides.md", "About", "On"),
    ("authors/ann.md", "A bio", "My bio"), ("categories/sea.md", "The sea", "Seas"),
    ("categories/sea.md", "parent: Water\n", ""), ("tags/salt.md", "The salt", "Salts"),
    ("posts/a.md", "[Salt]", "[Foam]"),
    ("posts/b.md", "date:", "draft: true\ndate:"),
    ("site.yml", "title: ", "title: My "),
    ("addresses.yml", "gone: []", "gone: [/old/]"),
  ])
  func `any other change leaves what a build from nothing would`(path: String, old: String, new: String) async throws {
    _ = try await rendered(after: path, old, new)
  }

  @Test func `a change of a template renders every page`() async throws {
    let rendered = try await rendered(after: "../templates/post.mustache", "<", "<!-- --><", everywhere: false)
    #expect(rendered.contains("posts/d/index.html"))
  }

  /// What a theme may show of every post on every page.
  private static let everywhere = """
    {{#site.latestPosts}}{{number}} {{title}} {{summary}} {{{excerpt}}} {{readingTime}} {{extra.tone}} \
    {{#authors}}{{name}}{{/authors}}{{#image}}{{url}}{{/image}}{{/site.latestPosts}} {{site.currentYear}}
    {{#site.series}}{{#parts}}{{title}} {{description}} {{readingTime}}{{/parts}}{{/site.series}}
    {{#site.categories}}{{{introduction}}}{{/site.categories}}{{#site.tags}}{{{introduction}}}{{/site.tags}}{{#site.authors}}{{{bio}}}{{/site.authors}}

    """

  @Test(arguments: [
    ("posts/a.md", "First.", "Another beginning.", true), ("posts/a.md", "title: A", "title: Another", true),
    ("posts/a.md", "Second.", "Third.", false), ("posts/a.md", "Second.", String(repeating: "word ", count: 600), true),
    ("posts/d.md", "First.", "Another beginning.", true),
    ("posts/c/index.md", "date:", "extra: {tone: x}\ndate:", true),
    ("authors/ann.md", "A bio", "My bio", true), ("categories/sea.md", "The sea", "Seas", true),
    ("tags/salt.md", "The salt", "Salts", true),
    ("pages/about.md", "Second.", "Third.", false),
  ])
  func `a theme may show posts on every page`(path: String, old: String, new: String, isShown: Bool) async throws {
    let rendered = try await rendered(after: path, old, new, hook: Self.everywhere)
    #expect(rendered.contains("posts/b/index.html") == isShown)
    #expect(rendered.contains("404.html") == isShown)
  }

  @Test func `a theme may show the number of words on every page`() async throws {
    let hook = "{{#site.latestPosts}}{{wordCount}}{{/site.latestPosts}}"
    #expect(try await rendered(after: "posts/a.md", "Second.", "Second and third.", hook: hook).contains("404.html"))
  }

  /// Builds the site, replaces `old` with `new` in a file of `content/`, and builds again, twice: after the last build,
  /// and from nothing. Both must leave the same. Each page shows `hook` above its footer. The result is the paths that the first of them did not take over.
  private func rendered(
    after path: String, _ old: String, _ new: String, everywhere: Bool = true, hook: String = ""
  ) async throws -> Set<String> {
    var site = Self.site.folder
    for (path, bytes) in try Folder(reading: packageRoot.appending(path: "templates")).files {
      site.files["templates/\(path)"] = bytes
    }
    site["templates/partials/before-footer.mustache"] = hook
    return try await withTemporaryFolder(site) { directory in
      func build(into output: String) async throws -> Set<String> {
        // A file that was written a moment ago is not trusted.
        try await Task.sleep(for: .milliseconds(60))
        let options = try options(now: "2026-06-01")
        let start = FileStatus.now
        let request = await BuildRequest(options, of: directory.path(), by: "/bin/sh")
        let folder = OutputFolder("\(directory.path())/\(output)", ofSite: directory.path())
        let last = await folder.lastBuild(like: request)
        let prepared = await prepare(directory.path(), options)
        let files = await prepared.files(after: last)
        _ = try await folder.write(files)
        await folder.remember(
          request, begunAt: start, files: files, of: prepared, outline: await prepared.outline(asOf: start), notes: [],
          diagnostics: [])
        return Set(files.filter { !$0.isUpToDate }.map(\.path))
      }
      #expect(try await build(into: "public").count > 20)
      #expect(try await build(into: "public").filter { $0.hasSuffix("index.html") && $0.hasPrefix("posts/") } == [])
      let file = directory.appending(path: "content/\(path)")
      let text = try String(contentsOf: file, encoding: .utf8)
      let changed = everywhere ? text.replacing(old, with: new) : text.replacing(old, with: new, maxReplacements: 1)
      try #require(changed != text)
      try changed.write(to: file, atomically: false, encoding: .utf8)
      let rendered = try await build(into: "public")
      _ = try await build(into: "other")
      #expect(
        try Folder(reading: directory.appending(path: "public")) == Folder(reading: directory.appending(path: "other")))
      return rendered
    }
  }
}
