import PartworkMarkdown
package import PartworkDiagnostics
import PartworkMustache
import PartworkSupport

extension PreparedSite {
  /// Problems that do not stop a build but that the author will want to fix. Each rule is described in docs/cli.md.
  package var lint: [Diagnostic] {
    // What links to a page may be in a file that could not be read.
    let orphans = content.diagnostics.hasErrors ? [] : context.lintOrphans(themeSources.templates)
    return context.lintImages() + context.lintOwnLinks() + context.lintSeries(content) + orphans
  }
}

extension RenderContext {
  /// A warning for each image without alternative text (WCAG 2.2, success criterion 1.1.1).
  func lintImages() -> [Diagnostic] {
    sourceLinks.map(\.link).filter(\.lacksAlternative).map { image in
      let name = image.destination
      return Diagnostic(
        .warning, "the image `\(name)` has no alternative text", at: image.location,
        hint: image.isFrontMatter
          ? "write `image: {src: \(name), alt: \"what it shows\"}`" : "write `![what it shows](\(name))`")
    }
  }
}

extension RenderContext {
  /// A warning for each link to the site by its full URL that does not lead to one of its pages.
  ///
  /// It is not an error, as it would be for a link by path: the host may serve more than this site at that URL.
  func lintOwnLinks() -> [Diagnostic] {
    sourceLinks.compactMap { link, file in
      guard let path = ownPath(of: link.destination),
        case .failure(let dead) = links.resolve(path, from: file, as: link.kind)
      else { return nil }
      return Diagnostic(.warning, dead.message, at: link.location, hint: dead.hint)
    }
  }

  /// The site-relative form of a URL of the site: "/about/" for "https://example.com/about/"; nil for all other URLs.
  func ownPath(of destination: String) -> String? {
    let address = destination.prefix { $0 != "?" && $0 != "#" }
    let home = site.url.absolute("")
    guard address == home || address.hasPrefix(home + "/") else { return nil }
    let path = destination.dropFirst(home.count)
    return path.hasPrefix("/") ? String(path) : "/" + path
  }
}

extension RenderContext {
  /// A warning for each plain page that no reader can find: no text, navigation or theme links to it.
  ///
  /// All other pages are reached through the lists of posts, series, categories, tags and authors.
  ///
  /// - Parameter templates: the theme's templates. A page's URL in one of them counts as a link to the page.
  func lintOrphans(_ templates: [TemplateSource]) -> [Diagnostic] {
    if site.pages.isEmpty { return [] }
    let linked = linkedURLs
    return site.pages.filter { page in
      page.state == .live && !linked.contains(PercentEncoding.decoded(page.url))
        && !templates.contains { String(decoding: $0.text, as: UTF8.self).contains(page.url) }
    }.map { page in
      Diagnostic(
        .warning, "nothing links to this page", at: SourceLocation(page.file),
        hint: "link to \(page.url) from a text, or add it to the `navigation` in \(Settings.file)")
    }
  }

  /// The decoded site-relative URLs that a text or the navigation leads to, other than from the page itself.
  private var linkedURLs: Set<String> {
    let redirects = Dictionary(plan.redirects.map { ($0.from, $0.to) }, uniquingKeysWith: { first, _ in first })
    let own = Dictionary(site.pages.map { ($0.file, $0.url) }, uniquingKeysWith: { first, _ in first })
    var linked: Set<String> = []
    for (link, file) in sourceLinks where link.kind == .link {
      // A link with a wrong anchor, which is a separate error, still leads to the page.
      let destination = String((ownPath(of: link.destination) ?? link.destination).prefix { $0 != "#" })
      guard case .success(.inside(let url, _, _)) = links.resolve(destination, from: file) else { continue }
      let target = redirects[url] ?? url
      if own[file] != target { linked.insert(PercentEncoding.decoded(target)) }
    }
    return linked
  }
}

extension RenderContext {
  /// Every link and image of the site with the content file that it is in, file by file.
  var sourceLinks: [(link: SourceLink, file: String)] {
    let files = site.linkingFiles.map { (file: $0.path, links: $0.links.all) } + partTextLinks
    return files.flatMap { file in file.links.map { ($0, file.file) } }
  }
}
