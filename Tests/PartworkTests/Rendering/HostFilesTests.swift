import Testing

@testable import Partwork

@Suite struct HostFilesTests {
  @Test func `pages have a strict policy, and assets may be kept for a year`() {
    #expect(
      HostFiles.headers(basePath: "/", allowsRawHTML: false) == """
        /*
          Content-Security-Policy: \(HostFiles.contentSecurityPolicy(allowsRawHTML: false))
          X-Content-Type-Options: nosniff
          Referrer-Policy: strict-origin-when-cross-origin

        /assets/*
          Cache-Control: public, max-age=31536000, immutable

        """)
  }

  @Test func `rules have the base path`() {
    let text = HostFiles.headers(basePath: "/blog/", allowsRawHTML: false)
    let rules = text.split(separator: "\n").filter { $0.hasPrefix("/") }
    #expect(rules == ["/blog/*", "/blog/assets/*"])
  }

  @Test func `nothing may be loaded unless it is named`() {
    let policy = HostFiles.contentSecurityPolicy(allowsRawHTML: false)
    let directives = policy.components(of: "; ")
    #expect(directives.contains("default-src 'none'"))
    #expect(directives.contains("script-src 'self'"))
    #expect(directives.contains("style-src 'self'"))
    #expect(directives.contains("base-uri 'none'"))
    #expect(directives.contains("frame-ancestors 'none'"))
    #expect(directives.contains("form-action 'self'"))
    #expect(!policy.contains("unsafe"))
  }

  @Test func `raw HTML may have its own styles and frames, but no scripts`() {
    let directives = HostFiles.contentSecurityPolicy(allowsRawHTML: true).components(of: "; ")
    #expect(directives.contains("style-src-attr 'unsafe-inline'"))
    #expect(directives.contains("frame-src https:"))
    #expect(directives.contains("script-src 'self'"))
  }

  @Test func `redirects are sorted, one per line`() {
    let text = HostFiles.redirects(
      [
        Redirect(from: "/z/", to: "/posts/a/", title: "A"),
        Redirect(from: "/2019/old.html", to: "/posts/ä/", title: "Ä"),
      ], gone: [], at: site)
    #expect(text == "/blog/2019/old.html /blog/posts/%C3%A4/ 301\n/blog/z/ /blog/posts/a/ 301\n")
  }

  @Test func `an earlier path is not read as a pattern`() {
    let text = HostFiles.redirects([Redirect(from: "/a b/*/:splat", to: "/x/", title: "X")], gone: [], at: site)
    #expect(text == "/blog/a%20b/%2A/%3Asplat /blog/x/ 301\n")
  }

  @Test func `crawlers may read everything and find the sitemap`() {
    #expect(
      HostFiles.robots(sitemapURL: "https://almanac.example/sitemap.xml")
        == "User-agent: *\nDisallow:\n\nSitemap: https://almanac.example/sitemap.xml\n")
  }

  private let site = SiteURL(origin: "https://almanac.example", basePath: "/blog")

  @Test func `a redirect page forwards browsers and search engines`() {
    let redirect = Redirect(from: "/neap/", to: "/posts/neap-tides/", title: "Neap & \"spring\" tides")
    #expect(
      HostFiles.redirectPage(redirect, at: site, language: "en") == """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Neap &amp; &quot;spring&quot; tides</title>
        <link rel="canonical" href="https://almanac.example/blog/posts/neap-tides/">
        <meta name="robots" content="noindex">
        <meta http-equiv="refresh" content="0; url=/blog/posts/neap-tides/">
        </head>
        <body>
        <p>
        <a href="/blog/posts/neap-tides/">Neap &amp; &quot;spring&quot; tides</a>
        </p>
        </body>
        </html>

        """)
  }
}

extension String {
  /// The parts of the text between `separator`s.
  fileprivate func components(of separator: String) -> [String] {
    split(separator: separator).map(String.init)
  }
}
