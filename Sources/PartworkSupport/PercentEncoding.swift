/// Percent-encoding of URLs (RFC 3986, section 2).
///
/// Slugs keep the letters of every language. Browsers take such URLs as they are; sitemaps, hosts and some feed readers
/// take ASCII only.
package enum PercentEncoding {
  /// `url` in ASCII: whatever a URL may not contain is encoded, and existing escapes stay. The host is left alone.
  package static func url(_ url: String) -> String {
    if isPlain(url) { return url }
    let bytes = Array(url.utf8)
    let start = endOfHost(bytes)
    var result = Array(bytes[..<start])
    for index in start..<bytes.count {
      let isEncoded =
        bytes[index] == UInt8(ascii: "%") && index + 2 < bytes.count && digit(bytes[index + 1]) != nil
        && digit(bytes[index + 2]) != nil
      if isEncoded || isUnreserved(bytes[index]) || reserved.contains(bytes[index]) {
        result.append(bytes[index])
      } else {
        append(bytes[index], to: &result)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether `url` has only letters, digits, `-._~`, `/` and `:`: most URLs need no encoding, and no escaping.
  package static func isPlain(_ url: String) -> Bool {
    let plain = plain
    return url.withBytes { $0.allSatisfy { plain.contains($0) } }
  }

  /// The relative URL of a file: everything in `path` except letters, digits, `-._~` and `/` is encoded, even `%`.
  package static func path(_ path: String) -> String {
    var result: [UInt8] = []
    for byte in path.utf8 {
      if isUnreserved(byte) || byte == UInt8(ascii: "/") { result.append(byte) } else { append(byte, to: &result) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The site URL of `path`, a path without escapes, such as a writer's permalink: spaces, `%` and everything else that
  /// a link cannot contain are encoded, and the letters of every language stay.
  package static func siteURL(_ path: String) -> String {
    if isPlain(path) { return path }
    var result: [UInt8] = []
    for byte in path.utf8 {
      if byte >= 0x80 || isUnreserved(byte) || "/!$&'()*+,;=:@".utf8.contains(byte) {
        result.append(byte)
      } else {
        append(byte, to: &result)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The decoded bytes of `encoded`; nil if a `%` is not followed by two hexadecimal digits.
  package static func bytes(_ encoded: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = encoded.makeIterator()
    while let byte = rest.next() {
      if byte != UInt8(ascii: "%") {
        bytes.append(byte)
      } else if let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) {
        bytes.append(high << 4 | low)
      } else {
        return nil
      }
    }
    return bytes
  }

  /// `text` with every escape such as `%41` replaced by its byte; a `%` without two digits stays.
  package static func decoded(_ text: String) -> String {
    if !text.utf8.contains(UInt8(ascii: "%")) { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension PercentEncoding {
  private static let reserved = ASCIISet(":/?#@!$&'()*+,;=")
  private static let digits = Array("0123456789ABCDEF".utf8)

  private static let unreserved = ASCIISet(lettersDigitsAnd: "-._~")
  private static let plain = ASCIISet(lettersDigitsAnd: "-._~/:")

  private static func isUnreserved(_ byte: UInt8) -> Bool { unreserved.contains(byte) }

  private static func append(_ byte: UInt8, to result: inout [UInt8]) {
    result.append(UInt8(ascii: "%"))
    result.append(digits[Int(byte >> 4)])
    result.append(digits[Int(byte & 15)])
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The offset after `https://host`; 0 in a URL without a host.
  private static func endOfHost(_ url: [UInt8]) -> Int {
    guard let colon = url.firstIndex(of: UInt8(ascii: ":")), url[colon...].starts(with: "://".utf8) else { return 0 }
    return url[(colon + 3)...].firstIndex { "/?#".utf8.contains($0) } ?? url.count
  }
}
