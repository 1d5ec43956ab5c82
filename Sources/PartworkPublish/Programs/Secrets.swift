import PartworkSupport

/// What must not be printed: the credentials in a target's address, and how they are masked.
struct Secrets: Sendable {
  /// What to replace wherever it turns up, and with what, the longest first.
  private let replacements: [(text: String, mask: String)]

  /// Finds the secrets in the address of a target: the user and password of a URL or of `user:password@host:path`, the
  /// values in the query of a URL, and the sensitive parameters of an rclone connection string such as `:s3,secret_access_key=…:bucket`.
  ///
  /// An address need not be valid. If it is unclear where a password ends, too much is masked.
  init(in address: String) {
    var found: [String: String] = [:]
    func add(_ secret: String) {
      for form in Self.forms(of: secret) where form.utf8.count >= 4 { found[form] = "***" }
    }
    for (index, userInfo) in Self.userInfos(in: address).enumerated() {
      found[userInfo + "@"] = "***@"
      // The password, or the user if it is likely to be a token: alone, or with the constant that GitHub takes.
      let parts = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let secret = parts.count == 2 && parts[1] != "x-oauth-basic" ? parts[1] : parts[0]
      add(String(secret))
      // A program may print a part, which it takes for a host, a port or a path.
      if index == 0 { secret.split { " \t/?#\"'\\@:".contains($0) }.forEach { add(String($0)) } }
    }
    for parameter in Self.query(of: address).split(separator: "&") {
      add(String(parameter.split(separator: "=", maxSplits: 1).last ?? ""))
    }
    for secret in Self.parameters(of: address).filter(\.isSecret) { add(secret.value) }
    replacements = found.map { (text: $0, mask: $1) }
      .sorted { ($0.text.utf8.count, $0.text) > ($1.text.utf8.count, $1.text) }
  }

  /// `text` with every known secret, and the user and password of every URL in it, replaced by `***`.
  func masked(_ text: String) -> String {
    replacements.reduce(text) { $0.replacing($1.text, with: $1.mask) }.replacing(Self.credentials) { match in
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
    userInfo.contains(":") || !scheme.hasSuffix("ssh") && !userInfo.contains("/")
  }

  /// What may be the user and password in `address`, the shortest first: a password may contain `@` itself.
  private static func userInfos(in address: String) -> [String] {
    if let url = address.firstMatch(of: #/([A-Za-z0-9+]*):\/\//#) {
      let rest = address[url.range.upperBound...]
      return rest.indices.filter { rest[$0] == "@" }.map { rest[..<$0] }.filter { isSecret(url.1, $0) }
        .map { String($0) }
    }
    // `user:password@host:path`, of which ssh and rsync take the user alone.
    guard let first = address.first, !"/.~:".contains(first), let colon = address.firstIndex(of: ":") else { return [] }
    return address[colon...].indices.filter { address[$0] == "@" && address[$0...].contains(":") }
      .map { String(address[..<$0]) }
  }

  /// What follows the `?` in `address` if it is a URL; one in the password begins no query.
  private static func query(of address: String) -> Substring {
    guard address.prefixMatch(of: #/[A-Za-z0-9+]+:\/\//#) != nil else { return "" }
    let userInfo = userInfos(in: address).last.flatMap { address.firstRange(of: $0 + "@") }
    return address[(userInfo?.upperBound ?? address.startIndex)...].drop { $0 != "?" }.dropFirst()
  }

  /// How programs print `secret`: as it is, decoded, and within quotes.
  private static func forms(of secret: String) -> [String] {
    [
      secret, PercentEncoding.decoded(secret), secret.replacing("\"", with: "\"\""), secret.replacing("'", with: "''"),
      secret.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""),
    ]
  }

  /// A parameter of an rclone connection string.
  private struct Parameter {
    var name: String
    var value: String

    /// Whether the value must not be printed, according to the name.
    var isSecret: Bool {
      let signs = ["pass", "secret", "token", "key", "auth", "cred", "sas", "cookie", "header", "connection_string"]
      return !["true", "false"].contains(value) && signs.contains(where: name.lowercased().contains)
    }
  }

  /// The parameters in `address` if it is an rclone connection string, with those of remotes within it.
  ///
  /// A value with special characters is in single or double quotes, and a quote in it is written twice.
  private static func parameters(of address: String) -> [Parameter] {
    var found: [Parameter] = []
    var rest = address.drop { $0 != "," }
    while rest.first == "," {
      let name = rest.dropFirst().prefix { !"=,:".contains($0) }
      rest = rest[name.endIndex...]
      guard rest.first == "=" else { continue }
      rest.removeFirst()
      let value = takeValue(from: &rest)
      found.append(Parameter(name: String(name), value: value))
      found += parameters(of: value)
    }
    return found
  }

  private static func takeValue(from rest: inout Substring) -> String {
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let value = rest.prefix { $0 != "," && $0 != ":" }
      rest = rest[value.endIndex...]
      return String(value)
    }
    var value = ""
    rest.removeFirst()
    while let character = rest.popFirst() {
      if character == quote, rest.first != quote { break }
      if character == quote { rest.removeFirst() }
      value.append(character)
    }
    return value
  }
}
