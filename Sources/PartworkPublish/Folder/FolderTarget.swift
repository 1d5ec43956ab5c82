import PartworkSupport
import Foundation
import Partwork

/// A folder of this machine: a web server's root, a mounted share, a USB stick.
///
/// The files of a pass are written to a folder beside the site, reach the disk, and are then renamed into place one by
/// one, so that each is whole at every moment, a power cut included.
struct FolderTarget: Place {
  private let path: String
  private let site: String

  init(_ destination: FolderDestination, site: String) {
    path = absolutePath(destination.path.value, from: site)
    self.site = site
  }

  /// Where files wait to be renamed: below the target, so that both are on one file system.
  private static let waiting = ".partwork-upload"

  func publish(
    _ output: FinishedOutput, approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping Report
  ) async throws -> PublishPlan {
    report(PublishProgress(.comparing, totalFiles: output.files.count))
    let exists = try checkPlace(output)
    let tree = exists ? try FileTree(of: path, skipping: { $0 == Self.waiting || $0 == ".git" }) : nil
    let plan = try plan(output, tree, report: report)
    guard try approve(plan) else { return plan }
    try makeFolder(path)
    let waitingFolder = path + "/" + Self.waiting
    try removeWaiting(waitingFolder)
    do {
      var progress = PublishProgress(.comparing, totalFiles: plan.files.count, totalBytes: plan.byteCount)
      for (pass, files) in plan.passes {
        progress.step = .sending(pass)
        try makeFolder(waitingFolder)
        try send(files, of: output, by: waitingFolder, progress: &progress, report: report)
      }
    } catch {
      try? removeWaiting(waitingFolder)
      throw error
    }
    try removeWaiting(waitingFolder)
    try delete(plan.deletions, beside: output, report: report)
    return plan
  }

  /// Whether the folder exists.
  ///
  /// - Throws: a `PublishFailure` if it cannot be a target: it is no folder, the one above it is missing, or it holds
  ///   the site or the output itself.
  private func checkPlace(_ output: FinishedOutput) throws -> Bool {
    let names = path.split(separator: "/")
    let parent = "/" + names.dropLast().joined(separator: "/")
    guard let place = realPath(path) ?? realPath(parent).map({ "\($0)/\(names.last ?? "")" }) else {
      throw PublishFailure(
        "there is no folder `\(parent)` to publish to",
        hint: "make it, or connect the disk that it is on; Partwork makes only the last folder of `path`")
    }
    for (name, folder) in [("site", site), ("output folder", output.root)] {
      guard let inner = realPath(folder) else { continue }
      if inner == place || place == "/" || inner.hasPrefix(place + "/") {
        throw PublishFailure(
          "`\(path)` holds the \(name) itself", hint: "set `path` to a folder that is for the published site alone")
      }
    }
    if let root = realPath(output.root), place.hasPrefix(root + "/") {
      throw PublishFailure(
        "`\(path)` is in the output folder", hint: "set `path` to a folder that is for the published site alone")
    }
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw PublishFailure("`\(path)` is a file, not a folder", hint: "set `path` to a folder")
    }
    return true
  }

  private func plan(_ output: FinishedOutput, _ tree: FileTree?, report: Report) throws -> PublishPlan {
    var files: [PublishPlan.File] = []
    var remaining = tree?.entries ?? [:]
    for (index, file) in output.files.enumerated() {
      if index.isMultiple(of: 50) {
        report(PublishProgress(.comparing, files: index, totalFiles: output.files.count))
      }
      guard let old = remaining.removeValue(forKey: file.path) else {
        files.append(.init(path: file.path, size: file.size, change: .new))
        continue
      }
      if old.kind == .file, old.size == file.size,
        try sameBytes(output.root + "/" + file.path, path + "/" + file.path)
      {
        continue
      }
      files.append(.init(path: file.path, size: file.size, change: .changed))
    }
    return PublishPlan(
      files: files, deletions: remaining.keys.filter { !PreservedPaths.contains($0) },
      unchangedCount: output.files.count - files.count)
  }

  private func send(
    _ files: [PublishPlan.File], of output: FinishedOutput, by waiting: String, progress: inout PublishProgress,
    report: Report
  ) throws {
    for (index, file) in files.enumerated() {
      try Task.checkCancellation()
      try copyFile(output.root + "/" + file.path, to: "\(waiting)/\(index)")
      progress.bytes += file.size
      report(progress)
    }
    // All at once: the disk then orders what it writes, where a flush for each file takes it seconds.
    for index in files.indices {
      try Task.checkCancellation()
      try flush("\(waiting)/\(index)")
      progress.files += 1
      report(progress)
    }
    for (index, file) in files.enumerated() {
      try makeRoom(for: file.path)
      let place = path + "/" + file.path
      guard rename("\(waiting)/\(index)", place) == 0 else { throw PublishFailure.disk("cannot be written", place) }
    }
  }

  /// Makes the folders above `file`, and removes a link, file or folder that stands where one of them or `file`
  /// itself belongs: the site's tree has changed its shape there.
  private func makeRoom(for file: String) throws {
    let names = file.split(separator: "/")
    var folder = path
    for name in names.dropLast() {
      folder += "/" + name
      try makeFolder(folder)
    }
    let old = path + "/" + file
    guard isFolder(old) else { return }
    let tree = try FileTree(of: old)
    for entry in tree.entries.keys { unlink(old + "/" + entry) }
    for inner in tree.folders.sorted(by: >) { rmdir(old + "/" + inner) }
    guard rmdir(old) == 0 else { throw PublishFailure.disk("cannot be replaced by a file", old) }
  }

  private func makeFolder(_ folder: String) throws {
    var status = stat()
    if lstat(folder, &status) == 0, folder != path {
      if status.st_mode & S_IFMT == S_IFDIR { return }
      guard unlink(folder) == 0 else { throw PublishFailure.disk("cannot be replaced by a folder", folder) }
    }
    if mkdir(folder, 0o755) == 0 {
      chmod(folder, 0o755)  // Whatever the umask: a web server has to read it.
    } else if errno != EEXIST {
      throw PublishFailure.disk("cannot be made", folder)
    }
  }

  private func delete(_ deletions: [String], beside output: FinishedOutput, report: Report) throws {
    let published = Dictionary(output.files.map { ($0.path.lowercased(), $0.path) }) { first, _ in first }
    for (index, deletion) in deletions.enumerated() {
      report(PublishProgress(.deleting, files: index, totalFiles: deletions.count))
      let old = path + "/" + deletion
      // On a disk that ignores case, the old name and the new one are the same file.
      if let new = published[deletion.lowercased()], isSameFile(old, path + "/" + new) {
        guard rename(old, path + "/" + new) == 0 else { throw PublishFailure.disk("cannot be renamed", old) }
        continue
      }
      // What has given way to a folder or a file of the new tree is gone already.
      guard unlink(old) == 0 || errno == ENOENT || errno == ENOTDIR || isFolder(old) else {
        throw PublishFailure.disk("cannot be deleted", old)
      }
      var folders = deletion.split(separator: "/").dropLast()
      // A folder that still holds something stays, and so do those above it.
      while !folders.isEmpty, rmdir(path + "/" + folders.joined(separator: "/")) == 0 { folders.removeLast() }
    }
  }

  /// Removes what an interrupted publish left waiting.
  private func removeWaiting(_ folder: String) throws {
    var status = stat()
    guard lstat(folder, &status) == 0 else { return }
    for name in try FileTree(of: folder).entries.keys { unlink(folder + "/" + name) }
    guard rmdir(folder) == 0 else { throw PublishFailure.disk("cannot be removed", folder) }
  }
}
