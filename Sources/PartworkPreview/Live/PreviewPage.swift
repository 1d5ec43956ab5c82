import FlyingFox
import PartworkSupport

/// An HTML page on its way to a browser.
struct PreviewPage: Sendable {
  let status: HTTPStatusCode

  /// Decides whether a tab has to reload: a fingerprint of the page's bytes, except for the URLs of its style sheets,
  /// since a tab can change those in place.
  let fingerprint: String

  /// The page with the script that keeps it up to date. Built sites do not have that script.
  let bytes: [UInt8]

  /// - Parameter sheets: the URL paths of the theme's style sheets, by their names in templates.
  /// - Parameter notice: why readers do not see the page yet. The script shows it if the theme does not.
  init(
    html: [UInt8], status: HTTPStatusCode, path: RequestPath, revision: Revision, sheets: [String: String],
    notice: String? = nil
  ) {
    self.status = status
    fingerprint = Self.fingerprint(of: html, sheets: sheets)
    let isShown = notice.map { html.firstRange(of: Array(Escaping.xml.escaped($0).utf8)) != nil } ?? true
    bytes = LiveScript.add(
      to: html, path: path, page: fingerprint, revision: revision, notice: isShown ? nil : notice)
  }

  private static func fingerprint(of page: [UInt8], sheets: [String: String]) -> String {
    let sheets = sheets.map { (url: Array($0.value.utf8), name: Array($0.key.utf8)) }
    var hash = ContentHash()
    var rest = page[...]
    var index = page.startIndex
    while let slash = page[index...].firstIndex(of: UInt8(ascii: "/")) {
      index = slash + 1
      guard let sheet = sheets.first(where: { page[slash...].starts(with: $0.url) }) else { continue }
      hash.add(rest[..<slash])
      hash.add(sheet.name)
      index = slash + sheet.url.count
      rest = page[index...]
    }
    hash.add(rest)
    return hash.description
  }
}
