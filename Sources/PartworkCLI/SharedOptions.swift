import ArgumentParser
import Foundation
import Partwork

/// Which site a command is about.
struct SiteOptions: ParsableArguments {
  @Option(
    name: .customLong("site"), help: ArgumentHelp("The folder of the site.", valueName: "dir"), completion: .directory)
  var folder = "."

  func validate() throws {
    if !Console.isFolder(folder) {
      throw ValidationError("There is no folder `\(folder)`; --site names the one that holds content/.")
    }
  }

  /// The path of a file of the site, from the working directory.
  func path(of file: String) -> String {
    if folder == "." { return file }
    return folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
  }
}

/// The moment by which a command reads the site.
struct ClockOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The moment by which posts are live or scheduled, such as 2026-03-12; without it SOURCE_DATE_EPOCH, or the clock.",
      valueName: "date"), transform: parsing(DateInput.init(parsing:)))
  var now: DateInput?

  var clock: EditionOptions.Clock { now.map { .written($0) } ?? .current }
}

/// Which edition of the site a command shows.
struct EditionFlags: ParsableArguments {
  @Flag(help: "Show drafts too, marked as such.")
  var drafts = false

  @Flag(help: "Show posts whose date is still to come too, marked as such.")
  var future = false

  @Option(
    help: ArgumentHelp("The URL of the site, in place of the one in site.yml.", valueName: "url"),
    transform: parsing(SiteURL.init(parsing:)))
  var baseURL: SiteURL?

  @OptionGroup var clock: ClockOption

  var options: EditionOptions {
    EditionOptions(clock: clock.clock, showsDrafts: drafts, showsScheduled: future, url: baseURL)
  }
}

extension EditionOptions.Clock {
  /// The moment that the run takes place at, or is to be taken for.
  static var current: EditionOptions.Clock {
    // https://reproducible-builds.org/specs/source-date-epoch/
    if let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap({ Int($0) }) {
      return .instant(epoch)
    }
    return .instant(Int(Date().timeIntervalSince1970))
  }
}

/// Reads an argument, whose form the library knows.
private func parsing<Value>(
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
