internal import Foundation
package import PartworkDiagnostics
internal import PartworkSupport
internal import Synchronization

/// What a build read and wrote, so that the next one can tell if nothing has changed and there is nothing to do.
///
/// As in git, a file with the same size, times and inode is trusted to have the same bytes. A file that was changed
/// within one tick of the clock that timestamps files is not trusted, and the site is built.
package struct BuildRecord: Codable, Sendable {
  /// The options of the build, and the program that ran it.
  let request: String

  /// Digests of the status of every file that was read, and of every file in the output that is the site's.
  let inputs: UInt64
  let outputs: UInt64

  /// The hash of what most pages show: `PreparedSite.outline(asOf:)`.
  let outline: UInt64

  /// When the build began, in nanoseconds since 1970.
  let start: Int

  /// The moments, in Unix seconds, between which no post goes live, no date of an `updated` comes and the year is the
  /// same; nil for no bound.
  let from: Int?
  let until: Int?

  package let pageCount: Int
  package let fileCount: Int

  /// What the build said about the site apart from diagnostics, one line each, such as what was left out.
  package let notes: [String]

  /// The warnings of the build.
  package let diagnostics: [Diagnostic]
}

/// A requested build, and the files that it will read, as they are before it begins.
package struct BuildRequest: Sendable {
  let text: String
  let clock: EditionOptions.Clock
  let files: FileDigest?

  /// - Parameters:
  ///   - site: The path of the site's folder.
  ///   - program: The path of the program that builds; a build by another program is not trusted.
  ///   - tools: The programs that add to the site.
  package init(_ options: EditionOptions, of site: String, by program: String?, with tools: Tools = .none) async {
    clock = options.clock
    var asked = options
    if case .instant = clock { asked.clock = .instant(0) }
    let status = program.flatMap { try? FileStatus(of: $0, followingLinks: true) }
    text = "\(asked) by \(status.map { "\($0)" } ?? "") with \(tools)"
    files = status == nil ? nil : await FileDigest(ofFolders: ["content", "templates"], in: site)
  }
}

/// The files that a build has written and that keep the status that they had then, so that it need not look at them
/// again.
package final class WrittenFiles: Sendable {
  private let noted = Mutex<(digest: FileDigest, paths: Set<String>)>((FileDigest(), []))

  package init() {}

  /// - Parameter path: relative to the output folder.
  func note(_ path: String, _ status: FileStatus) {
    noted.withLock { noted in
      noted.digest.add(path, status)
      noted.paths.insert(path)
    }
  }

  /// The digest of these files together with the others of `paths`, which are in the folder `root`.
  fileprivate func digest(with paths: [String], in root: String) async -> FileDigest? {
    let (known, noted) = noted.withLock { $0 }
    return await FileDigest(of: paths.filter { !noted.contains($0) }, in: root, after: known)
  }
}

/// A digest of the status of files, in any order.
struct FileDigest: Sendable {
  private(set) var value: UInt64 = 0

  /// The newest change of a file, in nanoseconds since 1970.
  private(set) var newest = 0

  /// The digest of all files below `folders` of `site`, which need not be there; nil if one cannot be examined, or if
  /// there is a link, which may lead to files that change unnoticed.
  init?(ofFolders folders: [String], in site: String) async {
    var waiting = folders
    var paths: [String] = []
    while let folder = waiting.popLast() {
      let items: [FolderItem]
      do throws(DiskFailure) {
        items = try FolderItem.items(in: "\(site)/\(folder)")
      } catch {
        if error.isNothingThere, folders.contains(folder) { continue }
        return nil
      }
      for item in items where !FileName.isSkipped(item.name) {
        switch item.kind {
        case .folder: waiting.append("\(folder)/\(item.name)")
        case .file: paths.append("\(folder)/\(item.name)")
        case .link, .other: return nil
        case nil:
          // This file system says what it is only in a separate call.
          let path = "\(folder)/\(item.name)"
          if (try? FileStatus(of: "\(site)/\(path)"))??.kind == .folder {
            waiting.append(path)
          } else {
            paths.append(path)
          }
        }
      }
    }
    await self.init(of: paths, in: site)
  }

  /// The digest of no files.
  init() {}

  /// The digest of the files at `paths` in the folder `root`, and of those of `others`; nil if one of them is not a file.
  init?(of paths: [String], in root: String, after others: FileDigest = FileDigest()) async {
    self = others
    let statuses = await parallelMap(paths.count) { index in try? FileStatus(of: "\(root)/\(paths[index])") }
    for (path, status) in zip(paths, statuses) {
      guard let status, status.kind == .file else { return nil }
      add(path, status)
    }
  }

  fileprivate mutating func add(_ path: String, _ status: FileStatus) {
    var hash = ContentHash(of: path)
    for number in [status.size, status.modified, status.changed] { hash.add(UInt64(bitPattern: Int64(number))) }
    hash.add(status.inode)
    value &+= hash.value
    newest = max(newest, status.changed)
  }

  /// Whether a change after `moment`, in nanoseconds since 1970, is sure to change the digest.
  func isSettled(at moment: Int) -> Bool { newest < moment - FileStatus.tick }
}

extension BuildRecord {
  /// Whether `request` would read, render and write the same again.
  package func answers(_ request: BuildRequest) -> Bool {
    guard inputs == request.files?.value else { return false }
    if case .instant(let now) = request.clock { return now >= from ?? now && now < until ?? .max }
    return true
  }
}

extension OutputFolder {
  /// Whether an earlier build into the folder left a record.
  package var hasRecord: Bool { (try? state.hasRecord) ?? false }

  /// The record of the last build if it was like `request` and what it wrote is still there.
  package func lastBuild(like request: BuildRequest) async -> BuildRecord? {
    guard request.files != nil, let bytes = try? state.record(),
      let record = try? JSONDecoder().decode(BuildRecord.self, from: Data(bytes)), record.request == request.text,
      let manifest = try? state.manifest(), manifest.isComplete,
      let outputs = await FileDigest(of: manifest.files.map(\.text), in: root), outputs.value == record.outputs
    else { return nil }
    return record
  }

  /// Records for the next build that `request` was carried out, beginning at `start`, in nanoseconds since 1970, and
  /// wrote `files`. `outline` is that of `prepared`.
  ///
  /// Failing to write the record is not an error: it only saves time.
  package func remember(
    _ request: BuildRequest, begunAt start: Int, files: [OutputFile], noted: WrittenFiles = WrittenFiles(),
    of prepared: PreparedSite, outline: UInt64, notes: [String], diagnostics: [Diagnostic]
  ) async {
    guard let inputs = request.files, inputs.isSettled(at: start),
      let outputs = await noted.digest(with: files.map(\.path), in: root)
    else { return }
    let (from, until) = prepared.site.momentsWithoutChange
    let record = BuildRecord(
      request: request.text, inputs: inputs.value, outputs: outputs.value, outline: outline,
      start: start, from: from, until: until, pageCount: prepared.context.plan.pages.count, fileCount: files.count,
      notes: notes, diagnostics: diagnostics)
    guard let bytes = try? JSONEncoder().encode(record) else { return }
    // Until then, a change would look like the build's own.
    await disk.waitForTick(after: outputs.newest, in: root)
    try? state.put(record: Array(bytes))
  }
}

extension Site {
  /// The moments before and after the site's own, in Unix seconds, between which no post goes live, no date of an
  /// `updated`, which is not shown before, comes, and the year, which templates may show, is the same.
  fileprivate var momentsWithoutChange: (from: Int?, until: Int?) {
    let hidden = leftOut.compactMap { post in
      if case .scheduled(let date) = post.reason { date.seconds } else { nil }
    }
    let zone = settings.timeZone
    func moment(_ updated: Timestamp?, _ written: Located<DateInput>?) -> Int? {
      (updated ?? written.map { Timestamp($0.value, in: zone) })?.seconds
    }
    let revisions =
      posts.compactMap { moment($0.updated, $0.source.updated) }
      + pages.compactMap { moment($0.updated, $0.source.updated) }
    let years = [year, year + 1].compactMap { year in
      CivilDay(year: year, month: 1, day: 1).map { Timestamp(DateInput(day: $0), in: zone).seconds }
    }
    let dates = posts.map(\.date.seconds) + hidden + revisions + years
    let now = now
    return (dates.filter { $0 <= now }.max(), dates.filter { $0 > now }.min())
  }
}
