package import PartworkSupport
package import PartworkDiagnostics

/// A folder that a site is written to, and what Partwork remembers of it between builds.
///
/// **What a build promises.** Every error is found before the first change. All changed files are written under
/// temporary names beside their targets first, so that a full disk leaves the old site as it was, and then renamed,
/// each in one step, so that no file is ever half old and half new. A folder that is not there yet is filled under a
/// temporary name and renamed as a whole, which saves a call for each of its files. Files whose bytes are right are not
/// touched.
///
/// **What it removes.** The manifest names the files that earlier builds wrote; those that this build does not have are
/// removed. Before the first change, the manifest is replaced with a journal of the old and the new names, and after
/// the last with the new names, so that a build that was killed at any point is repaired by the next one, which also
/// removes temporary files.
///
/// **What it leaves alone.** A file that no build wrote is never removed, and one that is in the way is an error, not
/// overwritten. If the manifest is lost, this goes for files of earlier builds too, except that the folder still counts
/// as the site's own, and is overwritten, if at least one page or asset in it is right to the byte. Nothing is written
/// or removed through a symbolic link in the folder.
///
/// **What a power failure may do.** The manifest is flushed to the disk itself, since it cannot be reconstructed. The
/// files are not, since that takes milliseconds each: after a power failure some may be empty, and since every build
/// compares bytes and trusts no record, the next one repairs them.
package struct OutputFolder: Sendable {
  /// The folder's absolute path, and its name in messages.
  let root: String
  let name: String

  /// Folders that the site is read from, which must not be written to.
  let sources: [String]

  let state: StateFolder
  let disk: Disk

  /// - Parameters:
  ///   - path: the path of the folder, which a build makes if it is missing.
  ///   - state: the path of the site's `.partwork`, which is made likewise.
  ///   - name: what messages call the folder, such as `public`; `path` by default.
  ///   - sources: the paths of the folders that the site is read from.
  package init(_ path: String, state: String, name: String? = nil, sources: [String] = []) {
    self.init(path, state: state, name: name, sources: sources, disk: Disk())
  }

  init(_ path: String, state: String, name: String? = nil, sources: [String] = [], disk: Disk) {
    root = path.absolutePath
    self.name = name ?? path
    self.sources = sources.map(\.absolutePath)
    self.state = StateFolder(state.absolutePath, output: root, disk: disk)
    self.disk = disk
  }

  /// Makes the folder hold `files`.
  ///
  /// - Parameters:
  ///   - failures: what rendering the files may find wrong.
  ///   - written: gets the status of files.
  /// - Throws: `WriteError.site` if anything is wrong that a writer can fix, and nothing has changed; `.disk` if the
  ///   disk failed.
  package func write(
    _ files: [OutputFile], checking failures: @Sendable () -> [Diagnostic] = { [] },
    noting written: WrittenFiles? = nil,
    timings: StageTimings? = nil
  ) async throws(WriteError) -> WriteReport {
    let placed = try check(files)
    let lock = try takeLock()
    defer { extendLifetime(lock) }
    return try await update(placed, checking: failures, noting: written, timings: timings)
  }

  /// Makes the folder hold `files`, and calls `body` before another build or publish may change it.
  ///
  /// - Throws: as above, or what `body` throws.
  package func write<Result>(
    _ files: [OutputFile], checking failures: @Sendable () -> [Diagnostic] = { [] },
    then body: (WriteReport) async throws -> Result
  ) async throws -> Result {
    let placed = try check(files)
    let lock = try takeLock()
    defer { extendLifetime(lock) }
    return try await body(try await update(placed, checking: failures))
  }

  private func update(
    _ placed: [PlacedFile], checking failures: @Sendable () -> [Diagnostic], noting written: WrittenFiles? = nil,
    timings: StageTimings? = nil
  ) async throws(WriteError) -> WriteReport {
    let files = placed.map(\.file)
    let previous = try reporting(files) { () throws(DiskFailure) in try state.manifest() }
    let planner = try reporting(files) { () throws(DiskFailure) in
      try WritePlanner(placed, root: root, name: name, previous: previous, disk: disk)
    }
    var plan = try reporting(files) { () throws(DiskFailure) in try planner.plan() }
    let isManifestLost = try reporting { () throws(DiskFailure) in try state.hasManifest && previous == nil }
    timings?.end("plan output")
    let staged = try await stage(planner, &plan, after: previous, checking: failures, noting: written)
    timings?.end("render, compare and write")
    if !staged.isEmpty || plan.changesFolders {
      try await commit(plan, staged, in: planner.newTrees)
    } else if plan.next != previous {
      try reporting { () throws(DiskFailure) in try state.put(plan.next) }
    }
    timings?.end("rename")
    return WriteReport(
      written: staged.map(\.path.text), removed: plan.stale.map(\.text),
      unchanged: planner.files.count - staged.count,
      warnings: isManifestLost && planner.survey.root == .ready ? [unknownFiles] : [])
  }
}

/// What a build changed in the output folder, by paths relative to it, sorted.
package struct WriteReport: Sendable, Equatable {
  /// The files that are new or have new bytes.
  package var written: [String] = []

  /// The files of earlier builds that this one does not have.
  package var removed: [String] = []

  /// How many files had their bytes already and were not touched.
  package var unchanged = 0

  package var warnings: [Diagnostic] = []
}

/// Why the output was not written.
package enum WriteError: Error, Sendable, Equatable {
  /// The site or the place of its output is at fault, and its writer can fix it; nothing was changed.
  case site([Diagnostic])

  /// The disk failed. The hint says whether the output is as it was.
  case disk(Diagnostic)
}

// MARK: - Before the first change

extension OutputFolder {
  /// The files in the order of their paths.
  ///
  /// - Throws: `WriteError.site` if they, or the place that they are to go to, are at fault.
  private func check(_ files: [OutputFile]) throws(WriteError) -> [PlacedFile] {
    let kind = try reporting { () throws(DiskFailure) in try disk.kind(of: root) }
    // The whole plan has been checked; files that it does not name, such as those of a large sitemap, may still clash
    // with it.
    let placed = files.compactMap { file in OutputPath(file.path).map { PlacedFile(path: $0, file: file) } }
      .sorted { $0.path < $1.path }
    let isClear =
      placed.count == files.count
      && zip(placed, placed.dropFirst()).allSatisfy { $0.path.text != $1.path.text }
    var problems = isClear ? [] : checkOutput(files)
    let place = SourceLocation(name)
    switch kind {
    case nil, .folder: break
    case .link:
      problems.error(
        "the output folder `\(name)` is a symbolic link", at: place,
        hint: "name the folder that it points to with `--output`, or delete the link")
    case .file, .other:
      problems.error(
        "the output folder `\(name)` is not a folder", at: place, hint: "delete it, or choose another with `--output`")
    }
    for source in sources + [state.path] where root.isWithin(source) {
      problems.error(
        "the output folder `\(name)` is in `\(source)`, which the site is built from", at: place,
        hint: "choose another with `--output`, such as `public`")
    }
    problems += try reporting { () throws(DiskFailure) in try filesOfItself(files) }
    if problems.hasErrors { throw .site(problems.sorted()) }
    return placed
  }

  /// An error for each file that is copied from this folder, by a link to it among the content: each build would add the
  /// files of the one before.
  private func filesOfItself(_ files: [OutputFile]) throws(DiskFailure) -> [Diagnostic] {
    var known: [String: Bool] = [:]
    var found: [Diagnostic] = []
    for file in files {
      guard let folder = file.source?.parent else { continue }
      if known[folder] == nil { known[folder] = try realPath(folder)?.isWithin(root) == true }
      guard known[folder] == true else { continue }
      found.error(
        "this file is in the output folder `\(name)`", at: file.location,
        hint: "remove the link that leads there, or choose another folder with `--output`")
    }
    return found
  }

  private func takeLock() throws(WriteError) -> FileLock {
    let intruders = try reporting { () throws(DiskFailure) in try state.intruders() }
    if !intruders.isEmpty {
      throw .site(
        intruders.map { path, wanted in
          Diagnostic(
            .error, "`\(shown(path))` is not \(wanted)", at: SourceLocation(shown(path)),
            hint: "delete it: Partwork makes its own")
        })
    }
    let lock = try reporting { () throws(DiskFailure) in
      try state.make()
      return try FileLock(state.lockPath, disk: disk)
    }
    if let lock { return lock }
    throw .site([
      Diagnostic(
        .error, "another build or publish is using `\(name)`", at: SourceLocation(name),
        hint: "wait until it ends, then try again"
      )
    ])
  }
}
