/// The path of a request, decoded: `posts/x/`, without the `/` it begins with.
///
/// Only a path that means the same to everybody becomes one: no `.` and `..`, no encoded `/`, no `\`, no control
/// characters and no bytes that are not UTF-8 (RFC 3986, 7.3).
struct RequestPath: Hashable, Sendable {
  let text: String

  /// Decodes the path of a request's target, which a query may follow.
  init?(_ target: some StringProtocol) {
    let encoded = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard encoded.first == UInt8(ascii: "/"), let bytes = PercentCoding.decode(encoded.dropFirst()) else { return nil }
    let slashes = encoded.count { $0 == UInt8(ascii: "/") } - 1
    let isUnsafe = bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
    guard !isUnsafe, bytes.count(where: { $0 == UInt8(ascii: "/") }) == slashes else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    for name in text.split(separator: "/") where name == "." || name == ".." { return nil }
    self.text = text
  }
}

/// Percent-encoding (RFC 3986, 2.1).
enum PercentCoding {
  /// The decoded bytes; nil where a `%` is not followed by two hexadecimal digits.
  static func decode(_ encoded: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = encoded.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
