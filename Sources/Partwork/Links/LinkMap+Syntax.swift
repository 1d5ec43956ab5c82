import PartworkSupport

/// The parts of a link, by RFC 3986.
extension LinkMap {
  /// Whether a URL starts with a scheme.
  static func hasScheme(_ url: String) -> Bool { AddressScheme.scheme(of: url) != nil }

  /// The path, and the query and fragment with their marks.
  static func split(_ url: String) -> (path: String, suffix: String) {
    guard let end = url.firstIndex(where: { $0 == "?" || $0 == "#" }) else { return (url, "") }
    return (String(url[..<end]), String(url[end...]))
  }

  static func fragment(of suffix: String) -> String? {
    suffix.firstIndex(of: "#").map { String(suffix[suffix.index(after: $0)...]) }
  }

  /// `path` relative to the folder of `file`, without `.` and `..`; nil if it leads out.
  static func join(folderOf file: String, _ path: String) -> String? {
    var names = file.split(separator: "/").dropLast()
    for name in path.split(separator: "/") {
      switch name {
      case ".": continue
      case "..": if names.popLast() == nil { return nil }
      default: names.append(name)
      }
    }
    return names.joined(separator: "/")
  }
}
