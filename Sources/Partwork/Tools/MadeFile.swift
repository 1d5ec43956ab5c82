import PartworkSupport

/// A file that a tool has made.
package struct MadeFile: Sendable, Hashable {
  /// The site-relative URL.
  let url: String

  /// The absolute path of the file, and its name in the cache.
  let path: String
  let name: String
}

extension MadeFile {
  /// The name in the cache of the drawing `svg`.
  static func name(drawing svg: String, width: Int) -> String { "\(ContentHash(of: svg))-\(width).png" }

  /// A PNG file with the drawing `svg`; nil if it cannot be drawn.
  ///
  /// - Parameter url: Where it goes; by default, to the share cards, with a name that is its hash.
  init?(drawing svg: String, width: Int, as url: String? = nil, with tools: Tools, in cache: MadeFiles) {
    let name = Self.name(drawing: svg, width: width)
    let source = "\(name).svg"
    let isMade = cache.make(name) { target in
      defer { try? Disk().removeFile(cache.path(of: source)) }
      guard (try? Disk().write(.bytes(Array(svg.utf8)), to: cache.path(of: source))) != nil else { return false }
      return tools.draw(cache.path(of: source), width: width, to: target)
    }
    guard isMade else { return nil }
    self.init(
      url: url ?? "/\(AssetLibrary.folder)/cards/\(ContentHash(of: svg)).png", path: cache.path(of: name), name: name)
  }
}
