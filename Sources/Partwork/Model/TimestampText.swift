package import Foundation

/// The written forms of RFC 3339.
extension Timestamp {
  /// The date and time with the site's offset: `2026-03-12T09:30:00+01:00`, with `Z` for no offset.
  package var rfc3339: String {
    // Offsets have no seconds here, while local mean times before 1900 have: those seconds go into the time.
    let minutes = offset / 60
    let wall = seconds + minutes * 60
    let days = wall.dividingFloor(by: 86_400)
    let second = wall - days * 86_400
    var text = Self.day(CivilDay(daysSinceEpoch: days))
    text += "T\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
    if minutes == 0 { return text + "Z" }
    return text + "\(minutes < 0 ? "-" : "+")\(padded(abs(minutes) / 60)):\(padded(abs(minutes) % 60))"
  }

  /// The date on the site's calendar: `2026-03-12`.
  package var day: String { Self.day(civilDay) }

  /// Reads a date (`2026-03-12`: midnight in `zone`) or a date and time with its offset (`2026-03-12T09:30:00+01:00`);
  /// nil for anything else. Fractions of a second are allowed and dropped.
  package init?(rfc3339 text: String, in zone: TimeZone) {
    var digits = Digits(rest: Array(text.utf8)[...])
    guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
      let day = digits.number(2)
    else { return nil }
    if digits.isAtEnd {
      self.init(year: year, month: month, day: day, in: zone)
      return
    }
    guard digits.skip("T") || digits.skip("t") || digits.skip(" "),
      let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2), digits.skip(":"),
      let second = digits.number(2), digits.skipFraction(), let offset = digits.offset(), digits.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day, time: (hour, minute, second), offset: offset, in: zone)
  }

  private static func day(_ day: CivilDay) -> String {
    "\(padded(day.year, to: 4))-\(padded(day.month))-\(padded(day.day))"
  }
}

private func padded(_ number: Int, to width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// What is left to read of a date.
private struct Digits {
  var rest: ArraySlice<UInt8>

  var isAtEnd: Bool { rest.isEmpty }

  /// Reads just `width` digits.
  mutating func number(_ width: Int) -> Int? {
    guard rest.count >= width else { return nil }
    var number = 0
    for byte in rest.prefix(width) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    rest = rest.dropFirst(width)
    return number
  }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Skips `.123`; false for a point without digits.
  mutating func skipFraction() -> Bool {
    guard skip(".") else { return true }
    guard number(1) != nil else { return false }
    while number(1) != nil {}
    return true
  }

  /// Reads `Z` or `+01:00`, in seconds.
  mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(2), hours <= 23, skip(":"), let minutes = number(2), minutes <= 59
    else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
