import PartworkSupport

extension Site {
  /// The other sites that pages may use: those that the settings name, and where forms of the site are sent.
  var security: SecuritySettings {
    var forms = [settings.callToAction?.form] + authors.map(\.callToAction?.form) + pages.map(\.callToAction?.form)
    for post in posts { if let form = post.callToAction?.form { forms.append(form) } }
    return settings.security.adding(forms: forms.compactMap { $0?.origin })
  }
}

/// The files that hosts and crawlers read, and the pages that stand in for redirects.
enum HostFiles {
  /// The response headers, in `_headers`, as Netlify and Cloudflare Pages read it.
  ///
  /// A request gets the headers of every rule that matches, and a header set twice gets both values. So each header is
  /// set by one rule only: pages keep the host's own caching, which asks again each time.
  ///
  /// - Parameters:
  ///   - basePath: where the site begins on its host; begins and ends with `/`.
  ///   - allowsRawHTML: whether writers may use raw HTML.
  ///   - security: the other sites that pages may use.
  static func headers(basePath: String, allowsRawHTML: Bool, security: SecuritySettings = SecuritySettings()) -> String
  {
    let base = PercentEncoding.url(basePath)
    return """
      \(base)*
        Content-Security-Policy: \(contentSecurityPolicy(allowsRawHTML: allowsRawHTML, security))
        X-Content-Type-Options: nosniff
        Referrer-Policy: strict-origin-when-cross-origin

      \(base)\(AssetLibrary.folder)/*
        Cache-Control: public, max-age=31536000, immutable

      """
  }

  /// What a page of the site may load and run (Content Security Policy Level 3).
  ///
  /// Styles and scripts come from the theme's own files only. JSON-LD needs no exception: a `script` element whose type
  /// is not that of a script is a data block, which never runs and which the policy does not concern (HTML, "prepare
  /// the script element").
  ///
  /// - Parameters:
  ///   - allowsRawHTML: whether writers' own `style` attributes and frames of other sites work.
  ///   - security: the other sites that pages may use.
  static func contentSecurityPolicy(
    allowsRawHTML: Bool, _ security: SecuritySettings = SecuritySettings()
  ) -> String {
    func directive(_ sources: String, _ purpose: SecuritySettings.Purpose) -> String {
      ([sources] + security.origins(for: purpose)).joined(separator: " ")
    }
    var directives = [
      "default-src 'none'", directive("script-src 'self'", .scripts), directive("style-src 'self'", .styles),
      directive("img-src 'self' data: https:", .images), "media-src 'self' https:",
      directive("font-src 'self'", .fonts), directive("connect-src 'self'", .connect), "manifest-src 'self'",
    ]
    if allowsRawHTML { directives.append("style-src-attr 'unsafe-inline'") }
    let frames = (allowsRawHTML ? ["https:"] : []) + security.origins(for: .frames)
    if !frames.isEmpty { directives.append("frame-src \(frames.joined(separator: " "))") }
    directives += [directive("form-action 'self'", .forms), "base-uri 'none'", "frame-ancestors 'none'"]
    return directives.joined(separator: "; ")
  }

  /// The redirects, in `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages read it: one per line, sorted.
  ///
  /// The status is a plain 301. Netlify would need `301!` to prefer it to the redirect page at the same path, but
  /// Cloudflare drops such a line, and the page sends readers on as well.
  /// The status of an address that is `gone` is 410 (RFC 9110, section 15.5.11), with the "not found" page. Netlify
  /// follows that; other hosts skip such a line, and find no page there.
  static func redirects(_ redirects: [Redirect], gone: [String], at site: SiteURL) -> String {
    let moved = redirects.map { "\(literal(site.href($0.from))) \(PercentEncoding.url(site.href($0.to))) 301\n" }
    let missing = gone.map { "\(literal(site.href($0))) \(PercentEncoding.url(site.href(Page.notFoundURL))) 410\n" }
    return (moved + missing).sorted().joined()
  }

  /// `path` without what hosts read as a pattern: `*` matches anything, `:name` a segment.
  private static func literal(_ path: String) -> String {
    let url = PercentEncoding.url(path)
    guard url.utf8.contains(where: { "*:".utf8.contains($0) }) else { return url }
    return url.replacing("*", with: "%2A").replacing(":", with: "%3A")
  }

  /// The page at an earlier URL, for hosts without redirects: it sends browsers on and tells search engines the new
  /// URL.
  ///
  /// Its only text is the title of the page that it leads to, so it is in the site's language.
  ///
  /// - Parameter language: the site's language (BCP 47).
  static func redirectPage(_ redirect: Redirect, at site: SiteURL, language: String) -> String {
    let href = PercentEncoding.url(site.href(redirect.to))
    var html = Markup(.html)
    html.raw("<!doctype html>\n")
    html.open("html", ["lang": language])
    html.open("head")
    html.empty("meta", ["charset": "utf-8"])
    html.element("title", redirect.title)
    html.empty("link", ["rel": "canonical", "href": PercentEncoding.url(site.absolute(redirect.to))])
    html.empty("meta", ["name": "robots", "content": "noindex"])
    html.empty("meta", ["http-equiv": "refresh", "content": "0; url=\(href)"])
    html.close("head")
    html.open("body")
    html.open("p")
    html.element("a", redirect.title, ["href": href])
    html.close("p")
    html.close("body")
    html.close("html")
    return html.text
  }

  /// What crawlers may read, in `robots.txt` (RFC 9309): everything.
  ///
  /// - Parameter sitemapURL: where the sitemap is, absolute.
  static func robots(sitemapURL: String) -> String {
    // An empty rule allows everything, even for crawlers that do not know `Allow`.
    "User-agent: *\nDisallow:\n\nSitemap: \(PercentEncoding.url(sitemapURL))\n"
  }
}
