import PartworkSupport

/// The path of a request, decoded: `posts/x/`, without the `/` it begins with.
///
/// Only a path that means the same to everybody becomes one: no `.` and `..`, no encoded `/`, no `\`, no control
/// characters and no bytes that are not UTF-8 (RFC 3986, 7.3).
struct RequestPath: Hashable, Sendable {
  let text: String

  /// Decodes the path of a request's target, which a query may follow.
  init?(_ target: some StringProtocol) {
    let encoded = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard encoded.first == UInt8(ascii: "/"), let bytes = PercentEncoding.bytes(encoded.dropFirst()) else { return nil }
    let slashes = encoded.count { $0 == UInt8(ascii: "/") } - 1
    let isUnsafe = bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
    guard !isUnsafe, bytes.count(where: { $0 == UInt8(ascii: "/") }) == slashes else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    for name in text.split(separator: "/") where name == "." || name == ".." { return nil }
    self.text = text
  }
}
