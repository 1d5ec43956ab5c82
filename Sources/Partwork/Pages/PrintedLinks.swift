import Markdown

/// Links as pages print them.
///
/// A link that leads nowhere is printed as it was written: it has been reported, and only a preview shows it.
extension LinkMap {
  /// What the HTML of a text gets for a link or a picture in it.
  func target(of reference: Reference, from file: String, idPrefix: String = "", absolute: Bool = false) -> Target {
    let url = printed(reference.destination, from: file, idPrefix: idPrefix, absolute: absolute)
    switch reference.kind {
    case .link:
      let isOutside = Self.hasScheme(reference.destination) && reference.destination.hasPrefix("http")
      return isOutside ? Target(url: url, rel: external.rel, target: external.target) : Target(url: url)
    case .image:
      let size = imageSize(reference.destination, from: file)
      return Target(url: url, width: size?.width, height: size?.height)
    }
  }

  /// A destination as a page prints it: with the base path or, for feeds, with scheme and host.
  func printed(_ destination: String, from file: String, idPrefix: String = "", absolute: Bool = false) -> String {
    // A tag of a series' intro or outro stands for a whole URL.
    if destination.contains("{{") { return destination }
    switch resolve(destination, from: file) {
    case .success(.inside(let url, let suffix)):
      return (absolute ? site.absolute(url) : site.href(url)) + suffix
    case .success(.outside(let url)) where url.hasPrefix("#"):
      guard absolute, let page = urls[file] else { return "#" + idPrefix + url.dropFirst() }
      return site.absolute(page) + url
    case .success(.outside(let url)):
      return url
    case .failure:
      return destination
    }
  }

  /// The size of a picture of the site, where its file tells.
  func imageSize(_ destination: String, from file: String) -> ImageSize? {
    guard case .success(.inside(let url, _)) = resolve(destination, from: file) else { return nil }
    return sizes[url]
  }
}
