import Foundation
import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

/// What a site adds to the theme of this repository without touching its files.
@Suite("Hooks of the theme") struct HookTests {
  @Test(arguments: ["head", "header-extra", "before-footer"])
  func `a hook of the layout is on every page, once`(name: String) async throws {
    let site = try await site(["templates/partials/\(name).mustache": "<p>HOOK {{page.kind}} {{site.title}}</p>"])
    for page in site.context.plan.pages {
      let html = try #require(site.html(page.url))
      #expect(html.components(separatedBy: "<p>HOOK \(page.kind.rawValue) Site</p>").count == 2, "\(page.url)")
    }
  }

  @Test(arguments: [
    ("head", "application/ld+json", "</head>"), ("header-extra", "aria-label=\"Site\"", "</header>"),
    ("before-footer", "</main>", "<footer"), ("after-post", "e-content", "</article>"),
  ])
  func `a hook is where its name says`(name: String, before: String, after: String) async throws {
    let site = try await site(["templates/partials/\(name).mustache": "HOOK"])
    let html = try #require(site.html("/posts/a/"))
    let hook = try #require(html.firstRange(of: "HOOK"))
    #expect(html[..<hook.lowerBound].contains(before))
    #expect(!html[..<hook.lowerBound].contains(after))
    #expect(html[hook.upperBound...].contains(after))
  }

  @Test func `the hook below posts sees the post, and is on posts only`() async throws {
    let site = try await site([
      "templates/partials/after-post.mustache": "HOOK {{title}} {{slug}} {{extra.thread}} {{page.url}}"
    ])
    #expect(site.html("/posts/a/")?.contains("HOOK A a 12 /posts/a/") == true)
    #expect(site.html("/posts/b/")?.contains("HOOK B b  /posts/b/") == true)
    for url in ["/", "/about/", "/series/s/", "/series/s/all/", "/archive/"] {
      #expect(site.html(url)?.contains("HOOK") == false)
    }
  }

  @Test func `the comments that the docs show need no other hosts than those named there`() async throws {
    let docs = try String(contentsOf: packageRoot.appending(path: "docs/themes.md"), encoding: .utf8)
    let examples = docs.matches(of: /```yaml\n(security: [^\n]*)\n```\n\n```html\n([^`]*)```/)
    #expect(examples.count == 3)
    for example in examples {
      let files: [String: MarkedText] = [
        "site.yml": MarkedText("title: Site\nurl: https://example.com/\n\(example.1)\n"),
        "templates/partials/after-post.mustache": MarkedText(String(example.2)),
      ]
      _ = try await site(files)
    }
  }

  @Test func `hooks that nobody fills leave no trace`() async throws {
    let site = try await site([:])
    for page in site.context.plan.pages {
      let html = try #require(site.html(page.url))
      #expect(!html.contains("hook") && !html.contains("custom.css"), "\(page.url)")
    }
  }

  @Test(arguments: ["", "/blog"]) func `custom.css is linked after the theme's style sheet`(path: String) async throws {
    let site = try await site(["templates/assets/custom.css": "a { color: teal }"], path: path)
    let folder = site.renderer.theme.assets.folderURL
    #expect(folder.hasPrefix("\(path)/assets/"))
    for url in ["/", "/posts/a/", "/404.html"] {
      let html = try #require(site.html(url))
      let sheets = html.matches(of: /<link rel="stylesheet" href="([^"]*)"/).map { String($0.1) }
      #expect(sheets == [folder + "style.css", folder + "custom.css"])
    }
  }

  @Test func `a theme that prints the metadata has it too`() async throws {
    let site = try await SiteText([
      "templates/assets/custom.css": "", "templates/404.mustache": "<head>{{metadata}}</head>",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/404.html")?.contains("/custom.css\">\n") == true)
  }

  @Test func `posts outside a series lead to those before and after them by date`() async throws {
    let site = try await site([:])
    let alone = try #require(site.html("/posts/c/"))
    #expect(alone.contains("aria-label=\"Before and after, by date\""))
    #expect(alone.contains("<a class=\"neighbour neighbour-previous\" href=\"/posts/b/\" rel=\"prev\">"))
    #expect(!alone.contains("neighbour-next"))
    #expect(site.html("/posts/a/")?.contains("by date") == false)
  }

  /// A site with the theme of this repository and `files` of its own.
  private func site(_ files: [String: MarkedText], path: String = "") async throws -> PreparedSite {
    var texts: [String: MarkedText] = [
      "site.yml": MarkedText("title: Site\nurl: https://example.com\(path)/\n"),
      "series/s.md": seriesText("S"), "authors/ann.md": "---\nname: Ann\n---\n",
      "pages/about.md": "---\ntitle: About\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "series: s\nauthor: ann\nextra: {thread: 12}", body: "Text."),
      "posts/b.md": postText("B", "2026-01-02", "series: s\ncategories: Sea", body: "Text."),
      "posts/c.md": postText("C", "2026-01-03", body: "Text."),
    ]
    for (path, bytes) in try Folder(reading: packageRoot.appending(path: "templates")).files {
      texts["templates/\(path)"] = MarkedText(String(decoding: bytes, as: UTF8.self))
    }
    let site = try await SiteText(texts.merging(files) { $1 }).prepared()
    #expect(site.diagnostics == [])
    return site
  }
}
