/// The rules for the names of a site's files.
package enum FileName {
  /// Whether the file or folder `name` is no part of the site: it is hidden, or an editor or a system left it there.
  ///
  /// `.well-known` (RFC 8615) and `.htaccess` are meant for web servers, and stay.
  package static func isSkipped(_ name: String) -> Bool {
    if name.hasPrefix(".") { return name != ".well-known" && name != ".htaccess" }
    return name.hasSuffix("~") || name.hasSuffix(".swp") || name.hasSuffix(".swo")
      || name.hasPrefix("#") && name.hasSuffix("#") || name == "Thumbs.db" || name == "desktop.ini"
  }

  /// Why the last name of `path` cannot be in a URL or on another disk; nil where it can.
  static func fault(in path: String) -> String? {
    let name = path.fileName
    let isOdd = name.unicodeScalars.contains { $0 == "\\" || $0.isControl }
    return isOdd ? "the name of this file has a backslash or a control character" : nil
  }
}

extension String {
  /// The part behind the last slash.
  var fileName: Substring {
    lastIndex(of: "/").map { self[index(after: $0)...] } ?? self[...]
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is of the category Cc, by its range.
  var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
