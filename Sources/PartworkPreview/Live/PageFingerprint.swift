import Partwork

/// What tells whether a tab has to reload: the page's bytes, save for the fingerprints in the URLs of its style sheets,
/// since a tab can change those in place.
enum PageFingerprint {
  static func text(of page: [UInt8], styleSheets: [StyleSheet]) -> String {
    let urls = styleSheets.map { Array($0.url.utf8) }
    var kept: [UInt8] = []
    kept.reserveCapacity(page.count)
    var index = 0
    while index < page.count {
      if page[index] == UInt8(ascii: "/"), let sheet = urls.firstIndex(where: { page[index...].starts(with: $0) }) {
        kept += styleSheets[sheet].name.utf8
        index += urls[sheet].count
      } else {
        kept.append(page[index])
        index += 1
      }
    }
    return Fingerprint.text(of: kept)
  }
}
