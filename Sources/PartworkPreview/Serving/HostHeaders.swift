import PartworkSupport

/// The headers that hosts send with the files of a site: its `_headers`, as Netlify and Cloudflare Pages read it.
struct HostHeaders {
  private struct Rule {
    let pattern: Substring
    var headers: [(name: String, value: String)] = []
  }

  private var rules: [Rule] = []

  init(_ text: [UInt8]) {
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let words = line.drop { $0 == " " || $0 == "\t" }
      if words.isEmpty || words.hasPrefix("#") { continue }
      if words.startIndex == line.startIndex {
        rules.append(Rule(pattern: line.prefix { $0 != " " && $0 != "\t" }))
      } else if let colon = words.firstIndex(of: ":"), !rules.isEmpty {
        let value = words[words.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        rules[rules.count - 1].headers.append((words[..<colon].lowercased(), value))
      }
    }
  }

  /// The values of the header `name`, in lower case, for the file at the URL path `path`: those of every rule that
  /// matches it.
  func values(of name: String, at path: String) -> [String] {
    rules.filter { Self.matches(path[...], $0.pattern) }.flatMap { rule in
      rule.headers.filter { $0.name == name }.map(\.value)
    }
  }

  /// Whether `path` fits `pattern`, in which `*` stands for anything and `:name` for a segment.
  private static func matches(_ path: Substring, _ pattern: Substring) -> Bool {
    guard let special = pattern.firstIndex(where: { $0 == "*" || $0 == ":" }) else { return path == pattern }
    guard path.hasPrefix(pattern[..<special]) else { return false }
    let rest = path.dropFirst(pattern.distance(from: pattern.startIndex, to: special))
    if pattern[special] == "*" {
      let after = pattern[pattern.index(after: special)...]
      return rest.indices.contains { matches(rest[$0...], after) } || matches("", after)
    }
    return matches(rest.drop { $0 != "/" }, pattern[special...].drop { $0 != "/" })
  }
}
