import Foundation

/// What must not be printed: the credentials that a target's address holds, and how they are masked.
struct Secrets: Sendable {
  /// The values to mask wherever they turn up, the longest first.
  private let values: [String]

  /// Finds the secrets in the addresses that a target is made of: the user and password of a URL, and the sensitive
  /// parameters of an rclone connection string such as `:s3,secret_access_key=…:bucket`.
  init(in addresses: [String]) {
    var found: Set<String> = []
    for address in addresses {
      if let userInfo = Self.userInfo(of: address[...]) { found.formUnion(Self.secrets(ofUserInfo: userInfo)) }
      found.formUnion(Self.secretParameters(of: address))
    }
    values = found.filter { $0.utf8.count >= 4 }.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// `text` with every known secret, and the user and password of every URL in it, replaced by `***`.
  func masked(_ text: String) -> String {
    var text = text
    for value in values where text.contains(value) {
      text = text.split(separator: value, omittingEmptySubsequences: false).joined(separator: Self.mask)
    }
    return Self.maskingUserInfo(text)
  }

  private static let mask = "***"
}

extension Secrets {
  /// The part of a URL between `://` and `@`, if its scheme is one whose user may be a secret. The user of an ssh URL
  /// is none.
  private static func userInfo(of text: Substring) -> Substring? {
    guard let separator = text.firstRange(of: "://") else { return nil }
    let rest = text[separator.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && !$0.isWhitespace && $0 != "'" && $0 != "\"" }
    guard let at = authority.lastIndex(of: "@") else { return nil }
    let userInfo = authority[..<at]
    let scheme = text[..<separator.lowerBound].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "+" }
    if String(scheme.reversed()).hasSuffix("ssh"), !userInfo.contains(":") { return nil }
    return userInfo
  }

  /// The password, or the user where it is likely to be a token: alone, or beside the constant that GitHub takes.
  private static func secrets(ofUserInfo userInfo: Substring) -> [String] {
    let parts = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let secret = parts.count == 2 && parts[1] != "x-oauth-basic" ? parts[1] : parts[0]
    return [secret, secret.removingPercentEncoding].compactMap { $0 }
  }

  private static func secretParameters(of address: String) -> [String] {
    address.split { $0 == "," || $0 == ":" }.compactMap { parameter in
      guard let equals = parameter.firstIndex(of: "=") else { return nil }
      let name = parameter[..<equals].lowercased()
      guard ["pass", "secret", "token", "key", "auth"].contains(where: name.contains) else { return nil }
      return String(parameter[parameter.index(after: equals)...]).trimmingCharacters(in: ["\"", "'"])
    }
  }

  private static func maskingUserInfo(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let separator = rest.firstRange(of: "://") {
      if let userInfo = userInfo(of: rest), userInfo.startIndex == separator.upperBound {
        result += rest[..<separator.upperBound] + mask
        rest = rest[userInfo.endIndex...]
      } else {
        result += rest[..<separator.upperBound]
        rest = rest[separator.upperBound...]
      }
    }
    return result + rest
  }
}
