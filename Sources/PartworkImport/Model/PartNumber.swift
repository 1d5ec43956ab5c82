/// The number of a part that a title shows: "A walk, part 2", "Der Weg – Teil zwei", "La casa (segunda parte)", "(2/4)".
struct PartNumber {
  /// What stands before it, without the signs between the two.
  let before: Substring
  let number: Int
  /// What follows it; empty if nothing does.
  let after: Substring

  /// Finds the number in `title`; nil if none is called that of a part.
  init?(in title: String) {
    let words = Self.words(of: title)
    for (index, word) in words.enumerated() where Self.labels.contains(word.lowercased()) {
      let rest = title[word.endIndex...]
      if let (number, end) = Self.number(after: word, rest),
        let after = Self.title(after: title[end...], isCounted: word == "第")
      {
        self.init(before: title[..<word.startIndex], number: number, after: after)
        return
      }
      if index > 0, let number = Self.ordinal(words[index - 1]), let after = Self.title(after: rest) {
        self.init(before: title[..<words[index - 1].startIndex], number: number, after: after)
        return
      }
    }
    guard let last = title.last, ")）".contains(last), let start = title.lastIndex(where: { "(（".contains($0) }),
      let (number, end) = Self.number(title[title.index(after: start)...]),
      let total = Self.total(title[end...]), total.count == 1
    else { return nil }
    self.init(before: title[..<start], number: number, after: "")
  }

  private init(before: Substring, number: Int, after: Substring) {
    let last = before.lastIndex { !$0.isWhitespace && !",:：–—-(（[·".contains($0) }
    self.before = last.map { before[...$0] } ?? ""
    self.number = number
    self.after = after
  }

  private static let labels: Set = [
    "part", "chapter", "episode", "teil", "kapitel", "folge", "partie", "chapitre", "épisode", "parte", "capítulo",
    "episodio", "episódio", "deel", "no", "nr", "nº", "n°", "#", "חלק", "פרק", "الجزء", "الحلقة", "第",
  ]

  /// The words of a title; `#` and `第` count as words.
  private static func words(of title: String) -> [Substring] {
    var words: [Substring] = []
    var start: String.Index?
    func end(_ index: String.Index) {
      if let first = start { words.append(title[first..<index]) }
      start = nil
    }
    for index in title.indices {
      let character = title[index]
      if character == "#" || character == "第" {
        end(index)
        words.append(title[index...index])
      } else if character.isLetter || character.isNumber || "º°ª".contains(character) {
        start = start ?? index
      } else {
        end(index)
      }
    }
    end(title.endIndex)
    return words
  }
}

/// What is around a number.
extension PartNumber {
  /// The number that follows a label.
  private static func number(after label: Substring, _ rest: Substring) -> (number: Int, end: String.Index)? {
    // "no" is a word too.
    if ["no", "nr"].contains(label.lowercased()) { return rest.first == "." ? number(rest.dropFirst()) : nil }
    return number(rest)
  }

  /// The number that `text` begins with: in digits, Roman or as a word.
  private static func number(_ text: Substring) -> (number: Int, end: String.Index)? {
    let text = text.drop(while: \.isWhitespace)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty { return digits.count < 4 ? Int(digits).map { ($0, digits.endIndex) } : nil }
    let characters = text.prefix { "一二三四五六七八九十".contains($0) }
    if !characters.isEmpty { return NumberWords.values[String(characters)].map { ($0, characters.endIndex) } }
    let word = text.prefix { $0.isLetter || $0 == "׳" }
    let value = NumberWords.roman(word) ?? NumberWords.values[word.lowercased().replacing("׳", with: "")]
    return value.map { ($0, word.endIndex) }
  }

  /// The number that a word such as "second", "2nd" or "2ª" is.
  private static func ordinal(_ word: Substring) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    if digits.isEmpty { return NumberWords.ordinals[word.lowercased()] }
    return digits.count < 4 && word.count - digits.count < 4 ? Int(digits) : nil
  }

  /// What follows "of 4" or "/4"; nil if `text` does not begin so.
  private static func total(_ text: Substring) -> Substring? {
    let text = text.drop(while: \.isWhitespace)
    let word = text.first == "/" ? text.prefix(1) : text.prefix(while: \.isLetter)
    guard ["/", "of", "von", "de", "di", "sur", "van", "מתוך", "من"].contains(word.lowercased()),
      let (_, end) = number(text[word.endIndex...])
    else { return nil }
    return text[end...]
  }

  /// The title of the part itself, which follows its number after a sign; nil if the number belongs to a sentence.
  ///
  /// - Parameter isCounted: Whether a word for what is counted stands between the two, as in Chinese and Japanese.
  private static func title(after text: Substring, isCounted: Bool = false) -> Substring? {
    var rest = isCounted ? text.drop { $0.isWhitespace || "回篇部章话話集".contains($0) } : text
    rest = (total(rest) ?? rest).drop { $0.isWhitespace || ")）]".contains($0) }
    guard let first = rest.first else { return "" }
    let isSign = ":：–—-.,，·".contains(first)
    let title = rest.dropFirst(isSign ? 1 : 0).drop(while: \.isWhitespace)
    return (isSign || isCounted) && !title.isEmpty ? title : nil
  }
}
