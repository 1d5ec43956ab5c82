import PartworkMarkdown

/// Links as pages print them.
///
/// A link that leads nowhere is printed as it was written: it has been reported, and only a preview shows it.
extension LinkMap {
  /// What the HTML of a text gets for a link or a picture in it.
  func target(of reference: Reference, from file: String, in place: HTMLContext = .page) -> Target {
    let url = printed(reference.destination, from: file, in: place)
    switch reference.kind {
    case .link:
      let isOutside = Self.hasScheme(reference.destination) && reference.destination.hasPrefix("http")
      return isOutside ? Target(url: url, rel: external.rel, target: external.target) : Target(url: url)
    case .image:
      let size = imageSize(reference.destination, from: file)
      return Target(url: url, width: size?.width, height: size?.height)
    }
  }

  /// A destination as a text prints it.
  func printed(_ destination: String, from file: String, in place: HTMLContext = .page) -> String {
    // A tag of a series' intro or outro replaces a whole URL.
    if destination.contains("{{") { return destination }
    switch resolve(destination, from: file) {
    case .success(.inside(let url, let suffix)):
      if case .chapter(_, let slugs) = place, let slug = slugs[url] {
        return suffix.hasPrefix("#") ? "#" + HTMLContext.idPrefix(of: slug) + suffix.dropFirst() : "#" + slug
      }
      return (place.isElsewhere ? site.absolute(url) : site.href(url)) + suffix
    case .success(.outside(let url)) where url.hasPrefix("#"):
      guard place.isElsewhere, let page = urls[file] else { return "#" + place.idPrefix + url.dropFirst() }
      return site.absolute(page) + url
    case .success(.outside(let url)):
      return url
    case .failure:
      return destination
    }
  }

  /// A destination with scheme and host, if it is within the site.
  func absolute(_ destination: String, from file: String) -> String {
    guard case .success(.inside(let url, let suffix)) = resolve(destination, from: file) else { return destination }
    return site.absolute(url) + suffix
  }

  /// The size of a picture of the site, if its file says.
  func imageSize(_ destination: String, from file: String) -> ImageSize? {
    guard case .success(.inside(let url, _)) = resolve(destination, from: file) else { return nil }
    return sizes[url]
  }
}
