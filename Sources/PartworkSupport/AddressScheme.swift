/// The schemes of addresses: the one list of those that a link or an image may have, wherever its address is written.
package enum AddressScheme {
  /// Those that take a reader to a page, a file, a person or a place, and run nothing.
  package static let allowed: Set<String> = [
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "feed", "webcal", "xmpp", "irc", "ircs", "matrix",
    "sip", "sips", "news", "nntp", "geo", "gemini", "gopher", "magnet", "bitcoin", "urn", "doi",
  ]

  private static let ends = ASCIISet("/:?#")

  /// The scheme of `address` in lower case, by RFC 3986: a letter, then letters, digits, `+`, `-` and `.`, then `:`. Nil
  /// if it has none.
  ///
  /// As browsers do, it leaves out white space and control characters before the scheme, and tabs and line ends in it.
  package static func scheme(of address: String) -> String? {
    var address = address
    return address.withUTF8 { scheme(of: UnsafeRawBufferPointer($0)) }
  }

  private static func scheme(of address: UnsafeRawBufferPointer) -> String? {
    // Most addresses are paths, and most others those of pages.
    if address.starts(with: "https:".utf8) { return "https" }
    guard let end = address.first(where: ends.contains), end == UInt8(ascii: ":") else { return nil }
    var scheme: [UInt8] = []
    for byte in address {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): scheme.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): scheme.append(byte | 0x20)
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if scheme.isEmpty { return nil }
        scheme.append(byte)
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
      case ...UInt8(ascii: " ") where scheme.isEmpty: break
      case UInt8(ascii: ":"): return scheme.isEmpty ? nil : String(decoding: scheme, as: UTF8.self)
      default: return nil
      }
    }
    return nil
  }

  /// The scheme of `address` if no link may have it; `data:` is allowed for images of a type `image/…`.
  package static func forbidden(in address: String, isImage: Bool) -> String? {
    var address = address
    return address.withUTF8 { forbidden(in: UnsafeRawBufferPointer($0), isImage: isImage) }
  }

  /// The same for an address in UTF-8.
  package static func forbidden(in address: UnsafeRawBufferPointer, isImage: Bool) -> String? {
    guard let scheme = scheme(of: address), !allowed.contains(scheme) else { return nil }
    if scheme == "data", isImage, let colon = address.firstIndex(of: UInt8(ascii: ":")) {
      let type = address[colon...].dropFirst().prefix("image/".utf8.count)
      if String(decoding: type, as: UTF8.self).lowercased() == "image/" { return nil }
    }
    return scheme
  }

  /// What to do about an address with the forbidden `scheme`.
  package static func hint(on scheme: String) -> String {
    switch scheme {
    case "javascript", "vbscript", "data", "file", "blob":
      "remove it: such an address can run a program or open one of the reader's files"
    default:
      "write an address that begins with `https:`, `mailto:`, `tel:` or another common scheme, or `./` before a "
        + "file's name that has a colon"
    }
  }
}
