import PartworkSupport

/// An earlier URL of a page and its present one.
package struct Redirect: Sendable, Hashable {
  /// The earlier path, with base path: `/blog/2019/05/old/`.
  package var source: String

  /// The present one, likewise, or an absolute URL.
  package var target: String

  package init(from source: String, to target: String) {
    self.source = source
    self.target = target
  }
}

/// The redirects for hosts that read them from a file: `_redirects`, as Netlify, Cloudflare Pages and GitLab Pages take it.
///
/// The status is a plain 301. Netlify would need `301!` to prefer it to the redirect page at the same path, but Cloudflare
/// drops such a line, and the page sends readers on as well.
package enum HostRedirects {
  /// One line for each of `redirects`, sorted, so that their order is that of no folder.
  package static func text(_ redirects: [Redirect]) -> String {
    redirects
      .map { "\(literal($0.source)) \(PercentEncoding.url($0.target)) 301\n" }
      .sorted()
      .joined()
  }

  /// `path` without what hosts take for a pattern: `*` matches anything, `:name` a segment.
  private static func literal(_ path: String) -> String {
    PercentEncoding.url(path)
      .split(separator: "*", omittingEmptySubsequences: false).joined(separator: "%2A")
      .split(separator: ":", omittingEmptySubsequences: false).joined(separator: "%3A")
  }
}
