import PartworkSupport
import Foundation

/// Writes dates in the site's language: "12 March 2026", "March 12, 2026", "12. März 2026".
///
/// A `DateFormatter` supplies the names of the months and the order of the parts once; it is too slow, and on Linux not
/// safe, to use for each date.
package struct DateText: Sendable {
  private let months: [String]
  private let pieces: [Piece]

  private enum Piece: Sendable, Equatable {
    case day
    case month
    case monthNumber
    case year
    case text(String)
  }

  /// - Parameter language: a BCP 47 tag.
  package init(language: String) {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: language)
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.setLocalizedDateFormatFromTemplate("dMMMMy")
    let format = formatter.dateFormat ?? "d MMMM y"
    months = formatter.monthSymbols
    pieces = Self.pieces(of: format)
  }

  /// The date in full.
  package func long(_ date: Timestamp) -> String {
    let day = date.civilDay
    return pieces.map { piece in
      switch piece {
      case .day: String(day.day)
      case .month: months.indices.contains(day.month - 1) ? months[day.month - 1] : String(day.month)
      case .monthNumber: String(day.month)
      case .year: String(day.year)
      case .text(let text): text
      }
    }.joined()
  }

  /// Splits a format of Unicode Technical Standard 35: runs of letters are fields, quotes hold literal text.
  private static func pieces(of format: String) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var isQuoted = false
    var monthLetters = 0
    var last: Character?
    for character in format {
      defer { last = character }
      if character == last, !isQuoted, "ML".contains(character) {
        // Three letters and more ask for the name; `M年` and the like for the number.
        monthLetters += 1
        if monthLetters == 3, let index = pieces.lastIndex(of: .monthNumber) { pieces[index] = .month }
      } else if character == "'" {
        isQuoted.toggle()
      } else if isQuoted || !"dMLy".contains(character) {
        text.append(character)
      } else if character != last {
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        monthLetters = 1
        pieces.append(character == "d" ? .day : character == "y" ? .year : .monthNumber)
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }
}
