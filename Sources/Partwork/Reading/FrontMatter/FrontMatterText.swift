/// A content file taken apart: its front matter between two lines `---`, and its body.
struct FrontMatterText {
  /// The YAML text; nil where there is none that can be read.
  var yaml: ArraySlice<UInt8>?
  /// The line of the file, from 1, that the YAML text begins on.
  static let yamlLine = 2
  var body: ArraySlice<UInt8>
  /// The line of the file, from 1, that the body begins on.
  var bodyLine: Int
  var fault: Fault?

  /// Why there is no front matter to read.
  enum Fault: Equatable {
    /// The first line is no fence, and no other is.
    case absent
    /// The first line is no fence; the one with this number is.
    case late(line: Int)
    /// The first line is `+++`: TOML, as Hugo and Zola write it.
    case toml
    /// The fence of the first line is never closed.
    case unclosed
  }

  /// Takes `bytes` apart. A fence is a whole line `---`, with or without spaces behind it; a line ends with LF, CR LF or
  /// CR; a byte-order mark before the first line is skipped.
  init(_ bytes: [UInt8]) {
    var lines = Lines(bytes, from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    let start = lines.offset
    guard let first = lines.next(), Lines.isFence(first) else {
      self.init(body: bytes[start...], bodyLine: 1, fault: Self.fault(withoutFenceAt: bytes, from: start))
      return
    }
    let yamlStart = lines.offset
    var blank: (offset: Int, line: Int)?
    while let line = lines.next() {
      if Lines.isFence(line) {
        self.init(body: bytes[lines.offset...], bodyLine: lines.number + 1)
        yaml = bytes[yamlStart..<line.startIndex]
        return
      }
      if blank == nil, Lines.isBlank(line) { blank = (lines.offset, lines.number + 1) }
    }
    // The text behind the first blank line is most likely meant to be the body: links to its headings then hold.
    let body = blank ?? (bytes.count, lines.number + 1)
    self.init(body: bytes[body.offset...], bodyLine: body.line, fault: .unclosed)
  }

  private init(body: ArraySlice<UInt8>, bodyLine: Int, fault: Fault? = nil) {
    self.body = body
    self.bodyLine = bodyLine
    self.fault = fault
  }

  private static func fault(withoutFenceAt bytes: [UInt8], from start: Int) -> Fault {
    var lines = Lines(bytes, from: start)
    while let line = lines.next() {
      if Lines.isBlank(line) { continue }
      if Lines.isFence(line) { return .late(line: lines.number) }
      return lines.number == 1 && Lines.isFence(line, of: "+") ? .toml : .absent
    }
    return .absent
  }
}

/// The lines of a text, one after the other.
private struct Lines {
  let bytes: [UInt8]
  /// Where the next line begins.
  private(set) var offset: Int
  /// The number of the last line, from 1.
  private(set) var number = 0

  init(_ bytes: [UInt8], from offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next line, without its end; nil after the last.
  mutating func next() -> ArraySlice<UInt8>? {
    guard offset < bytes.count else { return nil }
    number += 1
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") { return bytes[start..<offset - 1] }
      if byte == UInt8(ascii: "\r") {
        let end = offset - 1
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
        return bytes[start..<end]
      }
    }
    return bytes[start..<offset]
  }

  static func isFence(_ line: ArraySlice<UInt8>, of mark: Unicode.Scalar = "-") -> Bool {
    line.prefix(3).elementsEqual(repeatElement(UInt8(ascii: mark), count: 3)) && isBlank(line.dropFirst(3))
  }

  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}
