package import PartworkDiagnostics
package import Partwork

/// What is wrong with publishing a site under the address `url`; nil if nothing is.
///
/// Feeds, sitemaps and canonical links carry the address, so that one that only this machine knows must not go out.
package func publishProblem(of url: SiteURL, at location: SourceLocation?) -> Diagnostic? {
  guard isLoopback(host(of: url.origin)) else { return nil }
  return Diagnostic(
    .error, "the site has no `url` that readers can reach, only `\(url.origin)`", at: location,
    hint: "set `url` to the address that they will use, such as `https://example.com`")
}

/// The host of `scheme://host:port`, without port and without the brackets of IPv6.
private func host(of origin: String) -> Substring {
  let start = origin.firstRange(of: "://")?.upperBound ?? origin.startIndex
  let host = origin[start...].prefix { $0 != "/" }
  if host.hasPrefix("[") { return host.dropFirst().prefix { $0 != "]" } }
  return host.prefix { $0 != ":" }
}

/// Whether `host` names this machine: RFC 6761 for names, RFC 1122 and RFC 4291 for addresses; the unspecified
/// addresses, which servers listen on, count as well.
private func isLoopback(_ host: Substring) -> Bool {
  var name = host.lowercased()
  if name.hasSuffix(".") { name.removeLast() }
  if name.isEmpty || name == "localhost" || name.hasSuffix(".localhost") { return true }
  let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
  if numbers.count == 4, !numbers.contains(nil) { return numbers[0] == 127 || numbers.allSatisfy { $0 == 0 } }
  return ["::1", "::", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"].contains(name)
}
