/// A date as a writer wrote it, before the site's time zone says which moment it means.
package struct DateInput: Sendable, Hashable {
  /// The year, from 0 to 9999, of the proleptic Gregorian calendar.
  package var year: Int
  /// The month, from 1 to 12.
  package var month: Int
  /// The day of the month, from 1; it exists in its month.
  package var day: Int
  /// The time of day; nil where only a day was written.
  package var time: Time?
  /// The seconds east of UTC; nil where no offset was written and the site's time zone is meant.
  package var offset: Int?

  /// A time of day.
  package struct Time: Sendable, Hashable {
    package var hour: Int
    package var minute: Int
    package var second: Int

    package init(hour: Int, minute: Int, second: Int = 0) {
      self.hour = hour
      self.minute = minute
      self.second = second
    }
  }

  package init(year: Int, month: Int, day: Int, time: Time? = nil, offset: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
    self.time = time
    self.offset = offset
  }
}
