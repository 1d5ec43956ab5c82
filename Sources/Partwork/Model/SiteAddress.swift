import PartworkSupport

/// How the addresses of the site's pages become paths, and paths addresses.
extension SiteURL {
  /// `path` without the base path, where it starts with it: "/posts/x/" of "/blog/posts/x/"; nil elsewhere.
  package func stripped(_ path: String) -> String? {
    guard !basePath.isEmpty, path.hasPrefix(basePath + "/") else { return nil }
    return String(path.dropFirst(basePath.count))
  }

  /// The path, from the output folder, of the file that a static host serves at the site URL `url`.
  package static func file(at url: String) -> String {
    let path = PercentEncoding.decoded(String(url.drop { $0 == "/" }))
    return path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
  }
}
