import PartworkSupport

/// Where a URL in a style sheet leads.
enum AssetReference: Equatable {
  /// To another site, to a fragment of the page, or to a file that is no asset.
  case elsewhere

  /// To the asset `name`; `suffix` is the rest of the URL, from its `?` or `#` on.
  case asset(name: String, suffix: String)

  /// To an asset by its place in the output, where it has another name.
  case absolute(name: String)

  /// To a file above the assets.
  case outside

  /// Resolves `url` as written in the style sheet `sheet`, whose path is relative to the assets (RFC 3986, section 5.2).
  init(_ url: String, in sheet: String) {
    let end = url.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? url.endIndex
    let path = url[..<end]
    if path.isEmpty || path.hasPrefix("//") || Self.hasScheme(path) {
      self = .elsewhere
      return
    }
    if path.hasPrefix("/") {
      let prefix = "/\(AssetLibrary.folder)/"
      self = path.hasPrefix(prefix) ? .absolute(name: String(path.dropFirst(prefix.count))) : .elsewhere
      return
    }
    var segments = sheet.split(separator: "/").dropLast().map(String.init)
    for segment in path.split(separator: "/") where segment != "." {
      if segment != ".." {
        segments.append(PercentEncoding.decoded(String(segment)))
      } else if segments.popLast() == nil {
        self = .outside
        return
      }
    }
    self = .asset(name: segments.joined(separator: "/"), suffix: String(url[end...]))
  }

  private static func hasScheme(_ path: Substring) -> Bool {
    guard let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return !path.utf8[..<colon].contains(UInt8(ascii: "/"))
  }
}

/// The path that leads from the file `source` to the file `target`, both relative to one folder.
func relativePath(to target: String, from source: String) -> String {
  var down = target.split(separator: "/")[...]
  var up = source.split(separator: "/").dropLast()
  while down.count > 1, let first = up.first, first == down.first {
    down = down.dropFirst()
    up = up.dropFirst()
  }
  return (up.map { _ in ".." } + down.map(String.init)).joined(separator: "/")
}

extension String {
  /// The path of a file with `fingerprint` in front of its extension, or at its end where it has none.
  func withFingerprint(_ fingerprint: String) -> String {
    let name = utf8.lastIndex(of: UInt8(ascii: "/")).map { utf8.index(after: $0) } ?? startIndex
    guard let dot = utf8.lastIndex(of: UInt8(ascii: ".")), dot > name else { return "\(self).\(fingerprint)" }
    return "\(self[..<dot]).\(fingerprint)\(self[dot...])"
  }
}
