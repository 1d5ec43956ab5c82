import PartworkSupport
import Foundation
@testable import Partwork
import Testing

@Suite struct TimestampTests {
  let berlin: TimeZone
  let utc: TimeZone

  init() throws {
    berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
    utc = try #require(TimeZone(identifier: "UTC"))
  }

  @Test func `a date without a time is midnight in the site's time zone`() throws {
    let date = try Timestamp(year: 2026, month: 3, day: 12, in: berlin)
    #expect(date.rfc3339 == "2026-03-12T00:00:00+01:00")
    #expect(!date.hasTime)
    #expect(date.seconds == 1_773_270_000)
  }

  @Test func `a time with an offset is shown in the site's time zone`() throws {
    let date = try Timestamp(rfc3339: "2026-07-01T23:30:00Z", in: berlin)
    #expect(date.rfc3339 == "2026-07-02T01:30:00+02:00")
    #expect(date.day == "2026-07-02")
    #expect(date.hasTime)
  }

  @Test func `an hour that occurs twice means the first one`() throws {
    let date = try Timestamp(year: 2026, month: 10, day: 25, time: (2 * 60 + 30) * 60, in: berlin)
    #expect(date.rfc3339 == "2026-10-25T02:30:00+02:00")
  }

  @Test func `a time that is skipped is counted on from the hour before`() throws {
    let date = try Timestamp(year: 2026, month: 3, day: 29, time: (2 * 60 + 30) * 60, in: berlin)
    #expect(date.rfc3339 == "2026-03-29T03:30:00+02:00")
  }

  @Test func `a midnight that is skipped is the first hour of the day`() throws {
    let beirut = try #require(TimeZone(identifier: "Asia/Beirut"))
    let date = try Timestamp(year: 2024, month: 3, day: 31, in: beirut)
    #expect(date.day == "2024-03-31")
    #expect(date.rfc3339 == "2024-03-31T01:00:00+03:00")
  }

  @Test(arguments: [
    (2026, 2, 29), (2025, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (1900, 2, 29),
  ])
  func `only days of the calendar are valid`(year: Int, month: Int, day: Int) {
    #expect(CivilDay(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "UTC"])
  func `the first and the last days are valid in every zone`(name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    let last = try Timestamp(rfc3339: "9999-12-31", in: zone)
    #expect(last.day == "9999-12-31")
    #expect(last.rfc3339.hasPrefix("9999-12-31T00:00:00"))
    let first = try Timestamp(rfc3339: "0000-01-01", in: zone)
    #expect(first.day == "0000-01-01")
    #expect(first.rfc3339.hasPrefix("0000-01-01T00:00:"))
    #expect(first < last)
  }

  @Test(arguments: [
    ("9999-12-31T23:00:00Z", "Pacific/Kiritimati", "9999-12-31T23:59:59+14:00"),
    ("9999-12-31T23:59:59-12:00", "UTC", "9999-12-31T23:59:59Z"),
    ("9999-12-31T00:00:00Z", "UTC", "9999-12-31T00:00:00Z"),
    ("9999-12-31T23:59:59Z", "America/Los_Angeles", "9999-12-31T15:59:59-08:00"),
    ("0000-01-01T00:00:00+14:00", "UTC", "0000-01-01T00:00:00Z"),
    ("0000-01-01T00:00:00Z", "Asia/Tokyo", "0000-01-01T09:18:00+09:18"),
  ])
  func `an instant outside the site's calendar is its first or last`(text: String, zone: String, shown: String) throws {
    #expect(try Timestamp(rfc3339: text, in: try #require(TimeZone(identifier: zone))).rfc3339 == shown)
  }

  @Test func `a clock far away is the first or the last instant`() {
    #expect(Timestamp(seconds: .max, in: utc).rfc3339 == "9999-12-31T23:59:59Z")
    #expect(Timestamp(seconds: .min, in: utc).rfc3339 == "0000-01-01T00:00:00Z")
    #expect(EditionOptions.Clock.instant(.min).seconds(in: utc) == -62_167_219_200)
  }

  @Test func `seconds of a local mean time go into the time`() throws {
    let date = try Timestamp(rfc3339: "1850-01-01T00:00:00Z", in: berlin)
    #expect(date.offset == 53 * 60 + 28)
    #expect(date.rfc3339 == "1850-01-01T00:53:00+00:53")
  }

  @Test func `days and their numbers agree over four centuries and back`() {
    var expected = CivilDay(year: 1800, month: 1, day: 1)
    for number in -62_091..<84_006 {
      guard let day = expected else { return #expect(Bool(false), "the calendar ends") }
      #expect(CivilDay(daysSinceEpoch: number) == day)
      #expect(day.daysSinceEpoch == number)
      expected =
        CivilDay(year: day.year, month: day.month, day: day.day + 1)
        ?? CivilDay(year: day.year, month: day.month + 1, day: 1) ?? CivilDay(year: day.year + 1, month: 1, day: 1)
    }
    #expect(expected == CivilDay(year: 2200, month: 1, day: 1))
  }

  @Test func `order is by instant, whatever the offset`() throws {
    let early = try Timestamp(rfc3339: "2026-03-12T00:30:00+02:00", in: utc)
    let late = try Timestamp(rfc3339: "2026-03-11T23:00:00Z", in: berlin)
    #expect(early < late)
  }

  @Test func `a date without a time comes before the same instant with one`() throws {
    let date = try Timestamp(rfc3339: "2026-03-12", in: utc)
    let time = try Timestamp(rfc3339: "2026-03-12T00:00:00Z", in: utc)
    #expect(date < time)
  }
}

extension Timestamp {
  /// The instant that a test names.
  init(year: Int, month: Int, day: Int, time: Int? = nil, in zone: TimeZone) throws {
    let day = try #require(CivilDay(year: year, month: month, day: day))
    self.init(DateInput(day: day, time: time), in: zone)
  }

  /// The instant that `text` names, read as front matter is.
  init(rfc3339 text: String, in zone: TimeZone) throws {
    self.init(try DateInput(parsing: text), in: zone)
  }
}
