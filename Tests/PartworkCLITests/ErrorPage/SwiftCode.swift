import Foundation

/// Swift code in which comments and string literals are blank, so that its words can be found, and the literals.
struct SwiftCode {
  /// As long as the file.
  private(set) var bytes: [UInt8]
  /// In order, without those inside of other literals.
  private(set) var literals: [Literal] = []

  /// A string literal: the texts between its interpolations.
  struct Literal {
    var range: Range<Int>
    var texts: [String]
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let end: Int
      if bytes[index...].starts(with: "//".utf8) {
        end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      } else if let literal = literal(at: index) {
        literals.append(literal)
        end = literal.range.upperBound
      } else {
        index += 1
        continue
      }
      for place in index..<end where bytes[place] != UInt8(ascii: "\n") { bytes[place] = UInt8(ascii: " ") }
      index = end
    }
  }

  /// The literal that begins at `start`; nil if none does, as for a quotation mark in a regular expression.
  private func literal(at start: Int) -> Literal? {
    let open = bytes[start...].prefix { $0 == UInt8(ascii: "#") }
    guard bytes[open.endIndex...].first == UInt8(ascii: "\"") else { return nil }
    let isLong = bytes[open.endIndex...].starts(with: "\"\"\"".utf8)
    let close = Array(repeating: UInt8(ascii: "\""), count: isLong ? 3 : 1) + open
    let escape = [UInt8(ascii: "\\")] + open
    var texts: [[UInt8]] = [[]]
    var index = open.endIndex + (isLong ? 3 : 1)
    while index < bytes.count {
      let rest = bytes[index...]
      if rest.starts(with: close) {
        let texts = texts.map { String(decoding: $0, as: UTF8.self) }
        return Literal(range: start..<(index + close.count), texts: texts)
      } else if rest.starts(with: escape + "(".utf8) {
        guard let end = end(ofParenthesis: index + escape.count) else { return nil }
        texts.append([])
        index = end
      } else if rest.starts(with: escape) {
        let letters: [UInt8: String] = [UInt8(ascii: "n"): "\n", UInt8(ascii: "t"): "\t"]
        let letter = rest[(index + escape.count)...].first ?? 0
        texts[texts.count - 1] += letters[letter].map { Array($0.utf8) } ?? [letter]
        index += escape.count + 1
      } else if bytes[index] == UInt8(ascii: "\n"), !isLong {
        return nil
      } else {
        texts[texts.count - 1].append(bytes[index])
        index += 1
      }
    }
    return nil
  }

  /// The place after the parenthesis that closes the one at `start`.
  private func end(ofParenthesis start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      if let literal = literal(at: index) {
        index = literal.range.upperBound
        continue
      }
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      index += 1
      if depth == 0 { return index }
    }
    return nil
  }
}

extension SwiftCode {
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The words, with their places.
  var words: [(word: String, range: Range<Int>)] {
    var words: [(String, Range<Int>)] = []
    var start: Int?
    for index in 0...bytes.count {
      let isLetter = index < bytes.count && Self.isOfWord(bytes[index])
      if isLetter, start == nil { start = index }
      if !isLetter, let first = start {
        words.append((String(decoding: bytes[first..<index], as: UTF8.self), first..<index))
        start = nil
      }
    }
    return words
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The arguments or parameters between the parenthesis at `start` and the one that closes it.
  func arguments(at start: Int) -> [Range<Int>] {
    var arguments: [Range<Int>] = []
    var depth = 0
    var first = start + 1
    for index in start..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return arguments + [first..<index] }
      case UInt8(ascii: ",") where depth == 1:
        arguments.append(first..<index)
        first = index + 1
      default: break
      }
    }
    return arguments
  }

  /// The number of spaces that the line of `offset` begins with.
  func indentation(at offset: Int) -> Int {
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return bytes[start...].prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// From `start` to the end of its statement or declaration: the lines below that are indented further belong to it.
  func statement(from start: Int) -> Range<Int> {
    let indentation = indentation(at: start)
    var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    while end < bytes.count {
      let line = bytes[(end + 1)...].prefix { $0 != UInt8(ascii: "\n") }
      let spaces = line.prefix { $0 == UInt8(ascii: " ") }.count
      if spaces < line.count, spaces <= indentation { break }
      end = line.endIndex
    }
    return start..<end
  }

  /// The place after `index` and blanks.
  func skipBlanks(_ index: Int) -> Int {
    bytes[index...].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") } ?? bytes.count
  }
}
