import ArgumentParser
import Foundation
import Partwork
import PartworkSupport

/// The site that a command works on.
struct SiteOptions: ParsableArguments {
  @Option(
    name: .customLong("site"), help: ArgumentHelp("The folder of the site.", valueName: "dir"), completion: .directory)
  var folder = "."

  func validate() throws {
    if !isFolder(folder) {
      throw ValidationError("There is no folder `\(folder)`; --site takes the folder that contains content/.")
    }
  }

  /// The path of a file of the site from the working directory.
  func path(of file: String) -> String {
    if folder == "." { return file }
    return folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
  }
}

/// The moment that a command treats as now.
struct ClockOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Act as if it were this date, such as 2026-03-12; by default, SOURCE_DATE_EPOCH or the clock.",
      valueName: "date"), transform: parsing(DateInput.init(parsing:)))
  var now: DateInput?

  var clock: EditionOptions.Clock { now.map { .written($0) } ?? .current }
}

/// The edition of the site that a command shows.
struct EditionFlags: ParsableArguments {
  @Flag(help: "Include drafts, marked as such.")
  var drafts = false

  @Flag(help: "Include scheduled posts, marked as such.")
  var future = false

  @Option(
    help: ArgumentHelp("The URL of the site, instead of `url` in site.yml.", valueName: "url"),
    transform: parsing(SiteURL.init(parsing:)))
  var baseURL: SiteURL?

  @OptionGroup var clock: ClockOption

  var options: EditionOptions {
    EditionOptions(clock: clock.clock, showsDrafts: drafts, showsScheduled: future, url: baseURL)
  }
}

extension EditionOptions.Clock {
  /// The moment of SOURCE_DATE_EPOCH, or that of the clock.
  static var current: EditionOptions.Clock {
    .instant((try? sourceDate()) ?? Int(Date().timeIntervalSince1970))
  }

  /// The value of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in Unix seconds; nil if
  /// it is not set.
  ///
  /// - Throws: `ValidationError` if it is not a number in the years 1970 to 9999: a build with another clock would not be
  ///   the one that was asked for.
  static func sourceDate() throws -> Int? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] else { return nil }
    guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let seconds = Int(text),
      seconds < 253_402_300_800
    else {
      throw ValidationError(
        "SOURCE_DATE_EPOCH is `\(text.printable)`, which is not a number of seconds since 1970; correct it, or unset it."
      )
    }
    return seconds
  }
}

/// Reads an argument as the library does, with its message if the form is wrong.
func parsing<Value>(
  _ read: @escaping @Sendable (String) throws(InvalidValue) -> Value
) -> @Sendable (String) throws -> Value {
  { text in
    do throws(InvalidValue) {
      return try read(text)
    } catch {
      throw ValidationError([error.message, error.hint].compactMap { $0 }.joined(separator: "; "))
    }
  }
}

/// Whether there is a folder at `path`, or a link to one, as far as the disk says; what reads it reports why not.
func isFolder(_ path: String) -> Bool {
  do throws(DiskFailure) {
    return try FileStatus(of: path, followingLinks: true)?.kind == .folder
  } catch {
    return true
  }
}
