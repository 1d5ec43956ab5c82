/// A text in which a test marked places: `"sereis1️⃣: mentorship"` has its mark 1 after `sereis`.
///
/// The marks are the keycap digits 1️⃣ to 9️⃣; they are removed from `text`.
package struct MarkedText: Sendable, ExpressibleByStringLiteral {
  /// The text without its marks.
  package let text: String

  /// The line and column, both from 1, of each mark; columns count Unicode scalars.
  package let places: [Int: Place]

  package struct Place: Sendable, Hashable {
    package let line: Int
    package let column: Int
  }

  package init(_ marked: String) {
    var text = ""
    var places: [Int: Place] = [:]
    var line = 1
    var column = 1
    for character in marked {
      if let mark = Self.mark(character) {
        places[mark] = Place(line: line, column: column)
        continue
      }
      text.append(character)
      if character.isNewline {
        (line, column) = (line + 1, 1)
      } else {
        column += character.unicodeScalars.count
      }
    }
    self.text = text
    self.places = places
  }

  package init(stringLiteral marked: String) { self.init(marked) }

  /// The digit of a keycap such as 1️⃣ (the digit, U+FE0F, U+20E3).
  private static func mark(_ character: Character) -> Int? {
    let scalars = Array(character.unicodeScalars)
    guard scalars.count == 3, scalars[1] == "\u{FE0F}", scalars[2] == "\u{20E3}" else { return nil }
    return Int(String(scalars[0]))
  }
}
