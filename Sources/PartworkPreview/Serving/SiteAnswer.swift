import PartworkSupport
import Partwork

/// What the site has for a request.
enum SiteAnswer: Sendable {
  /// An HTML page: one of the site's, or its "not found".
  case page(PreviewPage)
  case content(type: String, PreviewContent)
  /// The same with a `/` at its end, or the place where the site begins.
  case redirect(to: String)
  case missing

  /// What stands at `path` in `site`.
  static func find(_ path: RequestPath, in site: LiveSite) -> SiteAnswer {
    let (snapshot, diagnostics, revision) = site.current
    guard let snapshot else {
      return .page(
        PreviewPage(html: ProblemPage.html(diagnostics), status: .problem, path: path, revision: revision, assets: nil))
    }
    func answer(_ file: String, _ status: PreviewPage.Status = .found) -> SiteAnswer? {
      guard let content = snapshot.content(of: file) else { return nil }
      let type = MediaType.of(file)
      guard type == MediaType.html, let html = site.bytes(of: content) else { return .content(type: type, content) }
      return .page(
        PreviewPage(
          html: html, status: status, path: path, revision: revision, assets: snapshot.assets,
          notice: snapshot.notice(of: file)))
    }

    let base = PercentEncoding.decoded(snapshot.basePath).dropFirst()
    guard path.text.hasPrefix(base) else {
      let isBefore = path.text.isEmpty || path.text + "/" == base
      return isBefore ? .redirect(to: snapshot.basePath) : answer("404.html", .missing) ?? .missing
    }
    let local = String(path.text.dropFirst(base.count))
    let isFolder = local.isEmpty || local.hasSuffix("/")
    if let found = answer(isFolder ? local + "index.html" : local) { return found }
    if !isFolder, snapshot.contains(local + "/index.html") {
      return .redirect(to: snapshot.basePath + PercentEncoding.path(local) + "/")
    }
    return answer("404.html", .missing) ?? .missing
  }

  /// What a tab that looks at this answer compares, to find out whether it is still the same.
  var fingerprint: String {
    switch self {
    case .page(let page): page.fingerprint
    case .content: "content"
    case .redirect(let url): "redirect to \(url)"
    case .missing: "missing"
    }
  }
}
