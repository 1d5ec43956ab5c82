/// The parts of a link, by RFC 3986.
extension LinkMap {
  /// Whether a URL starts with a scheme: a letter, then letters, digits, `+`, `-` and `.`, then `:`.
  static func hasScheme(_ url: String) -> Bool {
    var isFirst = true
    for byte in url.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if isFirst { return false }
      case UInt8(ascii: ":"): return !isFirst
      default: return false
      }
      isFirst = false
    }
    return false
  }

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
