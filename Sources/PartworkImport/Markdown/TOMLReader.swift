/// Reads TOML (https://toml.io/en/v1.0.0), as far as front matter and the configurations of site generators use it.
/// Numbers, dates and truth values stay text.
struct TOMLReader {
  private var rest: Substring
  private var root: [String: MatterValue] = [:]

  /// The table that lines belong to.
  private var path: [String] = []

  /// The value that `text` describes; nil if it is not TOML.
  static func read(_ text: String) -> MatterValue? {
    var reader = TOMLReader(rest: text[...])
    return reader.readLines() ? .map(reader.root) : nil
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func readLines() -> Bool {
    while true {
      skipBlank()
      guard let first = rest.first else { return true }
      guard first == "[" ? readHeader() : readPair() else { return false }
      skipSpace()
      if rest.first == "#" { rest = rest.drop { !$0.isNewline } }
      guard rest.first?.isNewline ?? true else { return false }
    }
  }

  /// `[table]`, or `[[list of tables]]`.
  private mutating func readHeader() -> Bool {
    let isList = rest.hasPrefix("[[")
    rest = rest.dropFirst(isList ? 2 : 1)
    guard let keys = readKeys(), rest.hasPrefix(isList ? "]]" : "]") else { return false }
    rest = rest.dropFirst(isList ? 2 : 1)
    path = keys
    if isList {
      Self.set(.map([:]), at: keys[...], in: &root, appending: true)
    } else if MatterValue.map(root)[keys.joined(separator: ".")] == nil {
      Self.set(.map([:]), at: keys[...], in: &root)
    }
    return true
  }

  private mutating func readPair() -> Bool {
    guard let keys = readKeys(), rest.first == "=" else { return false }
    rest = rest.dropFirst()
    skipSpace()
    guard let value = readValue() else { return false }
    Self.set(value, at: (path + keys)[...], in: &root)
    return true
  }

  /// Puts a value at a path, of which the last table of a list counts.
  private static func set(
    _ value: MatterValue, at keys: ArraySlice<String>, in map: inout [String: MatterValue], appending: Bool = false
  ) {
    guard let key = keys.first else { return }
    if keys.count == 1 {
      if appending {
        if case .list(let values)? = map[key] { map[key] = .list(values + [value]) } else { map[key] = .list([value]) }
      } else {
        map[key] = value
      }
      return
    }
    switch map[key] {
    case .list(var values):
      guard case .map(var inner)? = values.popLast() else { return }
      set(value, at: keys.dropFirst(), in: &inner, appending: appending)
      map[key] = .list(values + [.map(inner)])
    case .map(var inner):
      set(value, at: keys.dropFirst(), in: &inner, appending: appending)
      map[key] = .map(inner)
    default:
      var inner: [String: MatterValue] = [:]
      set(value, at: keys.dropFirst(), in: &inner, appending: appending)
      map[key] = .map(inner)
    }
  }

  private mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" } }

  /// Skips white space, line feeds and comments.
  private mutating func skipBlank() {
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard rest.first == "#" else { return }
      rest = rest.drop { !$0.isNewline }
    }
  }

  /// `a.b."c d"`, and the space after it.
  private mutating func readKeys() -> [String]? {
    var keys: [String] = []
    while true {
      skipSpace()
      if rest.first == "\"" || rest.first == "'" {
        guard let key = readString() else { return nil }
        keys.append(key)
      } else {
        let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard !key.isEmpty else { return nil }
        keys.append(String(key))
        rest = rest[key.endIndex...]
      }
      skipSpace()
      guard rest.first == "." else { return keys }
      rest = rest.dropFirst()
    }
  }

  private mutating func readValue() -> MatterValue? {
    switch rest.first {
    case "\"", "'": return readString().map { .text($0) }
    case "[": return readList()
    case "{": return readInlineTable()
    default:
      let word = rest.prefix { !$0.isNewline && !",]}#".contains($0) }
      rest = rest[word.endIndex...]
      return String(word).trimmedText.map { .text($0) }
    }
  }

  private mutating func readList() -> MatterValue? {
    rest = rest.dropFirst()
    var values: [MatterValue] = []
    while true {
      skipBlank()
      if rest.first == "]" { break }
      guard let value = readValue() else { return nil }
      values.append(value)
      skipBlank()
      if rest.first == "," { rest = rest.dropFirst() } else if rest.first != "]" { return nil }
    }
    rest = rest.dropFirst()
    return .list(values)
  }

  private mutating func readInlineTable() -> MatterValue? {
    rest = rest.dropFirst()
    var map: [String: MatterValue] = [:]
    while true {
      skipBlank()
      if rest.first == "}" { break }
      guard let keys = readKeys(), rest.first == "=" else { return nil }
      rest = rest.dropFirst()
      skipSpace()
      guard let value = readValue() else { return nil }
      Self.set(value, at: keys[...], in: &map)
      skipBlank()
      if rest.first == "," { rest = rest.dropFirst() } else if rest.first != "}" { return nil }
    }
    rest = rest.dropFirst()
    return .map(map)
  }

  /// A string in quotes: on one line, or on several between three of them.
  private mutating func readString() -> String? {
    guard let quote = rest.first else { return nil }
    let isLong = rest.hasPrefix(String(repeating: quote, count: 3))
    let end = String(repeating: quote, count: isLong ? 3 : 1)
    rest = rest.dropFirst(end.count)
    if isLong, rest.first?.isNewline == true { rest = rest.dropFirst() }
    var text = ""
    while let next = rest.first {
      if rest.hasPrefix(end) {
        rest = rest.dropFirst(end.count)
        return text
      }
      rest = rest.dropFirst()
      if next == "\\", quote == "\"" {
        guard let escaped = readEscape() else { return nil }
        text += escaped
      } else if next.isNewline, !isLong {
        return nil
      } else {
        text.append(next)
      }
    }
    return nil
  }

  private mutating func readEscape() -> String? {
    guard let sign = rest.first else { return nil }
    rest = rest.dropFirst()
    switch sign {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b", "f": return ""
    case "\"", "\\": return String(sign)
    case "u", "U":
      let digits = rest.prefix(sign == "u" ? 4 : 8)
      rest = rest[digits.endIndex...]
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) }
    case _ where sign.isWhitespace:
      rest = rest.drop(while: \.isWhitespace)
      return ""
    default: return nil
    }
  }
}
