import Foundation
import Partwork
import PartworkSupport

/// A folder on this machine: a web server's root, a mounted share, a USB stick.
///
/// The files of a pass are written to a folder inside the target, reach the disk, and are then renamed into place one
/// by one, so that each is whole at every moment, even through a power cut.
struct FolderTarget: PublishingTarget {
  let address: String
  private let site: String
  private let disk = Disk()

  init(_ destination: Located<String>, site: String) {
    address = absolutePath(destination.value, from: site)
    self.site = site
  }

  /// Where files wait to be renamed: inside the target, so that both are on one file system.
  private static let waiting = ".partwork-upload"
  private var path: String { address }
  private var waitingFolder: String { "\(path)/\(Self.waiting)" }

  func publish(
    _ output: FinishedOutput, counter: PublishCounter, approve: @Sendable (PublishPlan) throws -> Bool
  ) async throws -> PublishPlan {
    let exists = try checkLocation(output)
    var lock = exists ? try takeLock() : nil
    defer { extendLifetime(lock) }
    let old = exists ? try FolderContents(of: path, skipping: { $0 == Self.waiting || $0 == ".git" }) : nil
    let plan = try plan(output, from: old?.files ?? [:], counter: counter)
    guard try approve(plan) else { return plan }
    if !exists {
      try makeFolder(path)
      lock = try takeLock()
    }
    // An interrupted publish may have left files waiting.
    try remove(waitingFolder)
    do {
      for (pass, files) in plan.passes {
        counter.begin(.sending(pass), of: plan)
        try makeFolder(waitingFolder)
        try send(files, of: output, counter: counter)
      }
    } catch {
      try? remove(waitingFolder)
      throw error
    }
    try remove(waitingFolder)
    try delete(plan, keeping: output, counter: counter)
    // Those of earlier files, which a publish that was killed may have left too.
    let ours = Set(output.paths.flatMap(folders(above:)))
    for folder in (old?.folders ?? []).sorted(by: >) where !ours.contains(folder) && !PreservedPaths.contains(folder) {
      // Where one was, there may be a file now.
      if try disk.kind(of: "\(path)/\(folder)") == .folder { try disk.removeFolder("\(path)/\(folder)") }
    }
    // In a folder that has been taken away, there is nothing to delete.
    if try disk.kind(of: path, followingLinks: true) == nil { throw DiskFailure.nothing(at: path, to: "write to") }
    return plan
  }

  /// Whether the folder exists.
  ///
  /// - Throws: a `PublishFailure` if it cannot be a target: it is not a folder, the one above it is missing, or
  ///   files of the site are in it.
  private func checkLocation(_ output: FinishedOutput) throws -> Bool {
    let kind = try disk.kind(of: path, followingLinks: true)
    let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    if kind == nil, try disk.kind(of: parent + "/", followingLinks: true) == nil {
      throw PublishFailure(
        "there is no folder `\(parent)` to publish to",
        hint: "create it, or connect the disk that it is on; Partwork creates only the last folder of `path`")
    }
    // A link to a disk that is not connected leads nowhere, and must stay.
    guard try kind == .folder || disk.kind(of: path) == nil else {
      throw PublishFailure("`\(path)` is not a folder", hint: "set `path` to a folder")
    }
    try ProtectedFolders(of: site, output: output).check(path, setBy: "path")
    return kind != nil
  }

  /// Two publishes at once would mix their waiting files.
  private func takeLock() throws -> FileLock { try FileLock(ofTarget: path) }

  private func plan(
    _ output: FinishedOutput, from old: [String: FileStatus], counter: PublishCounter
  ) throws -> PublishPlan {
    var deleted = old
    var changes: [String: FileChange] = [:]
    for file in output.paths {
      try Task.checkCancellation()
      counter.counted()
      guard let status = deleted.removeValue(forKey: file) else {
        changes[file] = .new
        continue
      }
      let isSame =
        try status.kind == .file && status.size == output.sizes[file]
        && disk.file("\(path)/\(file)", ofSize: status.size, holds: .copy(of: "\(output.root)/\(file)"))
      if !isSame { changes[file] = .changed }
    }
    return PublishPlan(changes, deletions: deleted.keys.filter { !PreservedPaths.contains($0) }, of: output)
  }

  private func send(_ files: [PlannedFile], of output: FinishedOutput, counter: PublishCounter) throws {
    let copies = files.indices.map { "\(waitingFolder)/\($0)" }
    for (file, copy) in zip(files, copies) {
      try Task.checkCancellation()
      try disk.write(.copy(of: "\(output.root)/\(file.path)"), to: copy)
      chmod(copy, 0o644)  // Whatever the umask: a web server has to read it.
      counter.counted(bytes: file.size)
    }
    for copy in copies {
      try Task.checkCancellation()
      try disk.flush(copy)
      counter.counted()
    }
    for (file, copy) in zip(files, copies) {
      // What is in the way is removed: the site's tree has changed its shape there.
      for folder in folders(above: file.path) { try makeFolder("\(path)/\(folder)") }
      let place = "\(path)/\(file.path)"
      if try disk.kind(of: place) == .folder { try remove(place) }
      try disk.rename(copy, to: place)
    }
  }

  /// Makes a folder, in the place of the file or link at `folder` if there is one.
  private func makeFolder(_ folder: String) throws {
    let kind = try disk.kind(of: folder)
    if kind == .folder { return }
    if kind != nil { try disk.removeFile(folder) }
    try disk.makeFolder(folder)
    chmod(folder, 0o755)  // Whatever the umask: a web server has to read it.
  }

  /// Removes what is at `path`, if anything; links are not followed.
  private func remove(_ path: String) throws {
    guard try disk.kind(of: path) == .folder else { return try disk.removeFile(path) }
    let contents = try FolderContents(of: path)
    for file in contents.files.keys { try disk.removeFile("\(path)/\(file)") }
    for folder in contents.folders.sorted(by: >) { try disk.removeFolder("\(path)/\(folder)") }
    try disk.removeFolder(path)
  }

  private func delete(_ plan: PublishPlan, keeping output: FinishedOutput, counter: PublishCounter) throws {
    if plan.deletions.isEmpty { return }
    counter.begin(.deleting, of: plan)
    let published = Dictionary(output.paths.map { ($0.caseFolded, $0) }) { first, _ in first }
    for deletion in plan.deletions {
      let old = "\(path)/\(deletion)"
      // What made way for a folder or file of the new tree is already gone.
      guard let status = try FileStatus(of: old), status.kind != .folder else { continue }
      // On a disk that ignores case, the old name and the new one are the same file.
      if let new = published[deletion.caseFolded], try FileStatus(of: "\(path)/\(new)") == status {
        try disk.rename(old, to: "\(path)/\(new)")
        continue
      }
      try disk.removeFile(old)
    }
  }
}

extension FileLock {
  /// Takes the lock on `folder`, a target on this machine: two publishes to it at once would mix their files.
  init(ofTarget folder: String) throws {
    guard let lock = try FileLock(folder: folder) else {
      throw PublishFailure("another publish is sending to `\(folder)`", hint: "wait until it ends, then publish again")
    }
    self = lock
  }
}
