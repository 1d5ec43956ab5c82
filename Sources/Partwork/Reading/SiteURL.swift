/// The absolute URL of a site: `https://example.com`, or `https://example.com/blog` for one in a folder of its host.
package struct SiteURL: Sendable, Hashable {
  /// Scheme, host and port: "https://example.com", "http://localhost:4000".
  package var origin: String
  /// The path of the site on its host, without a final slash: "", "/blog".
  package var basePath: String

  package init(origin: String, basePath: String = "") {
    self.origin = origin
    self.basePath = basePath
  }

  /// `path`, which begins with "/", on this host: "/blog/posts/x/".
  package func href(_ path: String) -> String { basePath + path }

  /// `path`, which begins with "/", as an absolute URL: "https://example.com/blog/posts/x/".
  package func absolute(_ path: String) -> String { origin + basePath + path }
}
