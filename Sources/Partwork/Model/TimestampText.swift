import PartworkSupport

/// The form of RFC 3339.
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

  private static func day(_ day: CivilDay) -> String {
    "\(padded(day.year, to: 4))-\(padded(day.month))-\(padded(day.day))"
  }
}

private func padded(_ number: Int, to width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
