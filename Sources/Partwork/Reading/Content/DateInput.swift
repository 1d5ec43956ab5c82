package import PartworkSupport

/// A date as a writer wrote it, before the site's time zone says which moment it means.
package struct DateInput: Sendable, Hashable {
  /// A day of the years 0 to 9999.
  package var day: CivilDay
  /// The seconds since midnight; nil if only a day was written. A leap second is the first of the next minute.
  package var time: Int?
  /// The seconds east of UTC; nil if no offset was written, which means the site's time zone.
  package var offset: Int?
}

extension DateInput {
  static let formHint = "write it as 2026-03-12, or with a time as 2026-03-12T09:30:00+01:00"

  /// Reads `2026-03-12`, alone or with a time as in RFC 3339: `2026-03-12T09:30:00+01:00`.
  ///
  /// A space may replace the `T`; the seconds may be left out, and so may the offset, which then is the site's.
  package init(parsing text: String) throws(InvalidValue) {
    var scanner = DateScanner(text)
    guard let day = try scanner.day() else { throw InvalidValue("`\(text)` is not a date", hint: Self.formHint) }
    self.day = day
    if scanner.isAtEnd { return }
    guard let time = scanner.time(), let offset = scanner.offset(), scanner.isAtEnd else {
      throw InvalidValue("`\(text)` is not a date with a time", hint: Self.formHint)
    }
    guard time.hour < 24, time.minute < 60, time.second <= 60 else {
      throw InvalidValue("`\(text)` has an invalid time", hint: "hours go from 00 to 23, minutes from 00 to 59")
    }
    guard offset.map({ $0.hour < 24 && $0.minute < 60 }) ?? true else {
      throw InvalidValue("`\(text)` has an invalid offset", hint: "write it as +02:00, -05:30 or Z")
    }
    self.time = time.hour * 3600 + time.minute * 60 + time.second
    self.offset = offset.map { $0.sign * ($0.hour * 3600 + $0.minute * 60) }
  }
}

/// Takes the parts of a date off the front of a text.
struct DateScanner {
  /// What is not read yet.
  private(set) var rest: Substring.UTF8View

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// `2026-03-12`; nil if the text does not begin in that form.
  ///
  /// - Throws: if there is no such day.
  mutating func day() throws(InvalidValue) -> CivilDay? {
    let text = Substring(rest.prefix(10))
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
    if let day = CivilDay(year: year, month: month, day: day) { return day }
    throw InvalidValue(
      "there is no day `\(text)`",
      hint: (1...12).contains(month)
        ? "that month has \(CivilDay.length(ofMonth: month, year: year)) days"
        : "months go from 01 to 12; write the month before the day")
  }

  /// `T09:30`, `T09:30:00`, `T09:30:00.25`; the fraction is dropped.
  mutating func time() -> (hour: Int, minute: Int, second: Int)? {
    guard skip("T") || skip("t") || skip(" "), let hour = number(2), skip(":"), let minute = number(2) else {
      return nil
    }
    guard skip(":") else { return (hour, minute, 0) }
    guard let second = number(2) else { return nil }
    if skip(".") {
      guard number(1) != nil else { return nil }
      while number(1) != nil {}
    }
    return (hour, minute, second)
  }

  /// `Z`, `+01:00`, `+0100`, with or without a space before it; `.some(nil)` at the end of the text, nil for anything
  /// else.
  mutating func offset() -> (sign: Int, hour: Int, minute: Int)?? {
    if isAtEnd { return .some(nil) }
    _ = skip(" ")
    if skip("Z") || skip("z") { return (1, 0, 0) }
    let isWest = skip("-")
    guard isWest || skip("+"), let hour = number(2) else { return nil }
    _ = skip(":")
    guard let minute = number(2) else { return nil }
    return (isWest ? -1 : 1, hour, minute)
  }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Reads exactly `width` digits.
  private mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    rest = rest.dropFirst(width)
    return Int(Substring(digits))
  }
}
