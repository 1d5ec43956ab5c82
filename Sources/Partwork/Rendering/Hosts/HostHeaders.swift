import PartworkSupport

/// The response headers for hosts that read them from a file: `_headers`, as Netlify and Cloudflare Pages take it.
///
/// A request gets the headers of every rule that matches, and a header set twice gets both values. So each header is
/// set by one rule only: pages keep the host's own caching, which asks again each time.
package struct HostHeaders: Sendable {
  /// Where the site begins on its host; begins and ends with `/`.
  package var basePath: String
  package var policy: ContentSecurityPolicy

  package init(basePath: String = "/", policy: ContentSecurityPolicy = ContentSecurityPolicy()) {
    self.basePath = basePath
    self.policy = policy
  }

  package var text: String {
    let base = PercentEncoding.url(basePath)
    return """
      \(base)*
        Content-Security-Policy: \(policy.text)
        X-Content-Type-Options: nosniff
        Referrer-Policy: strict-origin-when-cross-origin

      \(base)\(AssetLibrary.folder)/*
        Cache-Control: public, max-age=31536000, immutable

      """
  }
}
