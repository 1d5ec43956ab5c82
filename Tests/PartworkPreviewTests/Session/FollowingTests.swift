import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct FollowingTests {
  /// Whether the site can be followed, without being prepared again, after `files` were written into it.
  private static func isFollowed(_ files: [String: String], in folder: Folder = SmallSite.folder) async throws -> Bool {
    try await withTemporaryFolder(folder) { directory in
      let options = SiteSessionTests.options
      let site = await prepare(directory.path, options)
      #expect(site.diagnostics.filter { $0.severity == .error } == [])
      try Folder(files).write(to: directory)
      return site.following(Set(files.keys), in: directory.path, options) != nil
    }
  }

  @Test func `a text and a template are followed`() async throws {
    let post = SmallSite.content["content/posts/first.md"] ?? ""
    let page = SmallSite.content["content/pages/about.md"] ?? ""
    #expect(try await Self.isFollowed(["content/posts/first.md": post + "\nMore, with a [wrong link](none.md).\n"]))
    #expect(try await Self.isFollowed(["content/pages/about.md": page + "\nMore.\n"]))
    #expect(try await Self.isFollowed(["templates/partials/card.mustache": "{{title}}{{wrong}}"]))
    #expect(
      try await Self.isFollowed(["templates/assets/style.css": "p {}", "content/pages/about.md": page + "\nx\n"]))
  }

  @Test(arguments: [
    ["content/posts/alone.md": SmallSite.post("Another title", author: "grace", body: "> [!NOTE]\n> Alone.")],
    ["content/posts/alone.md": SmallSite.post("Alone", author: "grace", body: "> [!NOTE]\n> Alone.\n\nA summary.")],
    ["content/posts/alone.md": SmallSite.post("Alone", author: "grace", body: "> [!NOTE]\n> Alone.\n\n## A heading")],
    ["content/posts/new.md": SmallSite.post("New", body: "New.")],
    ["content/authors/ada.md": "---\nname: Ada\n---\nAnother bio.\n"],
    ["content/site.yml": SmallSite.settings()],
    ["content/dot.svg": SmallSite.dot(7)],
    ["templates/series-walk.mustache": "A template of its own"],
    ["templates/theme.yml": "settings:\n  a: {type: text}\n"],
    ["content/home.md": "A text on the home page.\n"],
  ])
  func `a change that other files depend on prepares the site again`(files: [String: String]) async throws {
    #expect(try await !Self.isFollowed(files))
  }

  @Test func `a change of what the policy concerns prepares the site again`() async throws {
    var folder = SmallSite.folder
    folder["content/site.yml"] = SmallSite.settings(more: "markdown: {rawHTML: true}\n")
    let post = SmallSite.content["content/posts/first.md"] ?? ""
    for script in ["<script>a()</script>", "<p onclick='a()'>", "<style>p{}</style>"] {
      #expect(try await !Self.isFollowed(["content/posts/first.md": "\(post)\n\(script)\n"], in: folder))
    }
    #expect(try await Self.isFollowed(["content/posts/first.md": "\(post)\n<p class='a'>More.\n"], in: folder))
  }

  @Test func `a new year prepares the site again`() async throws {
    var folder = SmallSite.folder
    folder["content/posts/soon.md"] = nil
    try await withTemporaryFolder(folder) { directory in
      let site = await prepare(directory.path, SiteSessionTests.options)
      var later = SiteSessionTests.options
      for (moment, isFollowed) in [(1_798_761_599, true), (1_798_761_600, false)] {
        later.clock = .instant(moment)
        #expect((site.following([], in: directory.path, later) != nil) == isFollowed)
      }
    }
  }

  @Test func `a site with symbolic links is prepared again`() async throws {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      let link = directory.path + "/content/posts/second-name.md"
      #expect(symlink("alone.md", link) == 0)
      let site = await prepare(directory.path, SiteSessionTests.options)
      #expect(site.following(["content/posts/alone.md"], in: directory.path, SiteSessionTests.options) == nil)
    }
  }

  @Test func `a post whose date has come is noticed`() async throws {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      let now = SiteSessionTests.options
      let site = await prepare(directory.path, now)
      var later = now
      later.clock = .instant(1_780_000_100)
      #expect(site.following([], in: directory.path, later) != nil)
      later.clock = .instant(1_800_000_000)
      #expect(site.following([], in: directory.path, later) == nil)
    }
  }
}
