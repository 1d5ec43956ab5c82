import Partwork
import Testing

@Suite struct HostFilesTests {
  @Test func `pages have a strict policy, and assets are kept for a year`() {
    #expect(
      HostHeaders().text == """
        /*
          Content-Security-Policy: \(ContentSecurityPolicy().text)
          X-Content-Type-Options: nosniff
          Referrer-Policy: strict-origin-when-cross-origin

        /assets/*
          Cache-Control: public, max-age=31536000, immutable

        """)
  }

  @Test func `rules carry the base path`() {
    let rules = HostHeaders(basePath: "/blog/").text.split(separator: "\n").filter { $0.hasPrefix("/") }
    #expect(rules == ["/blog/*", "/blog/assets/*"])
  }

  @Test func `what is not named may not be loaded`() {
    let directives = ContentSecurityPolicy().text.components(of: "; ")
    #expect(directives.contains("default-src 'none'"))
    #expect(directives.contains("script-src 'self'"))
    #expect(directives.contains("style-src 'self'"))
    #expect(directives.contains("base-uri 'none'"))
    #expect(directives.contains("frame-ancestors 'none'"))
    #expect(directives.contains("form-action 'self'"))
    #expect(!ContentSecurityPolicy().text.contains("unsafe"))
  }

  @Test func `raw HTML may have styles of its own and frames, but no scripts`() {
    let directives = ContentSecurityPolicy(allowsRawHTML: true).text.components(of: "; ")
    #expect(directives.contains("style-src-attr 'unsafe-inline'"))
    #expect(directives.contains("frame-src https:"))
    #expect(directives.contains("script-src 'self'"))
  }

  @Test func `forms may go to a named site`() {
    let policy = ContentSecurityPolicy(formTargets: ["https://letters.example"])
    #expect(policy.text.components(of: "; ").contains("form-action 'self' https://letters.example"))
  }

  @Test func `redirects are sorted, a line each`() {
    let text = HostRedirects.text([
      Redirect(from: "/blog/z/", to: "/blog/posts/a/"), Redirect(from: "/blog/2019/old.html", to: "/blog/posts/ä/"),
    ])
    #expect(text == "/blog/2019/old.html /blog/posts/%C3%A4/ 301\n/blog/z/ /blog/posts/a/ 301\n")
  }

  @Test func `an earlier path is no pattern`() {
    let text = HostRedirects.text([Redirect(from: "/a b/*/:splat", to: "https://almanac.example/x/")])
    #expect(text == "/a%20b/%2A/%3Asplat https://almanac.example/x/ 301\n")
  }

  @Test func `a redirect page leads browsers and search engines on`() {
    let page = RedirectPage(
      title: "Neap & \"spring\" tides", target: "/blog/posts/neap-tides/",
      canonicalURL: "https://almanac.example/blog/posts/neap-tides/", language: "en")
    #expect(
      page.html() == """
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
