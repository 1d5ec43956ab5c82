import PartworkSupport

/// What tells whether a tab has to reload: the page's bytes, with the version of the theme's assets in the place of their
/// folder's URL. That URL changes with style sheets too, which a tab can swap in place.
enum PageFingerprint {
  static func text(of page: [UInt8], assets: AssetFolder?) -> String {
    var hash = ContentHash()
    var start = 0
    if let assets {
      let url = Array(assets.url.utf8)
      var index = 0
      while let slash = page[index...].firstIndex(of: UInt8(ascii: "/")) {
        index = slash + 1
        guard isURL(url, at: slash, of: page) else { continue }
        hash.add(page[start..<slash])
        hash.add(assets.version.utf8)
        start = slash + url.count
        index = start
      }
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
