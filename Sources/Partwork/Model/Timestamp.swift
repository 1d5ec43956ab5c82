package import PartworkSupport
package import Foundation

/// An instant of the site's calendar: when a post is published, or what "now" is.
///
/// The site's time zone is asked once, when the timestamp is made; what pages and feeds print of it is integer
/// arithmetic. Years are 0 to 9999, as in RFC 3339.
package struct Timestamp: Sendable, Hashable {
  /// The seconds since 1 January 1970, UTC.
  package let seconds: Int

  /// The seconds by which the site's clocks are ahead of UTC (east of Greenwich) at this instant.
  package let offset: Int

  /// Whether the writer gave a time; without one, the instant is midnight in the site's time zone.
  package let hasTime: Bool

  /// The instant `seconds` after 1 January 1970, UTC; nil outside the years 0 to 9999.
  package init?(seconds: Int, hasTime: Bool = true, in zone: TimeZone) {
    guard Self.range.contains(seconds) else { return nil }
    self.seconds = seconds
    self.hasTime = hasTime
    offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
  }

  /// The instant that a writer named, or nil where there is none, such as 30 February or 25 o'clock.
  ///
  /// Without an offset of its own (`offset`, in seconds east of UTC), the time is read on the site's clocks, as in
  /// RFC 5545, section 3.3.5: of an hour that comes twice in autumn the first is meant, and a time that the clocks skip
  /// in spring is counted on from the hour before.
  package init?(
    year: Int, month: Int, day: Int, time: (hour: Int, minute: Int, second: Int)? = nil, offset: Int? = nil,
    in zone: TimeZone
  ) {
    guard let civil = CivilDay(year: year, month: month, day: day), (0...9999).contains(year) else { return nil }
    var wall = civil.daysSinceEpoch * 86_400
    if let time {
      // 60 is a leap second, which Unix time does not count: it is the first of the next minute.
      guard (0...23).contains(time.hour), (0...59).contains(time.minute), (0...60).contains(time.second) else {
        return nil
      }
      wall += time.hour * 3600 + time.minute * 60 + time.second
    }
    self.init(seconds: wall - (offset ?? Self.offset(atWall: wall, in: zone)), hasTime: time != nil, in: zone)
  }

  /// Whether this instant is after `other`, however the two are written.
  package func isLater(than other: Timestamp) -> Bool { seconds > other.seconds }

  private static func offset(atWall wall: Int, in zone: TimeZone) -> Int {
    func offset(_ seconds: Int) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) }
    let before = offset(wall - 86_400)
    let after = offset(wall + 86_400)
    if before == after || offset(wall - before) == before { return before }
    return offset(wall - after) == after ? after : before
  }

  /// The first second of the year 0 to the last of the year 9999, with a day to spare on both sides for offsets.
  private static let range = -62_167_132_800...253_402_214_399
}

extension Timestamp: Comparable {
  /// Orders by instant; a date without a time comes before the same instant with one, so that the order is total.
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.hasTime ? 1 : 0, left.offset) < (right.seconds, right.hasTime ? 1 : 0, right.offset)
  }
}

/// What the site's clocks and calendar show.
extension Timestamp {
  package var civilDay: CivilDay {
    CivilDay(daysSinceEpoch: (seconds + offset).dividingFloor(by: 86_400))
  }

  package var year: Int { civilDay.year }

  /// The month, 1 to 12.
  package var month: Int { civilDay.month }

  /// The day of the month, from 1.
  package var dayOfMonth: Int { civilDay.day }

  /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
  package var weekday: Int { civilDay.weekday }
}

extension Timestamp {
  /// The instant that a writer named; a date without an offset is read on the site's clocks.
  package init?(_ written: DateInput, in zone: TimeZone) {
    self.init(
      year: written.year, month: written.month, day: written.day,
      time: written.time.map { ($0.hour, $0.minute, $0.second) }, offset: written.offset, in: zone)
  }
}
