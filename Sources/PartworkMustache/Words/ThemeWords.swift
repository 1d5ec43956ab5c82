/// The words of a theme in one language, which templates print by their keys: `{{#words}}partOf{{/words}}`.
package struct ThemeWords: Sendable, Hashable {
  package var phrases: [String: Phrase]

  /// How the language counts.
  package var rule: PluralRule

  /// Whether the language is written from right to left. Then each value is isolated (Unicode Standard Annex 9), so
  /// that one in another direction does not move what is around it.
  package var isRightToLeft: Bool

  package init(_ phrases: [String: Phrase], rule: PluralRule, isRightToLeft: Bool = false) {
    self.phrases = phrases
    self.rule = rule
    self.isRightToLeft = isRightToLeft
  }

  /// FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
  static let isolate = "\u{2068}"
  static let isolateEnd = "\u{2069}"

  /// The phrase called `key` with `values` for its names; nil if there is none, or one that counts.
  package func text(_ key: String, _ values: [String: String]) -> String? {
    guard case .plain(let text)? = phrases[key] else { return nil }
    return text.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .name(let name):
        values[name].map { isRightToLeft ? Self.isolate + $0 + Self.isolateEnd : $0 } ?? "{\(name)}"
      }
    }.joined()
  }
}

/// One text of a language, with names in it: "Part {number} of {total}".
package enum Phrase: Sendable, Hashable {
  case plain(PhraseText)

  /// A text for each form that the number called `count` may take; `.other` is always there.
  case plural(count: String, forms: [PluralCategory: PhraseText])

  /// All texts.
  package var texts: [PhraseText] {
    switch self {
    case .plain(let text): [text]
    case .plural(_, let forms): PluralCategory.allCases.compactMap { forms[$0] }
    }
  }
}

/// A text with names between braces, which stand for values.
package struct PhraseText: Sendable, Hashable {
  package enum PhrasePiece: Sendable, Hashable {
    case text(String)
    case name(String)
  }

  package let pieces: [PhrasePiece]

  /// The names in `text`: "Part {number} of {total}" has two. A brace that opens no name is text.
  package init(_ text: String) {
    var pieces: [PhrasePiece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      let isName = !name.isEmpty && name.utf8.allSatisfy { $0.isNameByte }
      let end = isName ? open : rest.index(after: close)
      if rest.startIndex < end { pieces.append(.text(String(rest[..<end]))) }
      if isName { pieces.append(.name(String(name))) }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  package var names: [String] {
    pieces.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }
}

extension UInt8 {
  /// Whether it can be in a name of the view model, or between two such names.
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
