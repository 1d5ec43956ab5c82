import PartworkSupport

/// What tells whether a tab has to reload: the page's bytes, save for the fingerprints in the URLs of its style sheets,
/// since a tab can change those in place.
enum PageFingerprint {
  static func text(of page: [UInt8], styleSheets: [StyleSheet]) -> String {
    let sheets = styleSheets.map { (url: Array($0.url.utf8), name: Array($0.name.utf8)) }
    var hash = ContentHash()
    var start = 0
    var index = 0
    while let slash = page[index...].firstIndex(of: UInt8(ascii: "/")) {
      index = slash + 1
      guard let sheet = sheets.first(where: { isURL($0.url, at: slash, of: page) }) else { continue }
      hash.add(page[start..<slash])
      hash.add(sheet.name[...])
      start = slash + sheet.url.count
      index = start
    }
    hash.add(page[start...])
    return hash.description
  }

  private static func isURL(_ url: [UInt8], at start: Int, of page: [UInt8]) -> Bool {
    guard start + url.count <= page.count else { return false }
    for offset in url.indices where page[start + offset] != url[offset] { return false }
    return true
  }
}
