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
      let written = fields.texts(purpose.rawValue).compactMap { text in
        fields.parsed(text) { text throws(InvalidValue) in try Self.origin(text, for: purpose) }
      }
      origins[purpose] = fields.unique(written, by: \.self, named: \.self).map(\.value)
    }
  }

  /// Reads a host, `plausible.io` or `*.example.com`, or its origin with the scheme https.
  private static func origin(_ text: String, for purpose: Purpose) throws(InvalidValue) -> String {
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
    if !host.utf8.allSatisfy({ $0 < 0x80 }), isHost(Substring(host.filter(\.isASCII))) {
      return "write it in ASCII, as browsers do: `xn--…`"
    }
    return host.hasPrefix("'") || host == "self" || host == "none"
      ? "keywords of a policy go in a `_headers` file of your own" : nil
  }

  /// Whether `host` is a name or IPv4 address, with or without a port; its first label may be `*`.
  private static func isHost(_ host: Substring) -> Bool {
    let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, UInt16(parts[1]).map({ $0 > 0 }) != true { return false }
    let labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let names = labels.first == "*" ? labels.dropFirst() : labels[...]
    return names.count >= (labels.first == "*" ? 2 : 1) && labels.joined(separator: ".") != "none" && host != "self"
      && names.allSatisfy { name in
        !name.isEmpty && name.utf8.count < 64 && name.first != "-" && name.last != "-"
          && name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
              || byte == UInt8(ascii: "-")
          }
      }
  }
}
