internal import Foundation

/// The absolute URL of a site: `https://example.com`, or `https://example.com/blog` for one in a folder of its host.
package struct SiteURL: Sendable, Hashable {
  /// Scheme, host and port: "https://example.com", "http://localhost:4000".
  package var origin: String
  /// The path of the site on its host, without a final slash: "", "/blog".
  package var basePath: String

  package init(origin: String, basePath: String = "") {
    self.origin = origin
    self.basePath = basePath
  }

  /// `path`, which begins with "/", on this host: "/blog/posts/x/".
  package func href(_ path: String) -> String { basePath + path }

  /// `path`, which begins with "/", as an absolute URL: "https://example.com/blog/posts/x/".
  package func absolute(_ path: String) -> String { origin + basePath + path }
}

extension SiteURL {
  /// Reads an absolute URL of the schemes http and https (RFC 3986); a final slash makes no difference.
  package init(parsing text: String) throws(InvalidValue) {
    let hint = "write it as `https://example.com/` or `https://example.com/blog/`"
    guard let mark = text.range(of: "://"), !text.isEmpty else {
      throw InvalidValue("`\(text)` is no absolute URL", hint: hint)
    }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else {
      throw InvalidValue("`\(text)` is no URL of the web", hint: hint)
    }
    guard !text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
      throw InvalidValue("`\(text)` must be a URL without `?` and `#`", hint: hint)
    }
    let rest = text[mark.upperBound...]
    let host = rest.prefix { $0 != "/" }
    guard Self.isHost(host) else {
      throw InvalidValue("`\(text)` has no host name that the web can reach", hint: hint)
    }
    let segments = rest[host.endIndex...].split(separator: "/")
    guard segments.allSatisfy(Self.isSegment) else {
      throw InvalidValue("`\(text)` has a path that no site can have", hint: hint)
    }
    self.init(origin: "\(scheme)://\(host.lowercased())", basePath: segments.map { "/" + $0 }.joined())
  }

  /// Whether `host` is a name or address, with or without a port. Credentials have no place in a link.
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
        !scalar.properties.isWhitespace && !scalar.isControl
          && !"<>\"\\^`{|}".unicodeScalars.contains(scalar)
      }
  }
}
