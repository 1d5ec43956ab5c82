import PartworkSupport
import Foundation

/// Writes dates in the site's language and its digits: "12 March 2026", "March 12, 2026", "१२ मार्च, २०२६".
///
/// They are dates of the Gregorian calendar, whatever calendar the language tag names: so are those in URLs and feeds.
/// It is a class because pages ask it for each of their dates.
///
/// Foundation supplies the names of the months and the order of the parts once. A `DateFormatter` is too slow, and on
/// Linux not safe, to use for each date, and even one crashes on a system without time zones.
package final class DateText: Sendable {
  private let months: [String]
  /// The months as they stand alone, in the nominative of languages that have one.
  private let monthNames: [String]
  private let shortMonthNames: [String]
  private let pieces: [Piece]
  /// "0" to "9" as the language writes them; nil for ASCII.
  private let digits: [String]?
  /// The numbers below 100 in these digits.
  private let numbers: [String]

  private enum Piece: Sendable, Equatable {
    case day
    case month
    case monthNumber
    case year
    case text(String)
  }

  private let style: DateStyle

  /// - Parameter language: a BCP 47 tag.
  package init(language: String, style: DateStyle = .long) {
    self.style = style
    let locale = Self.locale(language)
    let template = style == .short ? "dMMMy" : "dMMMMy"
    let format = DateFormatter.dateFormat(fromTemplate: template, options: 0, locale: locale) ?? "d MMMM y"
    var calendar = Calendar(identifier: .gregorian)
    calendar.locale = locale
    months = style == .short ? calendar.shortMonthSymbols : calendar.monthSymbols
    monthNames = calendar.standaloneMonthSymbols
    shortMonthNames = calendar.shortStandaloneMonthSymbols
    pieces = Self.pieces(of: format)
    let digits = Self.digits(of: locale)
    self.digits = digits
    numbers = (0..<100).map { Self.text($0, in: digits) }
  }

  /// The conventions of `language` for the Gregorian calendar, with the digits that its tag asks for (`-u-nu-latn`) or
  /// that are usual in its region.
  private static func locale(_ language: String) -> Locale {
    var components = Locale.Components(identifier: language)
    // The calendar decides which pattern the formatter takes: others have patterns with an era.
    components.calendar = .gregorian
    if components.numberingSystem == nil {
      let code = components.languageComponents.languageCode?.identifier ?? ""
      // Foundation's data has Latin digits for these two, which CLDR, and their readers, write in their own.
      let likely = Locale(identifier: Locale.Language(identifier: language).maximalIdentifier)
      components.numberingSystem = ["bn", "mr"].contains(code) ? "native" : likely.numberingSystem
    }
    return Locale(components: components)
  }

  private static func digits(of locale: Locale) -> [String]? {
    let formatter = NumberFormatter()
    formatter.locale = locale
    let digits = (0...9).compactMap { formatter.string(from: NSNumber(value: $0)) }
    return digits.count < 10 || digits == (0...9).map({ String($0) }) ? nil : digits
  }

  /// A number in the digits of the language.
  func text(_ number: Int) -> String {
    numbers.indices.contains(number) ? numbers[number] : Self.text(number, in: digits)
  }

  private static func text(_ number: Int, in digits: [String]?) -> String {
    let text = String(number)
    guard let digits else { return text }
    return text.compactMap { $0.wholeNumberValue.map { digits[$0] } }.joined()
  }

  /// The date in the site's style.
  package func whole(_ date: Timestamp) -> String {
    if style == .iso { return date.day }
    let day = date.civilDay
    var whole = ""
    whole.reserveCapacity(32)
    for piece in pieces {
      switch piece {
      case .day: whole += text(day.day)
      case .month: whole += name(of: day.month, in: months)
      case .monthNumber: whole += text(day.month)
      case .year: whole += text(day.year)
      case .text(let text): whole += text
      }
    }
    return whole
  }

  /// The name of the month, as it stands alone.
  func month(_ date: Timestamp) -> String { name(of: date.civilDay.month, in: monthNames) }

  /// The short name of the month, as it stands alone.
  func shortMonth(_ date: Timestamp) -> String { name(of: date.civilDay.month, in: shortMonthNames) }

  private func name(of month: Int, in names: [String]) -> String {
    names.indices.contains(month - 1) ? names[month - 1] : text(month)
  }

  /// Splits a format of Unicode Technical Standard 35: runs of letters are fields, quotes hold literal text, which may
  /// begin with a mark that would join the quote to one character.
  private static func pieces(of format: String) -> [Piece] {
    var pieces: [Piece] = []
    var text = String.UnicodeScalarView()
    var isQuoted = false
    var monthLetters = 0
    var last: Unicode.Scalar?
    for scalar in format.unicodeScalars {
      defer { last = scalar }
      if scalar == last, !isQuoted, scalar == "M" || scalar == "L" {
        // Three letters and more ask for the name; `M年` and the like for the number.
        monthLetters += 1
        if monthLetters == 3, let index = pieces.lastIndex(of: .monthNumber) { pieces[index] = .month }
      } else if scalar == "'" {
        isQuoted.toggle()
      } else if isQuoted || !"dMLy".unicodeScalars.contains(scalar) {
        text.append(scalar)
      } else if scalar != last {
        if !text.isEmpty { pieces.append(.text(String(text))) }
        text = String.UnicodeScalarView()
        monthLetters = 1
        pieces.append(scalar == "d" ? .day : scalar == "y" ? .year : .monthNumber)
      }
    }
    if !text.isEmpty { pieces.append(.text(String(text))) }
    return pieces
  }
}

/// How long a date is.
package enum DateStyle: String, Sendable {
  case long
  /// With the short name of the month: "12 Mar 2026".
  case short
  /// As in ISO 8601: "2026-03-12".
  case iso
}

extension ThemeSettings {
  /// How dates are written: the setting `dates`, if the theme has one.
  var dateStyle: DateStyle {
    if case .choice(let style) = values["dates"] { DateStyle(rawValue: style) ?? .long } else { .long }
  }
}
