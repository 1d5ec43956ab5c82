import PartworkSupport

extension DateInput {
  /// Reads `2026-03-12`, or that with a time as RFC 3339 has it: `2026-03-12T09:30:00+01:00`.
  ///
  /// A space may stand for the `T`; the seconds may be left out, and so may the offset, for the site's clocks.
  package init(parsing text: String) throws(InvalidValue) {
    var scanner = DateScanner(text)
    guard let date = scanner.date() else {
      throw InvalidValue("`\(text)` is no date", hint: Self.formHint)
    }
    guard CivilDay(year: date.year, month: date.month, day: date.day) != nil else {
      throw InvalidValue("there is no day `\(date.text)`", hint: Self.hint(year: date.year, month: date.month))
    }
    self.init(year: date.year, month: date.month, day: date.day)
    if scanner.isAtEnd { return }
    guard let time = scanner.time(), let offset = scanner.offset(), scanner.isAtEnd else {
      throw InvalidValue("`\(text)` is no date with a time", hint: Self.formHint)
    }
    guard time.hour < 24, time.minute < 60, time.second <= 60 else {
      throw InvalidValue("there is no such time of day as in `\(text)`", hint: "hours go from 00 to 23, minutes to 59")
    }
    self.time = time
    guard let offset else { return }
    guard offset.hour < 24, offset.minute < 60 else {
      throw InvalidValue("there is no such offset as in `\(text)`", hint: "write it as +02:00, -05:30 or Z")
    }
    self.offset = offset.sign * (offset.hour * 3600 + offset.minute * 60)
  }

  static let formHint = "write it as 2026-03-12, or with a time as 2026-03-12T09:30:00+01:00"

  private static func hint(year: Int, month: Int) -> String {
    guard (1...12).contains(month) else { return "months go from 01 to 12; write the month before the day" }
    return "that month has \(CivilDay.length(ofMonth: month, year: year)) days"
  }
}

/// Takes the parts of a date off the front of a text.
struct DateScanner {
  private var rest: Substring.UTF8View

  init(_ text: some StringProtocol) {
    rest = Substring(text).utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// `2026-03-12`, whether or not the calendar has it.
  mutating func date() -> (year: Int, month: Int, day: Int, text: String)? {
    let start = rest
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
    return (year, month, day, String(Substring(start.prefix(10))))
  }

  /// `T09:30`, `T09:30:00`, `T09:30:00.25`; the fraction is dropped.
  mutating func time() -> DateInput.Time? {
    guard skip("T") || skip("t") || skip(" "), let hour = number(2), skip(":"), let minute = number(2) else {
      return nil
    }
    guard skip(":") else { return DateInput.Time(hour: hour, minute: minute) }
    guard let second = number(2) else { return nil }
    if skip(".") {
      guard number(1) != nil else { return nil }
      while number(1) != nil {}
    }
    return DateInput.Time(hour: hour, minute: minute, second: second)
  }

  /// `Z`, `+01:00`, `+0100`, with or without a space before it; `.some(nil)` at the end of the text, nil for all else.
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

  /// Reads just `width` digits.
  private mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width else { return nil }
    var number = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    rest = rest.dropFirst(width)
    return number
  }

  /// What is not read yet.
  var remainder: String { String(Substring(rest)) }
}
