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
