import Partwork
import PartworkSupport

/// An HTML page on its way to a browser.
struct PreviewPage: Sendable {
  enum Status: Sendable {
    case found
    /// The site's own "not found" page.
    case missing
    /// The site has never been without errors; the page lists them.
    case problem
  }

  let status: Status

  /// What tells whether a tab has to reload.
  let fingerprint: String

  /// The page with the script that keeps it up to date. That script is nowhere else: what is built does not know of it.
  let bytes: [UInt8]

  /// - Parameter notice: why readers do not see the page yet. The script shows it where the theme does not.
  init(
    html: [UInt8], status: Status, path: RequestPath, revision: Revision, assets: AssetFolder?, notice: String? = nil
  ) {
    self.status = status
    fingerprint = PageFingerprint.text(of: html, assets: assets)
    let isShown = notice.map { html.firstRange(of: Array(Escaping.xml.escaped($0).utf8)) != nil } ?? true
    let script = LiveScript.element(
      path: path, page: fingerprint, revision: revision, notice: isShown ? nil : notice)
    bytes = Self.insert(script, into: html)
  }

  /// `html` with `script` before the last `</body>`; at its end where it has none.
  private static func insert(_ script: String, into html: [UInt8]) -> [UInt8] {
    let end = Array("</body".utf8)
    var place = html.count
    var index = html.count - end.count
    while index >= 0 {
      if html[index] == end[0], zip(html[index...], end).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) {
        place = index
        break
      }
      index -= 1
    }
    return Array(html[..<place]) + Array(script.utf8) + html[place...]
  }
}
