internal import Foundation
internal import PartworkSupport

/// Finds the time zone of a site from moments that are known in its wall clock's time and in UTC.
struct SiteZone {
  /// The name in the IANA database.
  let name: String
  /// How many moments were known, and how many of them the zone gets right.
  let known: Int
  let matching: Int

  /// - Parameters:
  ///   - pairs: times of the wall clock and of UTC, both as `2019-05-07 18:30:00`.
  ///   - language: the language of the site, which decides between zones that keep the same time.
  init(_ pairs: [(local: String, utc: String)], language: String?) {
    var moments: [Moment: Int] = [:]
    for (local, utc) in pairs {
      guard let local = Self.seconds(local), let utc = Self.seconds(utc) else { continue }
      let offset = local - utc
      // A few seconds between the two are a slow server.
      let rounded = Int((Double(offset) / 900).rounded()) * 900
      guard abs(rounded) <= 14 * 3600, abs(offset - rounded) < 120 else { continue }
      // One moment for each week is enough: the clock changes twice a year.
      moments[Moment(week: utc / (7 * 86400), offset: rounded), default: 0] += 1
    }
    known = moments.values.reduce(0, +)
    let samples = moments.map { ($0.key, $0.value) }
    let fixed = Set(samples.map(\.0.offset))
    var best = (name: "UTC", count: samples.filter { $0.0.offset == 0 }.reduce(0) { $0 + $1.1 })
    if best.count < known {
      for name in Self.candidates(language, fixed) {
        guard let zone = TimeZone(identifier: name) else { continue }
        let count = samples.reduce(0) { sum, sample in
          let date = Date(timeIntervalSince1970: Double(sample.0.week * 7 * 86400 + 3 * 86400))
          return sum + (zone.secondsFromGMT(for: date) == sample.0.offset ? sample.1 : 0)
        }
        if count > best.count { best = (name, count) }
        if count == known { break }
      }
    }
    (name, matching) = best
  }

  private struct Moment: Hashable {
    var week: Int
    var offset: Int
  }

  /// The zones to try, those that are likely first.
  private static func candidates(_ language: String?, _ offsets: Set<Int>) -> [String] {
    let likely = [
      "Europe/London", "Europe/Berlin", "Europe/Paris", "America/New_York", "America/Chicago", "America/Denver",
      "America/Los_Angeles", "America/Phoenix", "Europe/Athens", "Europe/Moscow", "Asia/Kolkata", "Asia/Tokyo",
      "Asia/Shanghai",
      "Australia/Sydney", "America/Sao_Paulo", "America/Toronto",
    ]
    let code = (language ?? "").lowercased().replacing("_", with: "-")
    let first = homes.filter { code == $0.0 || code.hasPrefix($0.0 + "-") }.map(\.1)
    // A blog whose clock never changed, and that fits no place, was set to an offset. The sign is that of POSIX.
    let hours = offsets.count == 1 ? (offsets.first ?? 0) / 3600 : 0
    let fixed = hours == 0 ? [] : ["Etc/GMT\(hours > 0 ? "-" : "+")\(abs(hours))"]
    return first + likely + TimeZone.knownTimeZoneIdentifiers + fixed
  }

  private static let homes = [
    ("de", "Europe/Berlin"), ("fr", "Europe/Paris"), ("es", "Europe/Madrid"), ("it", "Europe/Rome"),
    ("nl", "Europe/Amsterdam"), ("pl", "Europe/Warsaw"), ("pt-br", "America/Sao_Paulo"), ("pt", "Europe/Lisbon"),
    ("sv", "Europe/Stockholm"), ("da", "Europe/Copenhagen"), ("nb", "Europe/Oslo"), ("cs", "Europe/Prague"),
    ("ru", "Europe/Moscow"), ("ja", "Asia/Tokyo"), ("zh", "Asia/Shanghai"), ("ko", "Asia/Seoul"),
    ("en-gb", "Europe/London"), ("en-au", "Australia/Sydney"), ("en-ca", "America/Toronto"),
    ("en-nz", "Pacific/Auckland"), ("en-us", "America/New_York"),
  ]

  /// The seconds from 1970 of a time such as `2019-05-07 18:30:00`, read as UTC.
  static func seconds(_ time: String) -> Int? {
    let numbers = time.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 5, let day = CivilDay(year: numbers[0], month: numbers[1], day: numbers[2]) else {
      return nil
    }
    return day.daysSinceEpoch * 86400 + numbers[3] * 3600 + numbers[4] * 60 + (numbers.count > 5 ? numbers[5] : 0)
  }
}
