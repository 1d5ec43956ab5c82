import Foundation
import Partwork
import Synchronization

/// Any remote of rclone: S3, R2, GCS, Azure, SFTP, WebDAV, FTP and the rest.
struct RcloneTarget: Place {
  private let remote: String
  private let rclone: Program

  init(_ destination: RcloneDestination, site: String, environment: [String: String]) {
    // With a slash at its end, rclone need not ask whether the remote is a file.
    let address = expandingHome(destination.remote.value)
    remote = address.hasSuffix(":") || address.hasSuffix("/") ? address : address + "/"
    rclone = Program(
      name: "rclone", folder: site, environment: environment, secrets: Secrets(in: [destination.remote.value]),
      readable: RcloneLog.text)
  }

  func publish(
    _ output: FinishedOutput, approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping Report
  ) async throws -> PublishPlan {
    report(PublishProgress(.comparing, totalFiles: output.files.count))
    let features = try await features()
    var upload = RcloneUpload(rclone, to: remote, features: features)
    let old = try await filesThere(hashing: !features.hashesSlowly)
    // Some WebDAV servers do not list names that begin with a dot.
    var plan = try await plan(
      output, from: old.filter { !upload.isWaiting($0.key) }, hidesNames: features.isWebDAV, report: report)
    guard try approve(plan) else { return plan }
    let counter = TransferCounter(plan, report: report)
    if old.keys.contains(where: upload.isWaiting) { try await upload.clear() }
    let obstacles = upload.storeHasFolders ? plan.obstacles : []
    try await clear(obstacles, for: plan)
    try await upload.send(plan, of: output, counter: counter)
    plan.warnings = [upload.warning].compactMap(\.self)
    if !plan.deletions.isEmpty {
      counter.begin(.deleting)
      try await delete(plan.deletions.filter { !obstacles.contains($0) })
      if upload.storeHasFolders { try await removeFolders(emptiedBy: plan, beside: output) }
    }
    return plan
  }

  /// Deletes what stands where the plan needs a folder, or a file: the site's tree has changed its shape there.
  private func clear(_ obstacles: Set<String>, for plan: PublishPlan) async throws {
    if obstacles.isEmpty { return }
    try await delete(obstacles.sorted())
    for file in plan.files where obstacles.contains(where: { $0.hasPrefix(file.path + "/") }) {
      try await rclone.run(["rmdirs"] + RcloneUpload.options + [remote + file.path])
    }
  }

  private func delete(_ paths: [String]) async throws {
    if paths.isEmpty { return }
    try await rclone.run(
      ["delete", "--files-from-raw", "-"] + RcloneUpload.options + [remote], input: RcloneUpload.list(paths))
  }

  /// Removes the folders that hold nothing any more: a web server answers 403 for one that is empty, not 404.
  private func removeFolders(emptiedBy plan: PublishPlan, beside output: FinishedOutput) async throws {
    // A place that is a file now is no folder to remove either.
    let inUse = Set(output.files.flatMap { folders(above: $0.path) + [$0.path] })
    let emptied = Set(plan.deletions.compactMap { folders(above: $0).first { !inUse.contains($0) } })
    for folder in emptied.sorted() {
      // Codes 1 and 3 say that it is not empty after all, or gone already.
      try await rclone.run(["rmdirs"] + RcloneUpload.options + [remote + folder], accepting: [0, 1, 3])
    }
  }

  private func features() async throws -> RcloneFeatures {
    try RcloneFeatures(await rclone.run(["backend", "features"] + RcloneUpload.options + [remote]).output)
  }

  /// The files of the remote, with checksums where the store keeps them.
  private func filesThere(hashing: Bool) async throws -> [String: RcloneListing.File] {
    // Code 3 says that nothing is there: the folder is yet to be made.
    let run = try await rclone.run(Self.listing(remote, options: hashing ? ["--hash"] : []), accepting: [0, 3])
    if run.status == 3 { return [:] }
    return try RcloneListing(run.output).files
  }

  private func plan(
    _ output: FinishedOutput, from old: [String: RcloneListing.File], hidesNames: Bool, report: @escaping Report
  ) async throws -> PublishPlan {
    var old = old
    let kinds = Set(old.values.flatMap { $0.hashes.keys })
    let hashing = ["--hash"] + kinds.sorted().flatMap { ["--hash-type", $0] }
    let new =
      kinds.isEmpty
      ? [:] : try RcloneListing(await rclone.run(Self.listing(output.root, options: hashing)).output).files
    var files: [PublishPlan.File] = []
    var doubtful: [FinishedOutput.File] = []
    for file in output.files {
      guard let before = old.removeValue(forKey: file.path) else {
        let change = hidesNames && file.isHidden ? try await unlistedChange(of: file, in: output) : .new
        if let change { files.append(.init(path: file.path, size: file.size, change: change)) }
        continue
      }
      switch before.size == file.size ? before.isSame(as: new[file.path]) : false {
      case true?: break
      case false?: files.append(.init(path: file.path, size: file.size, change: .changed))
      case nil: doubtful.append(file)
      }
    }
    let changed = try await changed(doubtful, of: output, report: report)
    files += doubtful.filter { changed.contains($0.path) }.map { .init(path: $0.path, size: $0.size, change: .changed) }
    return PublishPlan(
      files: files, deletions: old.keys.filter { !PreservedPaths.contains($0) },
      unchangedCount: output.files.count - files.count)
  }

  /// How a file that the remote does not list differs from what is there all the same; nil if it is the same.
  private func unlistedChange(
    of file: FinishedOutput.File, in output: FinishedOutput
  ) async throws -> PublishPlan.Change? {
    let run = try await rclone.run(["cat"] + RcloneUpload.options + [remote + file.path], accepting: Set(0...9))
    if run.status != 0 { return .new }
    return run.output == FileManager.default.contents(atPath: output.root + "/" + file.path).map(Array.init)
      ? nil : .changed
  }

  /// Those of `files` whose bytes differ on the remote, found by reading them there: the remote keeps no checksums.
  private func changed(
    _ files: [FinishedOutput.File], of output: FinishedOutput, report: @escaping Report
  ) async throws -> Set<String> {
    if files.isEmpty { return [] }
    let compared = Mutex(output.files.count - files.count)
    let run = try await rclone.run(
      ["check", "--download", "--combined", "-", "--files-from-raw", "-"] + RcloneUpload.options
        + [output.root, remote],
      input: RcloneUpload.list(files.map(\.path)), accepting: [0, 1]
    ) { line in
      guard line.hasPrefix("= ") || line.hasPrefix("* ") else { return }
      let count = compared.withLock { count in
        count += 1
        return count
      }
      report(PublishProgress(.comparing, files: count, totalFiles: output.files.count))
    }
    var same: Set<String> = []
    var changed: Set<String> = []
    for line in String(decoding: run.output, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("= ") { same.insert(String(line.dropFirst(2))) }
      if line.hasPrefix("* ") || line.hasPrefix("+ ") { changed.insert(String(line.dropFirst(2))) }
    }
    guard files.allSatisfy({ same.contains($0.path) || changed.contains($0.path) }) else {
      throw rclone.failure(of: run)
    }
    return changed
  }

  private static func listing(_ place: String, options: [String]) -> [String] {
    ["lsjson", "--recursive", "--files-only", "--no-modtime", "--no-mimetype"] + options + RcloneUpload.options + [
      place
    ]
  }
}

extension FinishedOutput.File {
  /// Whether its name, or that of a folder above it, begins with a dot.
  fileprivate var isHidden: Bool { path.hasPrefix(".") || path.contains("/.") }
}

extension PublishPlan {
  /// Those of the deletions that a store with folders must do before it can take the files.
  fileprivate var obstacles: Set<String> {
    let paths = Set(files.map(\.path))
    let needed = Set(files.flatMap { folders(above: $0.path) })
    return Set(deletions.filter { needed.contains($0) || folders(above: $0).contains(where: paths.contains) })
  }
}

/// "posts" and "posts/a" for "posts/a/index.html".
private func folders(above path: String) -> [String] {
  path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
}
