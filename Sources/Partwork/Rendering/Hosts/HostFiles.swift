import PartworkSupport

/// The files at the root of the site that hosts and crawlers read.
enum HostFiles {
  /// The response headers, in `_headers`, as Netlify and Cloudflare Pages read it.
  ///
  /// A request gets the headers of every rule that matches, and a header set twice gets both values. So each header is
  /// set by one rule only: pages keep the host's own caching, which asks again each time.
  ///
  /// - Parameters:
  ///   - basePath: where the site begins on its host; begins and ends with `/`.
  ///   - allowsRawHTML: whether writers may use raw HTML.
  static func headers(basePath: String, allowsRawHTML: Bool) -> String {
    let base = PercentEncoding.url(basePath)
    return """
      \(base)*
        Content-Security-Policy: \(contentSecurityPolicy(allowsRawHTML: allowsRawHTML))
        X-Content-Type-Options: nosniff
        Referrer-Policy: strict-origin-when-cross-origin

      \(base)\(AssetLibrary.folder)/*
        Cache-Control: public, max-age=31536000, immutable

      """
  }

  /// What a page of the site may load and run (Content Security Policy Level 3).
  ///
  /// Styles and scripts come from the theme's own files only. JSON-LD needs no exception: a `script` element whose type is
  /// not that of a script is a data block, which never runs and which the policy does not concern (HTML, "prepare the
  /// script element").
  ///
  /// - Parameter allowsRawHTML: whether writers' own `style` attributes and frames of other sites work.
  static func contentSecurityPolicy(allowsRawHTML: Bool) -> String {
    var directives = [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: https:",
      "media-src 'self' https:", "font-src 'self'", "connect-src 'self'", "manifest-src 'self'",
    ]
    if allowsRawHTML { directives += ["style-src-attr 'unsafe-inline'", "frame-src https:"] }
    directives += ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
    return directives.joined(separator: "; ")
  }

  /// The redirects, in `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it: a line each, sorted.
  ///
  /// The status is a plain 301. Netlify would need `301!` to prefer it to the redirect page at the same path, but
  /// Cloudflare drops such a line, and the page sends readers on as well.
  static func redirects(_ redirects: [Redirect], at site: SiteURL) -> String {
    redirects
      .map { "\(literal(site.href($0.from))) \(PercentEncoding.url(site.href($0.to))) 301\n" }
      .sorted()
      .joined()
  }

  /// `path` without what hosts read as a pattern: `*` matches anything, `:name` a segment.
  private static func literal(_ path: String) -> String {
    PercentEncoding.url(path).replacing("*", with: "%2A").replacing(":", with: "%3A")
  }

  /// What crawlers may read, in `robots.txt` (RFC 9309): everything.
  ///
  /// - Parameter sitemapURL: where the sitemap is, absolute.
  static func robots(sitemapURL: String) -> String {
    // An empty rule allows everything, also to crawlers that do not know `Allow`.
    "User-agent: *\nDisallow:\n\nSitemap: \(PercentEncoding.url(sitemapURL))\n"
  }
}
