import HTTPTypes
import PartworkSupport

/// What the site has for a request.
enum SiteAnswer: Sendable {
  /// An HTML page: one of the site's, its "not found" page, or its errors.
  case page(PreviewPage)
  case file(FileBody, type: String)
  /// To the same path with a `/` at its end, or to where the site begins.
  case redirect(to: String)
  case missing

  /// What is at `path` in `site`.
  static func find(_ path: RequestPath, in site: LiveSite) -> SiteAnswer {
    let (snapshot, diagnostics, revision) = site.current
    guard let snapshot else {
      return .page(
        PreviewPage(
          html: Overlay.page(diagnostics), status: .serviceUnavailable, path: path, revision: revision, assets: nil))
    }
    func answer(_ file: String, _ status: HTTPResponse.Status = .ok) -> SiteAnswer? {
      guard let content = snapshot.content(of: file) else { return nil }
      let type = MediaType.of(file)
      guard type == MediaType.html, let html = site.bytes(of: content) else { return .file(content, type: type) }
      return .page(
        PreviewPage(
          html: html, status: status, path: path, revision: revision, assets: snapshot.assets,
          policies: policies(), notice: snapshot.notice(of: file)))
    }
    func policies() -> [String] {
      guard let text = snapshot.content(of: "_headers").flatMap(site.bytes) else { return [] }
      return HostHeaders(text).values(of: "content-security-policy", at: "/" + PercentEncoding.path(path.text))
    }

    let base = PercentEncoding.decoded(snapshot.basePath).dropFirst()
    guard path.text.hasPrefix(base) else {
      let isBefore = path.text.isEmpty || path.text + "/" == base
      return isBefore ? .redirect(to: snapshot.basePath) : answer("404.html", .notFound) ?? .missing
    }
    let local = String(path.text.dropFirst(base.count))
    let isFolder = local.isEmpty || local.hasSuffix("/")
    if let found = answer(isFolder ? local + "index.html" : local) { return found }
    if !isFolder, snapshot.content(of: local + "/index.html") != nil {
      return .redirect(to: snapshot.basePath + PercentEncoding.path(local) + "/")
    }
    return answer("404.html", .notFound) ?? .missing
  }

  /// What a tab compares to find out whether its page is still the same.
  var fingerprint: String {
    switch self {
    case .page(let page): page.fingerprint
    case .file: "file"
    case .redirect(let url): "redirect to \(url)"
    case .missing: "missing"
    }
  }
}
