import PartworkSupport

/// A strong entity tag: it changes with the content's bytes (RFC 9110, 8.8.3).
struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  /// The tag with its quotes, as the `ETag` header has it.
  let description: String

  /// The tag of a content made in memory.
  init(of bytes: [UInt8]) {
    description = "\"\(ContentHash(of: bytes))\""
  }

  /// The tag of a file on disk.
  init(of file: FileStatus) {
    let parts = [String(file.size, radix: 16), String(file.modified, radix: 16), String(file.inode, radix: 16)]
    description = "\"\(parts.joined(separator: "-"))\""
  }

  /// Whether an `If-None-Match` header names this tag; weak tags count as strong ones (RFC 9110, 13.1.2).
  func isNamed(by header: String?) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { part in
      let tag = part.trimmingPrefix { $0 == " " || $0 == "\t" }
      let text = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
      return text == "*" || text.hasPrefix(description) && text.dropFirst(description.count).allSatisfy(\.isWhitespace)
    }
  }
}
