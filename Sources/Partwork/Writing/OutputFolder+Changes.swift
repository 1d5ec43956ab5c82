import PartworkSupport
import Synchronization
internal import PartworkDiagnostics

/// The two steps that change the output folder. The first can fail and be undone; the second only renames and removes.
extension OutputFolder {
  /// Makes every file, compares it with what is there, and writes those that differ under temporary names: each file is
  /// in memory only while that happens.
  ///
  /// - Throws: `WriteError.site` if a file must not be overwritten; then, as after a disk failure, the folder is as it
  ///   was.
  func stage(
    _ planner: WritePlanner, _ plan: inout WritePlan, after previous: Manifest?
  ) async throws(WriteError) -> [StagedFile] {
    let start = StagingStart()
    // If a folder cannot be used, files are only compared, so that all errors are reported at once.
    let isRefused = plan.diagnostics.hasErrors
    let folders = plan
    let begin: @Sendable () throws(DiskFailure) -> Void = { () throws(DiskFailure) in
      try start.once { () throws(DiskFailure) in try makeReady(for: folders, after: previous) }
    }
    do throws(DiskFailure) {
      if plan.changesFolders, !isRefused { try begin() }
      let findings = try await parallelMap(planner.files.count) { index throws(DiskFailure) in
        try planner.look(at: index) { content, temporary throws(DiskFailure) in
          if isRefused { return }
          try begin()
          try write(content, to: temporary, of: planner.files[index].path, planner.survey)
        }
      }
      planner.add(findings, to: &plan)
      if !plan.diagnostics.hasErrors {
        if start.hasBegun { try state.stage(plan.next) }
        return findings.compactMap(\.staged)
      }
    } catch {
      // If the disk is failing, undoing may fail too; then the journal stays, and the next build finishes it.
      if start.hasBegun { try? undo(folders, planner, to: previous) }
      throw explain(error, files: planner.files.map(\.file), isIntact: true)
    }
    if start.hasBegun {
      try reporting { () throws(DiskFailure) in try undo(folders, planner, to: previous) }
    }
    throw .site(plan.diagnostics.sorted())
  }

  /// Writes `content` to the path `temporary` of this folder, in a folder on the way to `path`, which is made if it is
  /// missing.
  private func write(
    _ content: FileBody, to temporary: String, of path: OutputPath, _ survey: FolderSurvey
  ) throws(DiskFailure) {
    let target = "\(root)/\(temporary)"
    do throws(DiskFailure) {
      try disk.write(content, to: target)
    } catch  where error.isNothingThere && error.path == target {
      for folder in path.folders where survey[folder] == .missing { try makeFolder("\(root)/\(folder.text)") }
      try disk.write(content, to: target)
    }
  }

  /// Makes a folder, unless another file's task has just made it.
  private func makeFolder(_ path: String) throws(DiskFailure) {
    do throws(DiskFailure) {
      try disk.makeFolder(path)
    } catch {
      guard try disk.kind(of: path) == .folder else { throw error }
    }
  }

  /// Prepares the first change: writes the journal, and makes the output folder.
  private func makeReady(for plan: WritePlan, after previous: Manifest?) throws(DiskFailure) {
    try state.put(plan.journal(after: previous))
    for stray in plan.strays { try disk.removeFile("\(root)/\(stray)") }
    try makeRoot()
  }

  private func undo(_ plan: WritePlan, _ planner: WritePlanner, to previous: Manifest?) throws(DiskFailure) {
    for index in planner.files.indices { try disk.removeFile("\(root)/\(planner.temporary(index))") }
    for folder in plan.newFolders.reversed() { try disk.removeFolder("\(root)/\(folder.text)") }
    try state.dropNext()
    try state.put(previous)
  }

  /// Makes the output folder and the folders above it.
  private func makeRoot() throws(DiskFailure) {
    var missing: [Substring] = []
    var folder = root[...]
    while !folder.isEmpty, try disk.kind(of: String(folder), followingLinks: true) == nil {
      missing.append(folder)
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    for folder in missing.reversed() { try disk.makeFolder(String(folder)) }
  }

  /// Renames the staged files and removes the stale ones, pages after what they refer to and removals last.
  func commit(_ plan: WritePlan, _ staged: [StagedFile]) async throws(WriteError) {
    do throws(DiskFailure) {
      if plan.isCleared { try removeStale(plan) }
      for folder in plan.blockedFolders where try disk.kind(of: "\(root)/\(folder.text)") == nil {
        try disk.makeFolder("\(root)/\(folder.text)")
      }
      for isPage in [false, true] {
        let files = staged.filter { $0.path.text.hasSuffix(".html") == isPage }
        _ = try await parallelMap(files.count) { index throws(DiskFailure) in
          try disk.rename("\(root)/\(files[index].temporary)", to: "\(root)/\(files[index].path.text)")
        }
      }
      if !plan.isCleared { try removeStale(plan) }
      try state.takeNext()
    } catch {
      throw explain(error, files: [], isIntact: false)
    }
  }

  private func removeStale(_ plan: WritePlan) throws(DiskFailure) {
    for path in plan.stale { try disk.removeFile("\(root)/\(path.text)") }
    for folder in plan.emptied { try disk.removeFolder("\(root)/\(folder.text)") }
  }
}

/// The preparation before the first change, which is made by the first file that needs it.
private final class StagingStart: Sendable {
  private let result = Mutex<Result<Void, DiskFailure>?>(nil)

  var hasBegun: Bool { result.withLock { $0 != nil } }

  /// Calls `body` the first time; a failure is thrown each time.
  func once(_ body: () throws(DiskFailure) -> Void) throws(DiskFailure) {
    try result.withLock { (result: inout Result<Void, DiskFailure>?) throws(DiskFailure) in
      let known = result ?? Result(catching: body)
      result = known
      try known.get()
    }
  }
}
