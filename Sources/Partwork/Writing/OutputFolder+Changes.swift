import PartworkSupport
internal import PartworkDiagnostics

/// The two steps that change the output folder. The first can fail and be undone; the second only renames and removes.
extension OutputFolder {
  /// Writes every changed file under its temporary name, or leaves the folder as it was.
  func stage(_ plan: WritePlan, after previous: Manifest?) async throws(WriteError) {
    do throws(DiskFailure) {
      try state.put(plan.journal(after: previous))
      for stray in plan.strays { try disk.removeFile("\(root)/\(stray)") }
      try makeRoot()
      for folder in plan.newFolders { try disk.makeFolder("\(root)/\(folder.text)") }
      _ = try await parallelMap(plan.changes.count) { index throws(DiskFailure) in
        try disk.write(plan.changes[index].file.content, to: "\(root)/\(plan.changes[index].temporary)")
      }
      try state.stage(plan.next)
    } catch {
      // With the disk failing, undoing may fail too; then the journal stays, and the next build does it.
      try? unstage(plan, to: previous)
      throw explain(error, files: plan.changes.map(\.file), isIntact: true)
    }
  }

  private func unstage(_ plan: WritePlan, to previous: Manifest?) throws(DiskFailure) {
    for change in plan.changes { try disk.removeFile("\(root)/\(change.temporary)") }
    for folder in plan.newFolders.reversed() { try disk.removeFolder("\(root)/\(folder.text)") }
    try state.dropNext()
    try state.put(previous)
  }

  /// Makes the output folder and those that it lies in.
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
  func commit(_ plan: WritePlan) throws(WriteError) {
    try reporting(plan.changes.map(\.file), isIntact: false) { () throws(DiskFailure) in
      if plan.isCleared { try removeStale(plan) }
      for folder in plan.blockedFolders where try disk.kind(of: "\(root)/\(folder.text)") == nil {
        try disk.makeFolder("\(root)/\(folder.text)")
      }
      for isPage in [false, true] {
        for change in plan.changes where change.path.text.hasSuffix(".html") == isPage {
          try disk.rename("\(root)/\(change.temporary)", to: "\(root)/\(change.path.text)")
        }
      }
      if !plan.isCleared { try removeStale(plan) }
      try state.takeNext()
    }
  }

  private func removeStale(_ plan: WritePlan) throws(DiskFailure) {
    for path in plan.stale { try disk.removeFile("\(root)/\(path.text)") }
    for folder in plan.emptied { try disk.removeFolder("\(root)/\(folder.text)") }
  }
}
