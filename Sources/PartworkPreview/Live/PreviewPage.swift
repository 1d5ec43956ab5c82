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

/// The script that keeps a tab up to date, `live.js`, and the other URL paths that the preview answers by itself. No
/// site has a file there: names that begin with a dot are not copied.
enum LiveScript {
  static let path = ".partwork/live.js"
  static let events = ".partwork/events"
  static let leave = ".partwork/leave"

  static var bytes: [UInt8] { PackageResources.live_js }
}
