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
    _ planner: WritePlanner, _ plan: inout WritePlan, after previous: Manifest?, checking failures: () -> [Diagnostic],
    noting written: WrittenFiles?
  ) async throws(WriteError) -> [StagedFile] {
    let start = StagingStart()
    let made = MadeFolders(count: planner.survey.folders.count)
    // If a folder cannot be used, files are only compared, so that all errors are reported at once.
    let isRefused = plan.diagnostics.hasErrors
    let folders = plan
    let begin: @Sendable () throws(DiskFailure) -> Void = { () throws(DiskFailure) in
      try start.once { () throws(DiskFailure) in try makeReady(for: folders, after: previous) }
    }
    do throws(DiskFailure) {
      if plan.changesFolders, !isRefused { try begin() }
      // Pages last: they are many and quick, so that no core is left with a large file when the others are done.
      let order = planner.files.indices.sorted { !planner.files[$0].path.isPage && planner.files[$1].path.isPage }
      let looks = try await parallelMap(order.count) { place throws(DiskFailure) in
        try planner.look(at: order[place]) { content, file throws(DiskFailure) in
          if isRefused { return }
          try begin()
          let status = try write(content, to: file, after: made)
          // The status of others changes when they are renamed.
          if file.tree != nil { written?.note(file.path.text, status) }
        }
      }
      var findings = [FileFinding](repeating: .unchanged, count: looks.count)
      for (index, finding) in zip(order, looks) { findings[index] = finding }
      planner.add(findings, to: &plan)
      plan.diagnostics += failures()
      if !plan.diagnostics.hasErrors {
        if start.hasBegun { try state.stage(plan.next) }
        return findings.compactMap(\.staged)
      }
    } catch {
      // If the disk is failing, undoing may fail too; then the journal stays, and the next build finishes it.
      if start.hasBegun { try? undo(folders, planner, to: previous) }
      throw explain(planner.named(error), files: planner.files.map(\.file), isIntact: true)
    }
    if start.hasBegun {
      try reporting { () throws(DiskFailure) in try undo(folders, planner, to: previous) }
    }
    throw .site(plan.diagnostics.sorted())
  }

  /// Writes `content` under the temporary name of `file`, and makes the folder that it is in if that is new and not
  /// `made`.
  private func write(
    _ content: FileBody, to file: StagedFile, after made: MadeFolders
  ) throws(DiskFailure) -> FileStatus {
    let target = "\(root)/\(file.temporary)"
    if file.tree != nil, let home = file.home, !made.contains(home) {
      try makeFolders(above: target)
      made.insert(home)
    }
    return try disk.write(content, to: target)
  }

  /// Makes the folder of `path`, which is in a new tree, and the folders above it; one may be there already.
  private func makeFolders(above path: String) throws(DiskFailure) {
    let folder = String(path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)])
    do throws(DiskFailure) {
      try disk.makeFolder(folder)
    } catch  where error.isAlreadyThere {
      return
    } catch  where error.isNothingThere && folder.count > root.count {
      try makeFolders(above: folder)
      try makeFolders(above: path)
    }
  }

  /// Prepares the first change: writes the journal, and makes the output folder.
  private func makeReady(for plan: WritePlan, after previous: Manifest?) throws(DiskFailure) {
    try state.put(plan.journal(after: previous))
    for stray in plan.strays { try disk.removeTree("\(root)/\(stray)") }
    try makeRoot()
  }

  private func undo(_ plan: WritePlan, _ planner: WritePlanner, to previous: Manifest?) throws(DiskFailure) {
    // A disk that has been taken away may come back with the temporary files: then the journal must name them.
    if planner.survey.root == .ready, try disk.kind(of: root) == nil { return }
    for tree in planner.newTrees { try disk.removeTree("\(root)/\(tree.temporary)") }
    for file in planner.files.indices.map(planner.staged) where file.tree == nil {
      try disk.removeFile("\(root)/\(file.temporary)")
    }
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

  /// Renames the staged files and folders and removes the stale files: pages after what they refer to, those in folders
  /// that were there before after new ones, and removals last.
  func commit(_ plan: WritePlan, _ staged: [StagedFile], in trees: [NewTree]) async throws(WriteError) {
    var hasPages = [Bool](repeating: false, count: trees.count)
    for file in staged { if let tree = file.tree, file.path.isPage { hasPages[tree] = true } }
    let loose = staged.filter { $0.tree == nil }
    do throws(DiskFailure) {
      if plan.isCleared { try removeStale(plan) }
      for folder in plan.blockedFolders where try disk.kind(of: "\(root)/\(folder.text)") == nil {
        try disk.makeFolder("\(root)/\(folder.text)")
      }
      for isPage in [false, true] {
        for (tree, _) in zip(trees, hasPages).filter({ $1 == isPage }) {
          try disk.rename("\(root)/\(tree.temporary)", to: "\(root)/\(tree.path.text)")
        }
        let files = loose.filter { $0.path.isPage == isPage }
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

/// The new folders that are there already, by their indices in the survey.
private final class MadeFolders: Sendable {
  private let made: Mutex<[Bool]>

  init(count: Int) { made = Mutex([Bool](repeating: false, count: count)) }

  func contains(_ folder: Int) -> Bool { made.withLock { $0[folder] } }

  func insert(_ folder: Int) { made.withLock { $0[folder] = true } }
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
