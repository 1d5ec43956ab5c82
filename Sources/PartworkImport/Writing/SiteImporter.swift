internal import Foundation
package import Partwork
internal import PartworkDiagnostics
package import PartworkSupport

/// Brings a site over: writes its files, prepares it as a build does, and asks for every old address.
package struct SiteImporter: Sendable {
  package struct ImportChoices: Sendable {
    package var media: MediaStore.MediaOptions
    /// Whether only the report is written.
    package var isDryRun = false
    /// Whether a paragraph that closes many posts is written once: as a bio, an outro or a call to action.
    package var movesClosings = true

    package init(media: MediaStore.MediaOptions, isDryRun: Bool = false, movesClosings: Bool = true) {
      self.media = media
      self.isDryRun = isDryRun
      self.movesClosings = movesClosings
    }
  }

  /// The folder of the Partwork site, which need not exist.
  let folder: String
  let options: ImportChoices
  /// Whether to make a series of what titles show.
  let takes: @Sendable (SeriesEvidence) throws -> Bool
  /// Called with what is done at the moment.
  let progress: @Sendable (String) -> Void

  package init(
    to folder: String, _ options: ImportChoices,
    takes: @escaping @Sendable (SeriesEvidence) throws -> Bool = { _ in false },
    progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.folder = folder.absolutePath
    self.options = options
    self.takes = takes
    self.progress = progress
  }

  /// Writes `site`, and a report on it.
  package func write(_ site: ImportedSite) async throws -> ImportReport {
    var site = site
    for evidence in SeriesEvidence.find(in: site) {
      if try takes(evidence) {
        site.add(evidence)
      } else {
        site.remarks.append(ImportRemark(.evidence, "“\(evidence.title)” may be a series: \(evidence.reason)"))
      }
    }
    do throws(DiskFailure) {
      if options.isDryRun { return try await attemptWrite(site) }
      let state = "\(folder)/\(Disk.reservedPrefix)"
      try Disk().makeFolders(state)
      if let lock = try FileLock("\(state)/import.lock", disk: Disk()) {
        defer { extendLifetime(lock) }
        return try await attemptWrite(site)
      }
    } catch {
      throw error.writeError
    }
    throw WriteError.site([
      Diagnostic(
        .error, "another import is writing to this site", at: nil, hint: "wait until it ends, then import again")
    ])
  }

  private func attemptWrite(_ site: ImportedSite) async throws(DiskFailure) -> ImportReport {
    // A dry run goes to a folder of its own, so that what it says is proved too.
    let target = options.isDryRun ? NSTemporaryDirectory() + "partwork-import-\(UUID().uuidString)" : folder
    defer { if options.isDryRun { try? FileManager.default.removeItem(atPath: target) } }
    progress("Converting \(site.posts.count + site.pages.count) texts")
    var composer = SiteComposer(site)
    composer.movesClosings = options.movesClosings
    try await composer.convert()
    var report = ImportReport(composer.site)

    let used = composer.usedMedia()
    let files = composer.map.media
    let store = MediaStore(
      options: options.media, folder: "\(folder)/.partwork/downloads", searchPath: Program.searchPath)
    var mediaOptions = store.options
    if options.isDryRun { mediaOptions.downloads = false }
    let found = try await MediaStore(options: mediaOptions, folder: store.folder, searchPath: store.searchPath)
      .get(used.map { files[$0.index] }, progress: progress)
    var sources: [Int: String] = [:]
    for (use, path) in zip(used, found) {
      if let path, try Self.isWhole(path) {
        sources[use.index] = path
      } else {
        report.missing.append(files[use.index])
      }
    }
    report.mediaCount = sources.count
    report.noteUnused(files, Set(used.map(\.index)))
    let (placement, originals) = try Self.placement(of: used, files, sources)

    composer.compose(placement)
    var writer = FileWriter(folder: target, record: try ImportRecord(of: folder), real: folder)
    progress("Writing \(composer.files.count) files")
    try writer.write(composer.files.lazy.map { ($0.path, .bytes(Array($0.text.utf8))) })
    try writer.write(originals.lazy.map { (placement.paths[$0] ?? "", .copy(of: sources[$0] ?? "")) })
    progress("Checking the site")
    var prepared = await prepare(target, Self.edition)
    if prepared.hasDeadLinks {
      composer.takesDeadLinks = true
      composer.compose(placement)
      try writer.write(composer.files.suffix(1).lazy.map { ($0.path, .bytes(Array($0.text.utf8))) })
      prepared = await prepare(target, Self.edition)
    }
    report.add(composer.remarks, writer, prepared)
    if !options.isDryRun { try writer.record.write(to: folder) }
    try report.write(to: folder)
    return report
  }

  /// The whole site, so that drafts are checked too.
  private static let edition = EditionOptions(
    clock: .instant(Int(Date().timeIntervalSince1970)), showsDrafts: false, showsScheduled: false)

  /// Whether the file at `path` is not a damaged picture.
  private static func isWhole(_ path: String) throws(DiskFailure) -> Bool {
    if try ImageSize(ofFileAt: path) != nil { return true }
    return try ImageSize.damage(ofFileAt: path) == nil
  }

  /// A place for each file that is there; files with the same bytes share one.
  private static func placement(
    of used: [(index: Int, users: [MediaPlacement.User])], _ files: [ImportedMedia], _ sources: [Int: String]
  ) throws(DiskFailure) -> (placement: MediaPlacement, originals: [Int]) {
    let twins = try MediaStore.twins(sources)
    var users = Dictionary(used.map { ($0.index, $0.users) }, uniquingKeysWith: { first, _ in first })
    for (index, twin) in twins.sorted(by: { $0.key < $1.key }) {
      for user in users[index] ?? [] where !(users[twin] ?? []).contains(user) { users[twin, default: []].append(user) }
    }
    var placement = MediaPlacement()
    let originals = sources.keys.sorted().filter { twins[$0] == nil }
    for index in originals { placement.place(index, files[index], users[index] ?? [], twin: nil) }
    for (index, twin) in twins { placement.place(index, files[index], [], twin: twin) }
    return (placement, originals)
  }
}

/// Writes files to a site, and leaves what its writer has changed.
struct FileWriter {
  /// Where the files go.
  let folder: String
  private(set) var record: ImportRecord
  /// The folder of the site itself, whose files count.
  let real: String
  private(set) var written: Set<String> = []
  private(set) var updated: Set<String> = []
  private(set) var unchanged = 0
  /// What the writer has changed since, or made.
  private(set) var kept: [String] = []

  init(folder: String, record: ImportRecord, real: String) {
    self.folder = folder
    self.record = record
    self.real = real
  }

  /// Writes files, except where one is that is not as an import left it.
  mutating func write(_ files: some Collection<(path: String, content: FileBody)>) throws(DiskFailure) {
    var hashes: [String] = []
    for (path, content) in files {
      hashes.append(try ImportRecord.hash(content))
      record.announce(path, hashes.last ?? "")
    }
    if folder == real { try record.write(to: real) }
    for ((path, content), hash) in zip(files, hashes) { try write(path, content, hash) }
  }

  private mutating func write(_ path: String, _ content: FileBody, _ hash: String) throws(DiskFailure) {
    let isDry = folder != real
    guard try Disk().kind(of: "\(real)/\(path)", followingLinks: true) != nil else {
      try Disk().put(content, at: "\(folder)/\(path)")
      written.insert(path)
      record.note(path, hash)
      return
    }
    let present = try ImportRecord.hash(.copy(of: "\(real)/\(path)"))
    if present == hash {
      unchanged += written.contains(path) || updated.contains(path) ? 0 : 1
      record.note(path, hash)
    } else if record.knows(path, present) {
      if !written.contains(path) { updated.insert(path) }
      if !isDry { try Disk().put(content, at: "\(folder)/\(path)") }
      record.note(path, hash)
    } else if !kept.contains(path) {
      kept.append(path)
    }
    if isDry { try Disk().put(content, at: "\(folder)/\(path)") }
  }
}

extension DiskFailure {
  /// The failure as what ends a command.
  package var writeError: WriteError {
    let message = "could not \(action) `\(path)`: \(reason)"
    if isRefusal || isNothingThere {
      return .site([Diagnostic(.error, message, at: nil, hint: "check the path, and the permissions of its folder")])
    }
    return .disk(Diagnostic(.error, message, at: nil, hint: "fix the disk problem, then try again"))
  }
}
