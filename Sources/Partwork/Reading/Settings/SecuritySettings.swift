/// The other sites that pages may load from or send to: `security` in `site.yml`.
package struct SecuritySettings: Sendable, Hashable {
  /// What pages may do with another site; the names are the keys.
  package enum Purpose: String, Sendable, CaseIterable {
    case scripts
    case styles
    case images
    case fonts
    case frames
    case forms
    case connect
  }

  /// The origins for each purpose, as a policy has them: `https://plausible.io`, `https://*.example.com`.
  private var origins: [Purpose: [String]] = [:]

  package init(_ origins: [Purpose: [String]] = [:]) { self.origins = origins }

  /// The same, and forms may also be sent to `origins`.
  func adding(forms origins: some Sequence<String>) -> SecuritySettings {
    let new = Set(origins).filter { !allows($0, for: .forms) }
    var settings = self
    settings.origins[.forms, default: []] += new.sorted()
    return settings
  }

  package func origins(for purpose: Purpose) -> [String] { origins[purpose] ?? [] }

  /// Whether `origin`, in lower case, is among the origins for `purpose`.
  func allows(_ origin: String, for purpose: Purpose) -> Bool {
    origins(for: purpose).contains { allowed in
      guard let star = allowed.firstIndex(of: "*") else { return allowed == origin }
      return origin.hasPrefix(allowed[..<star]) && origin.hasSuffix(allowed[allowed.index(after: star)...])
    }
  }
}

extension SecuritySettings {
  init(_ fields: Fields) {
    for purpose in Purpose.allCases {
      let written = fields.texts(purpose.rawValue, of: .ids).compactMap { text in
        fields.parsed(text) { text throws(InvalidValue) in try Self.origin(text, for: purpose) }
      }
      origins[purpose] = fields.unique(written, by: \.self, named: \.self).map(\.value)
    }
  }

  /// Reads a host, `plausible.io` or `*.example.com`, or its origin with the scheme https.
  static func origin(_ text: String, for purpose: Purpose) throws(InvalidValue) -> String {
    let form = "write a host, such as `plausible.io` or `*.example.com`"
    let lower = text.lowercased()
    let mark = lower.firstRange(of: "://")
    let scheme = mark.map { String(lower[..<$0.lowerBound]) } ?? "https"
    guard scheme == "https" || scheme == "wss" && purpose == .connect else {
      throw InvalidValue(
        "`\(text)` is not a host that is reached by HTTPS",
        hint: scheme == "http" ? "write `https://…`, or the host alone: pages by HTTPS load nothing else" : form)
    }
    var host = mark.map { lower[$0.upperBound...] } ?? lower[...]
    if host.hasSuffix("/") { host.removeLast() }
    if let slash = host.firstIndex(where: { "/?#".contains($0) }), isHost(host[..<slash]) {
      throw InvalidValue("`\(text)` is an address on a host", hint: "write the host alone: `\(host[..<slash])`")
    }
    guard isHost(host) else { throw InvalidValue("`\(text)` is not a host", hint: hint(for: host) ?? form) }
    return "\(scheme)://\(host)"
  }

  private static func hint(for host: Substring) -> String? {
    if host == "*" { return "name each host, such as `plausible.io`: a policy that allows all protects from nothing" }
    if host.hasPrefix("'") || keywords.contains(host) {
      return "keywords of a policy go in a `_headers` file of your own"
    }
    let isForeign = !host.utf8.allSatisfy { $0 < 0x80 } && isHost(Substring(host.filter(\.isASCII)))
    return isForeign ? "write it in ASCII, as browsers do: `xn--…`" : nil
  }

  /// Words that look like hosts and are not meant as such.
  private static let keywords: [Substring] = ["self", "none"]

  /// Whether `host` is a name or IPv4 address, with or without a port; its first label may be `*`.
  private static func isHost(_ host: Substring) -> Bool {
    let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, UInt16(parts[1]).map({ $0 > 0 }) != true { return false }
    var labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    if labels.first == "*" { labels.removeFirst() }
    return !labels.isEmpty && !keywords.contains(host) && labels.allSatisfy(isLabel)
  }

  /// Whether `label`, in lower case, may be a part of a host name (RFC 1123, 2.1).
  static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.utf8.count < 64 && label.first != "-" && label.last != "-"
      && label.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
  }
}
