import PartworkSupport

/// The absolute URL of a site: `https://example.com`, or `https://example.com/blog` for one in a folder of its host.
///
/// It is a class because a page passes it on for each of its dozens of URLs.
package final class SiteURL: Sendable {
  /// Scheme, host and port: "https://example.com", "http://localhost:4000".
  package let origin: String
  /// The path of the site on its host, without a final slash: "", "/blog".
  package let basePath: String
  /// What absolute URLs begin with, and whether it needs no encoding and no escaping.
  private let base: String
  private let isPlain: Bool
  /// What links begin with.
  private let linkBase: String

  private init(origin: String, basePath: String, linkBase: String) {
    self.origin = origin
    self.basePath = basePath
    self.linkBase = linkBase
    base = origin + basePath
    isPlain = PercentEncoding.isPlain(base)
  }

  package convenience init(origin: String, basePath: String = "") {
    self.init(origin: origin, basePath: basePath, linkBase: basePath)
  }

  /// "https" or "http".
  var scheme: Substring { origin.prefix { $0 != ":" } }

  /// The same site for what is read elsewhere, such as an e-book: all links have scheme and host.
  var elsewhere: SiteURL { SiteURL(origin: origin, basePath: basePath, linkBase: base) }

  /// `path`, which begins with "/", on this host: "/blog/posts/x/".
  package func href(_ path: String) -> String { linkBase.isEmpty ? path : linkBase + path }

  /// `path`, which begins with "/", as an absolute URL: "https://example.com/blog/posts/x/".
  package func absolute(_ path: String) -> String { base + path }

  /// Appends `path`, which begins with "/", as an absolute URL that needs no encoding and no escaping; false, with
  /// nothing done, if it does.
  func append(_ path: String, to bytes: inout [UInt8]) -> Bool {
    guard isPlain, PercentEncoding.isPlain(path) else { return false }
    bytes.append(text: base)
    bytes.append(text: path)
    return true
  }

  /// `path` without the base path that it begins with: "/posts/x/" of "/blog/posts/x/"; nil if it does not.
  package func stripped(_ path: String) -> String? {
    guard !basePath.isEmpty, path.hasPrefix(basePath + "/") else { return nil }
    return String(path.dropFirst(basePath.count))
  }

  /// The path, from the output folder, of the file that a static host serves at the site URL `url`.
  package static func file(at url: String) -> String {
    let path = PercentEncoding.decoded(String(Substring(url.utf8.drop { $0 == UInt8(ascii: "/") })))
    return path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
  }
}

extension SiteURL: Hashable, CustomStringConvertible {
  package var description: String { base }

  package static func == (left: SiteURL, right: SiteURL) -> Bool {
    left.base == right.base && left.basePath == right.basePath && left.linkBase == right.linkBase
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(base) }
}

extension SiteURL {
  /// Reads an absolute URL with the scheme http or https (RFC 3986); a final slash makes no difference.
  package convenience init(parsing text: String) throws(InvalidValue) {
    func invalid(_ problem: String) -> InvalidValue {
      InvalidValue("`\(text)` \(problem)", hint: "write it as `https://example.com/` or `https://example.com/blog/`")
    }
    guard let mark = text.firstRange(of: "://") else { throw invalid("is not an absolute URL") }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else { throw invalid("is not a web URL") }
    let rest = text[mark.upperBound...]
    guard !rest.contains("?"), !rest.contains("#") else { throw invalid("must not contain `?` or `#`") }
    let host = rest.prefix { $0 != "/" }
    guard Self.isHost(host) else { throw invalid("has an invalid host name") }
    let segments = rest[host.endIndex...].split(separator: "/")
    guard segments.allSatisfy(Self.isSegment) else { throw invalid("has an invalid path") }
    self.init(origin: "\(scheme)://\(host.lowercased())", basePath: segments.map { "/" + $0 }.joined())
  }

  /// Whether `host` is a name or address, with or without a port. Credentials do not belong in a link.
  private static func isHost(_ host: Substring) -> Bool {
    var name = host
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      let port = host[host.index(after: colon)...]
      guard let number = UInt16(port), number > 0 else { return false }
      name = host[..<colon]
    }
    if name.hasPrefix("["), name.hasSuffix("]") {
      return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    return !name.isEmpty && !name.hasPrefix(".") && !name.contains("..")
      && name.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal || scalar == "-" || scalar == "."
          || scalar.properties.generalCategory == .nonspacingMark
      }
  }

  private static func isSegment(_ segment: Substring) -> Bool {
    segment != "." && segment != ".."
      && segment.unicodeScalars.allSatisfy { scalar in
        !scalar.properties.isWhitespace && !scalar.isControl && !"<>\"\\^`{|}".unicodeScalars.contains(scalar)
      }
  }
}
