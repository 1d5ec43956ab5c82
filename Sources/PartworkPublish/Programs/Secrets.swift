import PartworkSupport

/// What must not be printed: the credentials in a target's address, and how they are masked.
struct Secrets: Sendable {
  /// The values to mask wherever they turn up, the longest first.
  private let values: [String]

  /// Finds the secrets in the address of a target: the user and password of a URL, and the sensitive parameters of an
  /// rclone connection string such as `:s3,secret_access_key=…:bucket`.
  init(in address: String) {
    var found = Set(Self.secretParameters(of: address))
    for match in address.matches(of: Self.credentials) where Self.isSecret(match.scheme, match.userInfo) {
      // The password, or the user if it is likely to be a token: alone, or with the constant that GitHub takes.
      let parts = match.userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let secret = String(parts.count == 2 && parts[1] != "x-oauth-basic" ? parts[1] : parts[0])
      found.formUnion([secret, PercentEncoding.decoded(secret)])
    }
    values = found.filter { $0.utf8.count >= 4 }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// `text` with every known secret, and the user and password of every URL in it, replaced by `***`.
  func masked(_ text: String) -> String {
    values.reduce(text) { $0.replacing($1, with: "***") }.replacing(Self.credentials) { match in
      Self.isSecret(match.scheme, match.userInfo) ? "\(match.scheme)://***@" : String(match.output.0)
    }
  }
}

extension Secrets {
  /// The start of a URL with a user and maybe a password.
  private static var credentials: Regex<(Substring, scheme: Substring, userInfo: Substring)> {
    #/(?<scheme>[A-Za-z0-9+]{0,20}):\/\/(?<userInfo>[^\/?#\s'"]*)@/#
  }

  /// Whether the part of a URL before the `@` is to be masked; the user alone of an ssh URL is not.
  private static func isSecret(_ scheme: Substring, _ userInfo: Substring) -> Bool {
    !scheme.hasSuffix("ssh") || userInfo.contains(":")
  }

  private static func secretParameters(of address: String) -> [String] {
    address.split { $0 == "," || $0 == ":" }.compactMap { parameter in
      guard let equals = parameter.firstIndex(of: "=") else { return nil }
      let name = parameter[..<equals].lowercased()
      guard ["pass", "secret", "token", "key", "auth"].contains(where: name.contains) else { return nil }
      return parameter[equals...].dropFirst().filter { $0 != "\"" && $0 != "'" }
    }
  }
}
