import PartworkSupport

/// What crawlers may read: `robots.txt` (RFC 9309).
package enum Robots {
  /// Everything but the paths of `disallowed` (with base path); names the sitemap, whose URL must be absolute.
  package static func text(sitemapURL: String, disallowed: [String] = []) -> String {
    var text = "User-agent: *\n"
    // An empty rule allows everything, also to crawlers that know no `Allow`.
    text += disallowed.isEmpty ? "Disallow:\n" : ""
    for path in disallowed { text += "Disallow: \(PercentEncoding.url(path))\n" }
    return text + "\nSitemap: \(PercentEncoding.url(sitemapURL))\n"
  }
}
