import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("A writer's own files instead of Partwork's") struct ReplacementTests {
  @Test(arguments: ["robots.txt", "_headers", "_redirects", "404.html"])
  func `the writer's file wins, and is named`(path: String) async throws {
    let site = try await SiteText([path: "own\n"]).prepared()
    #expect(site.diagnostics == [])
    let outputs = site.context.plan.outputs.filter { $0.path == path }
    #expect(outputs.count == 1)
    let files = site.renderer.files.filter { $0.path == path }
    #expect(files.map { $0.source?.hasSuffix("content/\(path)") } == [true])
    #expect(site.context.plan.replacements == ["content/\(path)"])
  }

  @Test func `a page at 404.html wins, and stays out of the sitemap`() async throws {
    let site = try await SiteText([
      "pages/lost.md": "---\ntitle: Lost\npermalink: /404.html\n---\nTry the archive.\n",
      "templates/page.mustache": "<head>{{{metadata}}}</head>{{{content}}}",
    ]).prepared()
    #expect(site.diagnostics == [])
    let html = try #require(site.html("/404.html"))
    #expect(html.contains("Try the archive."))
    #expect(html.contains("noindex"))
    #expect(!html.contains("canonical"))
    #expect(site.output("sitemap.xml")?.contains("404.html") == false)
    #expect(site.context.plan.replacements == ["content/pages/lost.md"])
  }

  @Test func `a line in the writer's file stands for what Partwork would write`() async throws {
    let standard = try await SiteText(["posts/a.md": postText("A", "2026-01-01", "aliases: /old/")]).prepared()
    let site = try await SiteText([
      "posts/a.md": postText("A", "2026-01-01", "aliases: /old/"),
      "_headers": "@default\n/fonts/*\r\n  Access-Control-Allow-Origin: *\n",
      "_redirects": "/shop/* https://shop.example/:splat 302\n  @default\n@default  ",
      "robots.txt": "User-agent: Example\nDisallow: /\n\n@default\n# @default",
    ]).prepared()
    #expect(site.diagnostics == [])
    let (headers, redirects, robots) = (
      try #require(standard.output("_headers")), try #require(standard.output("_redirects")),
      try #require(standard.output("robots.txt"))
    )
    #expect(site.output("_headers") == headers + "/fonts/*\n  Access-Control-Allow-Origin: *\n")
    #expect(redirects == "/old/ /posts/a/ 301\n")
    #expect(site.output("_redirects") == "/shop/* https://shop.example/:splat 302\n  @default\n" + redirects)
    #expect(site.output("robots.txt") == "User-agent: Example\nDisallow: /\n\n" + robots + "# @default\n")
  }

  @Test func `a file of that name elsewhere is a file like any other`() async throws {
    let site = try await SiteText([
      "posts/a/index.md": postText("A"), "posts/a/robots.txt": "@default\n", "files/404.html": "own",
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.context.plan.replacements == [])
    #expect(site.paths.contains("404.html") && site.paths.contains("robots.txt"))
    #expect(site.renderer.files.first { $0.path == "posts/a/robots.txt" }?.source != nil)
  }
}
