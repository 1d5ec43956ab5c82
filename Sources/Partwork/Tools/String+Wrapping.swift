/// Lines of drawn text, which SVG does not break itself.
extension String {
  /// The text in lines of at most `width`, in letters of `size`, as far as that can be told without the font.
  func wrapped(to width: Int, size: Int) -> [String] {
    let limit = Double(width) / Double(size)
    var lines = [""]
    var room = limit
    for word in brokenIntoWords {
      let length = word.estimatedWidth
      if length > room, !lines[lines.count - 1].isEmpty {
        lines.append("")
        room = limit
      }
      if word == " ", lines[lines.count - 1].isEmpty { continue }
      lines[lines.count - 1] += word
      room -= length
    }
    return lines
  }

  /// Words, the spaces between them, and single characters of scripts that write none.
  private var brokenIntoWords: [String] {
    var words: [String] = []
    for character in self {
      if character.isClosing, let last = words.last, last != " " {
        words[words.count - 1].append(character)
        continue
      }
      let isWord = !character.isWhitespace && !character.isWide
      if isWord, let last = words.last, let end = last.last, end != " ", !end.isWide {
        words[words.count - 1].append(character)
      } else {
        words.append(character.isWhitespace ? " " : String(character))
      }
    }
    return words
  }
}

extension [String] {
  /// At most `count` lines; the last one ends in "…" if there were more.
  func firstLines(_ count: Int) -> [String] {
    guard self.count > count else { return self }
    var lines = Array(self[..<count])
    while let end = lines[count - 1].last, !end.isLetter, !end.isNumber { lines[count - 1].removeLast() }
    lines[count - 1] += "…"
    return lines
  }
}

extension String {
  /// Its width in letters of size 1, as far as that can be told without the font.
  var estimatedWidth: Double { reduce(0) { $0 + $1.estimatedWidth } }
}

extension Character {
  /// Whether it is as wide as it is high, and lines may break beside it.
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first?.value else { return false }
    return (0x2E80...0xD7AF).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
      || (0xFF00...0xFFEF).contains(scalar) || (0x1F000...0x3FFFF).contains(scalar)
  }

  /// Whether no line may begin with it (Unicode Standard Annex 14, classes CL and NS).
  fileprivate var isClosing: Bool { "、。，．：；！？」』）】〉》〕ー々".contains(self) }

  /// Its width in letters of size 1, in a bold font with serifs.
  fileprivate var estimatedWidth: Double {
    if isWide { return 1 }
    if isWhitespace { return 0.27 }
    if "iljtfr.,:;'’!|()[]-".contains(self) { return 0.38 }
    if "mwMW—…".contains(self) { return 0.92 }
    return isUppercase ? 0.74 : 0.57
  }
}
