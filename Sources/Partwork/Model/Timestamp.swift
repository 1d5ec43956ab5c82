package import Foundation
package import PartworkSupport

/// An instant on the site's calendar: when a post is published, or what "now" is.
///
/// The time zone is consulted only when a timestamp is made; printing it is integer arithmetic. Years are 0 to 9999, as
/// in RFC 3339, whatever the time zone: an instant outside them is the first or the last one.
package struct Timestamp: Sendable, Hashable {
  /// The seconds since 1 January 1970, UTC.
  package let seconds: Int
  /// The seconds that the site's time zone is ahead of UTC at this instant.
  package let offset: Int
  /// Whether the writer gave a time; without one, the instant is midnight in the site's time zone.
  package let hasTime: Bool

  /// The seconds of the years 0 to 9999 on a calendar, counted like `seconds`.
  private static let calendar = -62_167_219_200...253_402_300_799

  /// The instant `seconds` after 1 January 1970, UTC, or the nearest one in the years 0 to 9999 of the site's calendar.
  package init(seconds: Int, hasTime: Bool = true, in zone: TimeZone) {
    // A day more on both sides, since the offset is not known yet.
    let near = min(max(seconds, Self.calendar.lowerBound - 86_400), Self.calendar.upperBound + 86_400)
    offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(near)))
    self.seconds = min(max(near + offset, Self.calendar.lowerBound), Self.calendar.upperBound) - offset
    self.hasTime = hasTime
  }

  /// The instant that a writer named.
  ///
  /// A time without an offset is in the site's time zone, as in RFC 5545, section 3.3.5: an hour that occurs twice in
  /// autumn means the first one, and a time that is skipped in spring is counted on from the hour before.
  package init(_ written: DateInput, in zone: TimeZone) {
    let wall = written.day.daysSinceEpoch * 86_400 + (written.time ?? 0)
    let offset = written.offset ?? Self.offset(atWall: wall, in: zone)
    self.init(seconds: wall - offset, hasTime: written.time != nil, in: zone)
  }

  private static func offset(atWall wall: Int, in zone: TimeZone) -> Int {
    func offset(_ seconds: Int) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) }
    let before = offset(wall - 86_400)
    let after = offset(wall + 86_400)
    if before == after || offset(wall - before) == before { return before }
    return offset(wall - after) == after ? after : before
  }

  /// The day on the site's calendar.
  package var civilDay: CivilDay {
    CivilDay(daysSinceEpoch: (seconds + offset).dividingFloor(by: 86_400))
  }

  package var year: Int { civilDay.year }
}

extension Timestamp: Comparable {
  /// Orders by instant; a date without a time comes before the same instant with one, so that the order is total.
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.hasTime ? 1 : 0, left.offset) < (right.seconds, right.hasTime ? 1 : 0, right.offset)
  }
}

/// The forms of RFC 3339.
extension Timestamp {
  /// The date and time with the site's offset: `2026-03-12T09:30:00+01:00`, with `Z` for no offset.
  package var rfc3339: String {
    // Offsets have no seconds here, but local mean times before 1900 do: those seconds go into the time.
    let minutes = offset / 60
    let wall = max(seconds + minutes * 60, Self.calendar.lowerBound)
    let days = wall.dividingFloor(by: 86_400)
    let second = wall - days * 86_400
    let zone = abs(minutes)
    return String(unsafeUninitializedCapacity: 25) { buffer in
      var text = DigitWriter(buffer)
      text.append(CivilDay(daysSinceEpoch: days))
      text.append("T", second / 3600)
      text.append(":", second / 60 % 60)
      text.append(":", second % 60)
      if minutes == 0 {
        text.append("Z")
      } else {
        text.append(minutes < 0 ? "-" : "+", zone / 60)
        text.append(":", zone % 60)
      }
      return text.count
    }
  }

  /// The same in UTC: `2026-03-12T08:30:00Z`.
  package var rfc3339InUTC: String { Timestamp(seconds: seconds, in: .gmt).rfc3339 }

  /// The date on the site's calendar: `2026-03-12`.
  package var day: String {
    String(unsafeUninitializedCapacity: 10) { buffer in
      var text = DigitWriter(buffer)
      text.append(civilDay)
      return text.count
    }
  }
}

/// Writes numbers of two digits, without making a string of each: feeds and heads are full of dates.
private struct DigitWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  mutating func append(_ character: Unicode.Scalar) {
    buffer[count] = UInt8(ascii: character)
    count += 1
  }

  private mutating func append(_ number: Int) {
    buffer[count] = UInt8(ascii: "0") + UInt8(number / 10)
    buffer[count + 1] = UInt8(ascii: "0") + UInt8(number % 10)
    count += 2
  }

  mutating func append(_ separator: Unicode.Scalar, _ number: Int) {
    append(separator)
    append(number)
  }

  /// The date as in RFC 3339.
  mutating func append(_ day: CivilDay) {
    append(day.year / 100)
    append(day.year % 100)
    append("-", day.month)
    append("-", day.day)
  }
}
