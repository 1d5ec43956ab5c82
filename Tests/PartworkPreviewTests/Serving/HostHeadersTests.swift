import Foundation
import Partwork
import TestSupport
import Testing

@testable import PartworkPreview

@Suite("The site's policy in a preview") struct HostHeadersTests {
  @Test(arguments: [
    ("/*", "/", true), ("/*", "/posts/x/", true), ("/blog/*", "/blog/posts/", true), ("/blog/*", "/other/", false),
    ("/posts/:slug/", "/posts/x/", true), ("/posts/:slug/", "/posts/x/y/", false),
    ("/posts/:slug/*", "/posts/x/y/", true),
    ("/about/", "/about/", true), ("/about/", "/about/us/", false), ("/*.html", "/a/b.html", true),
    ("/*.html", "/a/b.htm", false), ("https://example.com/*", "/", false),
  ])
  func `rules apply to the paths that they match`(pattern: String, path: String, applies: Bool) {
    let headers = HostHeaders(Array("\(pattern)\n  X-A: 1\n".utf8))
    #expect(headers.values(of: "x-a", at: path) == (applies ? ["1"] : []))
  }

  @Test func `every rule that matches adds its headers`() {
    let text = "# policy\n/*\r\n\tX-A:  a  b\n  # none\n  x-b: 2\n\n/posts/*  \n  X-A: c:d\n"
    let headers = HostHeaders(Array(text.utf8))
    #expect(headers.values(of: "x-a", at: "/posts/") == ["a b", "c:d"])
    #expect(headers.values(of: "x-a", at: "/") == ["a b"])
    #expect(headers.values(of: "x-b", at: "/posts/") == ["2"])
  }

  @Test func `pages come with the policy of the site`() async throws {
    let content = [
      "index.html": "<body>Home</body>", "posts/x/index.html": "<body>X</body>", "404.html": "<body>None</body>",
      "a.txt": "a",
      "_headers":
        "/*\n  Content-Security-Policy: default-src 'self'\n  X-Frame-Options: DENY\n/posts/*\n  content-security-policy: img-src *\n",
    ]
    try await RunningPreview.run(content) { preview async throws in
      #expect(try await preview.get("/")["Content-Security-Policy"] == "default-src 'self'")
      #expect(try await preview.get("/")["X-Frame-Options"] == nil)
      #expect(try await preview.get("/posts/x/")["Content-Security-Policy"] == "default-src 'self', img-src *")
      #expect(try await preview.get("/none/")["Content-Security-Policy"] == "default-src 'self'")
      #expect(try await preview.get("/a.txt")["Content-Security-Policy"] == nil)
    }
    try await RunningPreview.run(["index.html": "<body>Home</body>"]) { preview async throws in
      #expect(try await preview.get("/")["Content-Security-Policy"] == nil)
    }
  }

  @Test func `it is that of a build, and tabs reload when it changes`() async throws {
    try await withTemporaryFolder(SmallSite.folder) { directory in
      func page(_ more: String) async throws -> PreviewPage {
        try Folder(["content/site.yml": SmallSite.settings(more: more)]).write(to: directory)
        let session = SiteSession(folder: directory.path()) { EditionOptions(clock: .instant(1_780_272_000)) }
        let site = LiveSite(root: directory.path())
        site.update(await session.read(after: FileChanges()))
        guard case .page(let page) = SiteAnswer.find(try #require(RequestPath("/posts/first/")), in: site) else {
          throw Missing()
        }
        let headers = try #require(site.current.snapshot?.content(of: "_headers").flatMap(site.bytes))
        let lines = String(decoding: headers, as: UTF8.self).split(separator: "\n")
        #expect(page.policies.count == 1 && lines.contains { $0 == "  Content-Security-Policy: \(page.policies[0])" })
        return page
      }
      let plain = try await page("")
      let open = try await page("security: {scripts: plausible.io}\n")
      #expect(open.policies[0].contains("script-src 'self' https://plausible.io;"))
      #expect(plain.fingerprint != open.fingerprint)
      #expect(try await page("").fingerprint == plain.fingerprint)
    }
  }

  private struct Missing: Error {}
}
