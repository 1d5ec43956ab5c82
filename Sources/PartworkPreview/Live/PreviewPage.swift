import HTTPTypes
import PartworkSupport

/// An HTML page on its way to a browser.
struct PreviewPage: Sendable {
  let status: HTTPResponse.Status

  /// What the page may load (Content Security Policy): the site's own policies.
  let policies: [String]

  /// Decides whether a tab has to reload: a fingerprint of the policies and of the page's bytes, with the version of the
  /// theme's assets in place of their folder's URL. That URL changes with style sheets too, which a tab can swap in
  /// place.
  let fingerprint: String

  /// The page with the script that keeps it up to date. Built sites do not have that script.
  let bytes: [UInt8]

  /// - Parameter notice: why readers do not see the page yet. The script shows it if the theme does not.
  init(
    html: [UInt8], status: HTTPResponse.Status, path: RequestPath, revision: Revision, assets: AssetFolder?,
    policies: [String] = [], notice: String? = nil
  ) {
    self.status = status
    self.policies = policies
    fingerprint = Self.fingerprint(of: html, assets: assets, policies)
    var script = """
      <script src="/\(LiveScript.path)" data-path="/\(PercentEncoding.path(path.text))" data-page="\(fingerprint)" \
      data-state="\(revision)"
      """
    if let notice = notice.map(Escaping.xml.escaped), html.firstRange(of: Array(notice.utf8)) == nil {
      script += " data-notice=\"\(notice)\""
    }
    let end = Self.endOfBody(html)
    bytes = html[..<end] + Array("\(script)></script>".utf8) + html[end...]
  }

  /// The index of the last `</body`; the end of `html` if there is none.
  private static func endOfBody(_ html: [UInt8]) -> Int {
    html.indices.last { index in
      html[index] == UInt8(ascii: "<")
        && html[index...].prefix(6).elementsEqual("</body".utf8) { $0 | 0x20 == $1 | 0x20 }
    } ?? html.count
  }

  private static func fingerprint(of page: [UInt8], assets: AssetFolder?, _ policies: [String]) -> String {
    var hash = ContentHash()
    for policy in policies { hash.add(policy.utf8) }
    var rest = page[...]
    if let assets {
      let url = Array(assets.url.utf8)
      var index = page.startIndex
      while let slash = page[index...].firstIndex(of: UInt8(ascii: "/")) {
        index = slash + 1
        guard page[slash...].starts(with: url) else { continue }
        hash.add(rest[..<slash])
        hash.add(assets.version.utf8)
        index = slash + url.count
        rest = page[index...]
      }
    }
    hash.add(rest)
    return hash.description
  }
}

/// The script that keeps a tab up to date, `live.js`, and the other URL paths that the preview answers by itself. No
/// site has a file there: names that begin with a dot are not copied.
enum LiveScript {
  static let path = ".partwork/live.js"
  static let events = ".partwork/events"
  static let leave = ".partwork/leave"

  static var bytes: [UInt8] { PackageResources.live_js }
}
