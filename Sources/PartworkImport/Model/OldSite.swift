internal import PartworkSupport

/// Where a site was: tells its own addresses from those of other sites.
struct OldSite: Sendable {
  /// An address of the site: its path without escapes, from the site's root, and what follows it.
  struct OldAddress: Sendable, Hashable {
    /// Begins with "/".
    var path: String
    /// Begins with "?", or is empty.
    var query: Substring
    /// Begins with "#", or is empty.
    var fragment: Substring

    /// The value of a parameter of the query, if it is a number.
    func number(_ name: String) -> Int? {
      query.dropFirst().split(separator: "&").lazy
        .compactMap { $0.hasPrefix(name + "=") ? Int($0.dropFirst(name.count + 1)) : nil }.first
    }

    /// What the ways to write the path have in common: case and a final slash make no difference.
    var key: String { OldSite.key(path) }
  }

  /// The hosts that the site was at, in lower case, without `www.`.
  private let hosts: Set<String>
  private let basePath: String

  /// - Parameters:
  ///   - address: the address of the site.
  ///   - others: addresses on hosts that it had before, or has its files on.
  init(_ address: String, others: [String]) {
    let home = Self.split(address)
    basePath = home.map { $0.rest.hasSuffix("/") ? String($0.rest.dropLast()) : String($0.rest) } ?? ""
    hosts = Set(([address] + others).compactMap { Self.split($0)?.host })
  }

  static func key(_ path: String) -> String {
    let key = path.lowercased()
    return key.hasSuffix("/") ? String(key.dropLast()) : key
  }

  /// The address as one of the site; nil for one of another site, a fragment of a page, or a relative one.
  func address(_ text: String) -> OldAddress? {
    var rest: Substring
    if let (host, path) = Self.split(text) {
      guard hosts.contains(Self.original(of: host, path)?.host ?? host) else { return nil }
      rest = Self.original(of: host, path)?.rest ?? path
    } else if text.hasPrefix("/"), !text.hasPrefix("//") {
      rest = text[...]
    } else {
      return nil
    }
    if !basePath.isEmpty {
      if rest == basePath || rest.hasPrefix(basePath + "/") || rest.hasPrefix(basePath + "?") {
        rest = rest.dropFirst(basePath.count)
      } else if !rest.contains("/uploads/") {
        return nil
      }
    }
    let fragment = rest.firstIndex(of: "#").map { rest[$0...] } ?? ""
    rest = rest.dropLast(fragment.count)
    let query = rest.firstIndex(of: "?").map { rest[$0...] } ?? ""
    let segments = rest.dropLast(query.count).split(separator: "/")
    let path = PercentEncoding.decoded(segments.map { "/" + $0 }.joined())
    let isFolder = rest.dropLast(query.count).hasSuffix("/") || segments.isEmpty
    return OldAddress(path: path + (isFolder ? "/" : ""), query: query, fragment: fragment)
  }

  /// The host in lower case, without `www.` and port, and what follows it.
  private static func split(_ address: String) -> (host: String, rest: Substring)? {
    let start: Substring
    if let mark = address.firstRange(of: "://"), ["http", "https"].contains(address[..<mark.lowerBound].lowercased()) {
      start = address[mark.upperBound...]
    } else if address.hasPrefix("//") {
      start = address.dropFirst(2)
    } else {
      return nil
    }
    let host = start.prefix { !"/?#".contains($0) }
    let name = host.lowercased()
    return (name.hasPrefix("www.") ? String(name.dropFirst(4)) : name, start.dropFirst(host.count))
  }

  /// The address behind that of a service that resizes pictures: `i0.wp.com/example.com/photo.jpg`.
  private static func original(of host: String, _ path: Substring) -> (host: String, rest: Substring)? {
    guard ["i0.wp.com", "i1.wp.com", "i2.wp.com", "i3.wp.com"].contains(host) else { return nil }
    return split("//" + path.dropFirst())
  }
}
