extension [UInt8] {
  /// Appends the digits of `number`, which is not negative.
  mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Appends `text` as HTML text or an attribute's value: `&`, `<`, `>` and `"` as entities, save `exception`.
  mutating func append(escaping text: some Sequence<UInt8>, except exception: UInt8? = nil) {
    for byte in text {
      switch byte {
      case exception: append(byte)
      case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): append(contentsOf: "&quot;".utf8)
      default: append(byte)
      }
    }
  }

  /// Appends `url` as the value of `href` or `src`, encoding what libcmark would: bytes that a URL may not contain by
  /// `%XX`, `&` and `'` by an entity, and a `%` not at all.
  mutating func append(encoding url: some Sequence<UInt8>) {
    for byte in url {
      switch byte {
      case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "'"): append(contentsOf: "&#x27;".utf8)
      case _ where isPlainInURL[Int(byte)]: append(byte)
      default:
        append(UInt8(ascii: "%"))
        append(hexadecimal[Int(byte >> 4)])
        append(hexadecimal[Int(byte & 15)])
      }
    }
  }
}

private let hexadecimal = Array("0123456789ABCDEF".utf8)

/// By byte, whether it stands in an `href` as it is.
private let isPlainInURL: [Bool] = {
  let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+!*(),%#@?=;:/$~".utf8)
  return (0...255).map { plain.contains($0) }
}()
