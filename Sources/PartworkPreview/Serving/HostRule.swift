import Foundation

/// Which names a request may call this server by.
///
/// A page of another site can have its own name lead to this machine (DNS rebinding), and would then read the drafts
/// here as if they were its own. Its requests still carry its name in `Host`, so that names other than ours are refused.
/// The port does not matter to that, and differs where it is forwarded.
struct HostRule: Sendable {
  private let name: String
  private let isAnyAddress: Bool

  /// The rule for a server that listens at `host`, a name or an address.
  init(host: String) {
    name = Self.normalised(host)
    isAnyAddress = name == "0.0.0.0" || name == "::"
  }

  /// Whether a request with this `Host` header is answered: it names this machine itself, or the host that was asked
  /// for, or, where that was every address, any address, as a name is what rebinding needs.
  func allows(_ header: String?) -> Bool {
    guard let header, let host = Self.host(of: header) else { return false }
    if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
    let isIPv4 = Self.isAddress(host, AF_INET)
    if isIPv4, host.hasPrefix("127.") { return true }
    if host == name { return true }
    return isAnyAddress && (isIPv4 || Self.isAddress(host, AF_INET6))
  }

  /// Whether a request that says it comes from `origin` comes from a page that the server called `host` has sent.
  static func isOwn(origin: String, host: String?) -> Bool {
    guard let host else { return false }
    let origin = origin.lowercased()
    return origin == "http://\(host.lowercased())" || origin == "https://\(host.lowercased())"
  }

  /// The host of `host:port`, `host` and `[address]:port`.
  private static func host(of header: String) -> String? {
    if header.hasPrefix("[") {
      guard let end = header.firstIndex(of: "]"), isPort(header[header.index(after: end)...]) else { return nil }
      return normalised(String(header[header.index(after: header.startIndex)..<end]))
    }
    let colon = header.firstIndex(of: ":") ?? header.endIndex
    guard colon > header.startIndex, isPort(header[colon...]), header[..<colon].utf8.allSatisfy(isOfName) else {
      return nil
    }
    return normalised(String(header[..<colon]))
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.hasPrefix(":") && text.dropFirst().utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// Whether a host's name may have `byte`. With others, such as a comma, one name could pass for the end of another.
  private static func isOfName(_ byte: UInt8) -> Bool {
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    return isLetter || isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  /// Host names are the same in either case, and with the root's dot at their end.
  private static func normalised(_ host: String) -> String {
    let lower = host.lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  private static func isAddress(_ host: String, _ family: Int32) -> Bool {
    var address = in6_addr()
    return inet_pton(family, host, &address) == 1
  }
}
