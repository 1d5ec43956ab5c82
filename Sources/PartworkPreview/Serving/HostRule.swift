import Foundation

/// Which names a request may call this server by.
///
/// A page of another site can point its own name at this machine (DNS rebinding), and would then read the drafts here
/// as if they were its own. Its requests still carry its name in `Host`, so names other than ours are refused. The port
/// does not matter for that, and differs if it is forwarded.
struct HostRule: Sendable {
  private let name: String
  private let isAnyAddress: Bool

  /// The rule for a server that listens on `host`, a name or an address.
  init(host: String) {
    name = Self.normalised(host)
    isAnyAddress = name == "0.0.0.0" || name == "::"
  }

  /// Whether a request with this `Host` header is answered: it names this machine itself, or the host that the server
  /// listens on. If that is every address, any address will do, since rebinding needs a name.
  func allows(_ header: String) -> Bool {
    guard let host = Self.host(of: header) else { return false }
    if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host == name { return true }
    let isIPv4 = Self.isAddress(host, AF_INET)
    if isIPv4, host.hasPrefix("127.") { return true }
    return isAnyAddress && (isIPv4 || Self.isAddress(host, AF_INET6))
  }

  /// Whether `origin` is that of a page that the server called `host` has sent.
  static func isOwn(origin: String, host: String) -> Bool {
    let origin = origin.lowercased()
    return origin == "http://\(host.lowercased())" || origin == "https://\(host.lowercased())"
  }

  /// The host of `host:port`, `host` and `[address]:port`. Names have no characters but these: with others, such as a
  /// comma, one name could pass for the end of another.
  private static func host(of header: String) -> String? {
    let form = /(?:\[([^\]]*)\]|([A-Za-z0-9._-]+))(?::[0-9]*)?/.matchingSemantics(.unicodeScalar)
    guard let match = header.wholeMatch(of: form) else { return nil }
    return (match.output.1 ?? match.output.2).map { normalised(String($0)) }
  }

  /// Host names are the same in upper and lower case, and with the root's dot at their end.
  private static func normalised(_ host: String) -> String {
    let lower = host.lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  private static func isAddress(_ host: String, _ family: Int32) -> Bool {
    var address = in6_addr()
    return inet_pton(family, host, &address) == 1
  }
}
