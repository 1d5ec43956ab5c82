import PartworkDiagnostics

extension RenderContext {
  /// A warning for each link to the site by its full address that leads to no page of it.
  ///
  /// It is no error, as a link by path would be: the host may serve more under the address than this site.
  func lintOwnLinks() -> [Diagnostic] {
    sourceLinks.compactMap { link in
      guard let path = ownPath(of: link.destination), case .failure(let dead) = links.resolve(path, from: link.file)
      else { return nil }
      return Diagnostic(.warning, dead.message, at: link.location, hint: dead.hint)
    }
  }

  /// The site-relative form of an address of the site: "/about/" of "https://example.com/about/"; nil for all others.
  func ownPath(of destination: String) -> String? {
    let address = destination.prefix { $0 != "?" && $0 != "#" }
    let home = site.url.absolute("")
    guard address == home || address.hasPrefix(home + "/") else { return nil }
    let path = destination.dropFirst(home.count)
    return path.hasPrefix("/") ? String(path) : "/" + path
  }
}
