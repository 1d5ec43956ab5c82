import PartworkSupport

/// Where in an e-book the parts of its series are: links to them stay in the book.
struct BookPlaces: Sendable {
  /// The files of the parts by their slugs, which links on one page name, and by the paths of their pages.
  private var bySlug: [String: String] = [:]
  private var byPath: [String: (file: String, slug: String)] = [:]

  /// What the URLs of the site begin with.
  private let home: String

  init(_ series: Series, in site: Site) {
    home = Self.home(of: site)
    for place in series.order.livePlaces {
      guard let post = series.order.parts[place].post.map({ site.posts[$0] }) else { continue }
      let file = "\(Self.name(ofPartAt: place)).xhtml"
      bySlug[post.slug] = file
      byPath[PercentEncoding.decoded(post.url)] = (file, post.slug)
    }
  }

  /// What the URLs of `site` begin with, without escapes and without a final slash.
  static func home(of site: Site) -> String { PercentEncoding.decoded(String(site.url.absolute("/").dropLast())) }

  /// The name of the page of the part at `place`.
  static func name(ofPartAt place: Int) -> String { "part-\(place + 1)" }

  /// The address in the book of what `address` leads to; nil if that is not a part.
  func place(of address: String) -> String? {
    let address = PercentEncoding.decoded(address)
    let (path, suffix) = LinkMap.split(address)
    if path.isEmpty {
      guard let fragment = LinkMap.fragment(of: suffix) else { return nil }
      // As on the page of the whole series, the ID of a part is its slug, and those in its text begin with it.
      guard let end = fragment.firstRange(of: "--")?.lowerBound else { return bySlug[fragment] ?? suffix }
      return (bySlug[String(fragment[..<end])] ?? "") + suffix
    }
    guard path.hasPrefix(home), suffix.isEmpty || suffix.hasPrefix("#"),
      let part = byPath[String(path.dropFirst(home.count))]
    else { return nil }
    if suffix.count <= 1 { return part.file }
    return "\(part.file)#\(HTMLContext.idPrefix(of: part.slug))\(suffix.dropFirst())"
  }
}
