package import PartworkDiagnostics

/// A URL outside the site, and every place where the site links to it.
package struct ExternalLink: Sendable, Hashable {
  /// Absolute, with the scheme http or https, without a fragment.
  package let url: String

  /// Sorted.
  package let places: [SourceLocation]

  package init(url: String, places: [SourceLocation]) {
    self.url = url
    self.places = places
  }

  /// The name of the server, with its port.
  var host: String {
    let authority = url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
    return authority.lowercased()
  }
}

extension RenderContext {
  /// Every URL outside the site that its texts and front matter link to or show images from, each once, sorted.
  ///
  /// The site's own URLs are not included: a page that is not published yet is not an error (see `lintOwnLinks`).
  package var externalLinks: [ExternalLink] {
    var places: [String: Set<SourceLocation>] = [:]
    for (link, file) in sourceLinks {
      guard case .success(.outside(let destination)) = links.resolve(link.destination, from: file),
        let url = Self.webURL(destination), ownPath(of: destination) == nil
      else { continue }
      places[url, default: []].insert(link.location)
    }
    return places.sorted { $0.key < $1.key }.map { ExternalLink(url: $0.key, places: $0.value.sorted()) }
  }

  /// The URL that a browser requests, encoded (RFC 3986); nil for `mailto:` and the like.
  private static func webURL(_ destination: String) -> String? {
    let address = destination.prefix { $0 != "#" }
    let absolute = address.hasPrefix("//") ? "https:" + address : String(address)
    let scheme = absolute.prefix { $0 != ":" }.lowercased()
    guard scheme == "http" || scheme == "https", absolute.dropFirst(scheme.count).hasPrefix("://") else { return nil }
    return scheme + absolute.dropFirst(scheme.count)
  }
}
