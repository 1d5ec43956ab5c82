import Partwork
import PartworkSupport

/// Any remote of rclone: S3, R2, GCS, Azure, SFTP, WebDAV, FTP and the rest.
struct RcloneTarget: PublishingTarget {
  /// Ends with a slash or colon, so that a path can follow. It also saves rclone asking whether the remote is a file.
  let address: String
  private let site: String
  private let rclone: Rclone

  init(_ destination: Located<String>, site: String, environment: [String: String]) {
    let remote = expandingHome(destination.value)
    address = remote.hasSuffix(":") || remote.hasSuffix("/") ? remote : remote + "/"
    self.site = site
    rclone = Rclone(destination, site: site, environment: environment)
  }

  func publish(
    _ output: FinishedOutput, counter: PublishCounter, approve: @Sendable (PublishPlan) throws -> Bool
  ) async throws -> PublishPlan {
    let features = try await rclone.features(of: address)
    if let path = features.localPath {
      try ProtectedFolders(of: site, output: output).check(absolutePath(path, from: site), setBy: "remote")
    }
    var upload = RcloneUpload(rclone, to: address, features: features)
    let old = try await rclone.files(in: address, options: features.hashesSlowly ? [] : ["--hash"])
    // Some WebDAV servers do not list names that begin with a dot.
    var plan = try await plan(
      output, from: old.filter { !upload.isWaiting($0.key) }, hidesNames: features.isWebDAV, counter: counter)
    guard try approve(plan) else { return plan }
    try await upload.clear(old.keys)
    let obstacles = upload.storeHasFolders ? plan.obstacles : []
    try await clear(obstacles, for: plan)
    try await upload.send(plan, of: output, counter: counter)
    plan.warnings = [upload.warning].compactMap(\.self)
    if !plan.deletions.isEmpty {
      counter.begin(.deleting, of: plan)
      try await delete(plan.deletions.filter { !obstacles.contains($0) })
      if upload.storeHasFolders { try await removeFolders(emptiedBy: plan, keeping: output) }
    }
    return plan
  }

  /// Deletes what is in the way where the plan needs a folder or a file: the site's tree has changed its shape there.
  private func clear(_ obstacles: Set<String>, for plan: PublishPlan) async throws {
    try await delete(obstacles.sorted())
    for file in plan.files where obstacles.contains(where: { $0.hasPrefix(file.path + "/") }) {
      try await rclone.run(["rmdirs"], address + file.path)
    }
  }

  private func delete(_ paths: [String]) async throws {
    if !paths.isEmpty { try await rclone.run(["delete"], address, of: paths) }
  }

  /// Removes the folders that hold nothing any more: for an empty one, a web server answers 403 instead of 404.
  private func removeFolders(emptiedBy plan: PublishPlan, keeping output: FinishedOutput) async throws {
    let inUse = Set(output.paths.flatMap { folders(above: $0) + [$0] })
    let emptied = Set(plan.deletions.compactMap { folders(above: $0).first { !inUse.contains($0) } })
    for folder in emptied.sorted() {
      // Codes 1 and 3 say that it is not empty after all, or gone already.
      try await rclone.run(["rmdirs"], address + folder, accepting: [0, 1, 3])
    }
  }

  private func plan(
    _ output: FinishedOutput, from old: [String: RcloneFile], hidesNames: Bool, counter: PublishCounter
  ) async throws -> PublishPlan {
    let kinds = Set(old.values.flatMap(\.checksums.keys)).sorted()
    let hashing = ["--hash"] + kinds.flatMap { ["--hash-type", $0] }
    let new = kinds.isEmpty ? [:] : try await rclone.files(in: output.root, options: hashing)
    var changes: [String: FileChange] = [:]
    var doubtful: [String] = []
    for path in output.paths {
      guard let before = old[path] else {
        let mayBeThere = hidesNames && (path.hasPrefix(".") || path.contains("/."))
        changes[path] = mayBeThere ? try await unlistedChange(of: path, in: output) : .new
        counter.counted()
        continue
      }
      switch before.size == output.sizes[path] ? before.isSame(as: new[path]) : false {
      case true?: counter.counted()
      case false?:
        counter.counted()
        changes[path] = .changed
      case nil: doubtful.append(path)
      }
    }
    for path in try await changed(doubtful, of: output, counter: counter) { changes[path] = .changed }
    let deletions = old.keys.filter { output.sizes[$0] == nil && !PreservedPaths.contains($0) }
    return PublishPlan(changes, deletions: Array(deletions), of: output)
  }

  /// The change of a file that the remote does not list but may hold; nil if it holds the same bytes.
  private func unlistedChange(of path: String, in output: FinishedOutput) async throws -> FileChange? {
    let run = try await rclone.run(["cat"], address + path, accepting: Set(0...9))
    if run.status != 0 { return .new }
    return try run.output == readBytes("\(output.root)/\(path)") ? nil : .changed
  }

  /// Those of `files` whose bytes differ on the remote, found by reading them there: it keeps no checksums.
  private func changed(
    _ files: [String], of output: FinishedOutput, counter: PublishCounter
  ) async throws -> Set<String> {
    if files.isEmpty { return [] }
    let check = ["check", "--download", "--combined", "-"]
    let run = try await rclone.run(check, output.root, address, of: files, accepting: [0, 1]) { line in
      if line.hasPrefix("= ") || line.hasPrefix("* ") { counter.counted() }
    }
    let lines = run.text.split(separator: "\n")
    func paths(marked marks: String...) -> Set<String> {
      Set(lines.filter { marks.contains(where: $0.hasPrefix) }.map { String($0.dropFirst(2)) })
    }
    let changed = paths(marked: "* ", "+ ")
    guard changed.union(paths(marked: "= ")).isSuperset(of: files) else { throw rclone.program.failure(of: run) }
    return changed
  }
}

extension PublishPlan {
  /// The deletions that a store with folders must do before it can take the files.
  fileprivate var obstacles: Set<String> {
    let paths = Set(files.map(\.path))
    let needed = Set(files.flatMap { folders(above: $0.path) })
    return Set(deletions.filter { needed.contains($0) || folders(above: $0).contains(where: paths.contains) })
  }
}
