import Testing

@testable import Partwork

@Suite("Dates") struct DateInputTests {
  @Test func `a day, with or without a time, with or without an offset`() throws {
    let day = DateInput(year: 2026, month: 3, day: 12)
    #expect(try DateInput(parsing: "2026-03-12") == day)
    var moment = day
    moment.time = (9 * 60 + 30) * 60
    for text in ["2026-03-12T09:30:00", "2026-03-12 09:30:00", "2026-03-12t09:30", "2026-03-12T09:30:00.25"] {
      #expect(try DateInput(parsing: text) == moment)
    }
    moment.offset = 0
    for text in ["2026-03-12T09:30:00Z", "2026-03-12T09:30:00z", "2026-03-12T09:30+00:00", "2026-03-12 09:30:00 -0000"]
    {
      #expect(try DateInput(parsing: text) == moment)
    }
    moment.offset = -(5 * 3600 + 30 * 60)
    #expect(try DateInput(parsing: "2026-03-12T09:30:00-05:30") == moment)
    #expect(try DateInput(parsing: "2026-03-12 09:30:00 -0530") == moment)
  }

  @Test(arguments: ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2026-12-31T23:59:60Z"])
  func `days of the calendar are dates`(text: String) throws {
    _ = try DateInput(parsing: text)
  }

  @Test(arguments: [
    ("2026-02-29", "there is no day `2026-02-29`"),
    ("1900-02-29", "there is no day `1900-02-29`"),
    ("2026-00-10", "there is no day `2026-00-10`"),
    ("2026-01-00", "there is no day `2026-01-00`"),
    ("2026-3-12", "`2026-3-12` is not a date"),
    ("2026/03/12", "`2026/03/12` is not a date"),
    ("26-03-12", "`26-03-12` is not a date"),
    ("+2026-03-12", "`+2026-03-12` is not a date"),
    ("٢٠٢٦-03-12", "`٢٠٢٦-03-12` is not a date"),
    ("2026-03-12x", "`2026-03-12x` is not a date with a time"),
    ("2026-03-12T", "`2026-03-12T` is not a date with a time"),
    ("2026-03-12T9:30", "`2026-03-12T9:30` is not a date with a time"),
    ("2026-03-12T09:30:00.Z", "`2026-03-12T09:30:00.Z` is not a date with a time"),
    ("2026-03-12T09:30 CET", "`2026-03-12T09:30 CET` is not a date with a time"),
    ("2026-03-12T09:30+1", "`2026-03-12T09:30+1` is not a date with a time"),
    ("2026-03-12T24:00", "`2026-03-12T24:00` has an invalid time"),
    ("2026-03-12T12:60", "`2026-03-12T12:60` has an invalid time"),
    ("2026-03-12T12:00+24:00", "`2026-03-12T12:00+24:00` has an invalid offset"),
  ])
  func `anything else is not a date`(text: String, message: String) {
    let wrong = #expect(throws: InvalidValue.self) { try DateInput(parsing: text) }
    #expect(wrong?.message == message)
    #expect(wrong?.hint != nil)
  }
}
