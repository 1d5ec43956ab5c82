/// The two parts of a content file: its front matter between two lines `---`, and its body.
struct FrontMatterText {
  /// The YAML text; nil if there is none that can be read.
  private(set) var yaml: ArraySlice<UInt8>?
  /// The line of the file, from 1, that the YAML text begins on.
  static let yamlLine = 2
  let body: ArraySlice<UInt8>
  /// The line of the file, from 1, that the body begins on.
  let bodyLine: Int
  let fault: FrontMatterFault?

  /// Splits `bytes`; a byte-order mark before the first line is skipped.
  init(_ bytes: [UInt8]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lines = LineReader(bytes, from: start)
    guard lines.next()?.isFence() == true else {
      (body, bodyLine, fault) = (bytes[start...], 1, FrontMatterFault(of: LineReader(bytes, from: start)))
      return
    }
    let yamlStart = lines.offset
    var blank: (offset: Int, line: Int)?
    while let line = lines.next() {
      if line.isFence() {
        yaml = bytes[yamlStart..<line.startIndex]
        (body, bodyLine, fault) = (bytes[lines.offset...], lines.number + 1, nil)
        return
      }
      if blank == nil, line.isBlank { blank = (lines.offset, lines.number + 1) }
    }
    // The text after the first blank line is most likely the body, and then links to its headings work.
    let (offset, line) = blank ?? (bytes.count, lines.number + 1)
    (body, bodyLine, fault) = (bytes[offset...], line, .unclosed)
  }
}

/// Front matter in files that are not content.
extension FrontMatterText {
  /// Whether a file whose first bytes are `start` may begin with front matter: with `---` or `+++`.
  static func mayBegin(_ start: [UInt8]) -> Bool {
    let text = start.dropFirst(start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    return text.starts(with: "---".utf8) || text.starts(with: "+++".utf8)
  }

  /// Whether `bytes`, the start of a file, begin with front matter in YAML or TOML: two fences with keys, or with
  /// nothing, between them. Text between two rules is not front matter.
  static func begins(_ bytes: [UInt8]) -> Bool {
    var lines = LineReader(bytes, from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    guard let first = lines.next(), let mark = ["-", "+"].first(where: { first.isFence(of: $0) }) else { return false }
    var hasKeys: Bool?
    while let line = lines.next() {
      if line.isFence(of: mark) { return hasKeys ?? true }
      if line.isBlank || hasKeys == true { continue }
      if line.first == UInt8(ascii: "#") {
        hasKeys = false
      } else if line.isKey(before: mark == "-" ? ":" : "=") {
        hasKeys = true
      } else {
        return false
      }
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  /// Whether the line is a key of letters, digits, hyphens and underscores, then `mark`; or a table's name in TOML.
  fileprivate func isKey(before mark: Unicode.Scalar) -> Bool {
    if mark == "=", first == UInt8(ascii: "[") { return true }
    let rest = drop { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "\"")
    }
    return rest.startIndex > startIndex && rest.first { $0 != UInt8(ascii: " ") } == UInt8(ascii: mark)
  }
}

/// Why a file has no front matter to read.
enum FrontMatterFault: Equatable {
  /// There is no line `---`.
  case absent
  /// The first line `---` is the one with this number; something comes before it.
  case late(line: Int)
  /// The first line is `+++`: TOML, as Hugo and Zola write it.
  case toml
  /// There is no second line `---`.
  case unclosed

  /// The fault of a text whose first line is not `---`.
  fileprivate init(of lines: LineReader) {
    var lines = lines
    while let line = lines.next() {
      if line.isBlank { continue }
      self = line.isFence() ? .late(line: lines.number) : lines.number == 1 && line.isFence(of: "+") ? .toml : .absent
      return
    }
    self = .absent
  }
}
