import Partwork
import PartworkSupport

/// The script that keeps a tab up to date, `live.js`.
enum LiveScript {
  /// Where the preview's own files are. No site has a file there: names that begin with a dot are not copied.
  private static let folder = ".partwork/"
  static let path = folder + "live.js"
  static let events = folder + "events"
  static let leave = folder + "leave"

  static var bytes: [UInt8] { PackageResources.live_js }

  /// The element that loads the script.
  ///
  /// - Parameter notice: what the script is to show in a banner.
  private static func element(path: RequestPath, page: String, revision: Revision, notice: String?) -> String {
    let notice = notice.map { " data-notice=\"\(Escaping.xml.escaped($0))\"" } ?? ""
    return """
      <script src="/\(self.path)" data-path="/\(PercentEncoding.path(path.text))" data-page="\(page)" \
      data-state="\(revision)"\(notice)></script>
      """
  }

  /// `html` with the script before the last `</body>`, or at its end if there is none.
  static func add(
    to html: [UInt8], path: RequestPath, page: String, revision: Revision, notice: String?
  ) -> [UInt8] {
    let place = html.indices.last { index in
      html[index] == UInt8(ascii: "<")
        && html[index...].prefix(6).elementsEqual("</body".utf8) { $0 | 0x20 == $1 | 0x20 }
    }
    let (before, after) = (html[..<(place ?? html.count)], html[(place ?? html.count)...])
    let script = element(path: path, page: page, revision: revision, notice: notice)
    return before + Array(script.utf8) + after
  }
}
