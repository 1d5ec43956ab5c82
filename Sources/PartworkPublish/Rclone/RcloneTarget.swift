import Partwork

/// Any remote of rclone: S3, R2, GCS, Azure, SFTP, WebDAV, FTP and the rest.
struct RcloneTarget: Place {
  private let remote: String
  private let rclone: Program

  init(_ destination: RcloneDestination, site: String, environment: [String: String]) {
    // With a slash at its end, rclone need not ask whether the remote is a file.
    let address = expandingHome(destination.remote.value)
    remote = address.hasSuffix(":") || address.hasSuffix("/") ? address : address + "/"
    rclone = Program(
      name: "rclone", folder: site, environment: environment, secrets: Secrets(in: [destination.remote.value]))
  }

  func publish(
    _ output: FinishedOutput, approve: @Sendable (PublishPlan) throws -> Bool, report: @escaping Report
  ) async throws -> PublishPlan {
    report(PublishProgress(.comparing, totalFiles: output.files.count))
    let upload = RcloneUpload(rclone, to: remote, features: try await features())
    let old = try await filesThere()
    let plan = try await plan(output, from: old.filter { !upload.isWaiting($0.key) }, report: report)
    guard try approve(plan) else { return plan }
    let counter = TransferCounter(plan, report: report)
    if old.keys.contains(where: upload.isWaiting) { try await upload.clear() }
    for (pass, files) in plan.passes {
      counter.begin(.sending(pass))
      try await upload.send(files, of: output, onSent: counter.sent)
    }
    if !plan.files.isEmpty { try await upload.clear() }
    if !plan.deletions.isEmpty {
      counter.begin(.deleting)
      try await rclone.run(
        ["delete", "--files-from-raw", "-"] + RcloneUpload.options + [remote],
        input: RcloneUpload.list(plan.deletions))
      if upload.storeHasFolders { try await removeFolders(emptiedBy: plan, beside: output) }
    }
    return plan
  }

  /// Removes the folders that hold nothing any more: a web server answers 403 for one that is empty, not 404.
  private func removeFolders(emptiedBy plan: PublishPlan, beside output: FinishedOutput) async throws {
    let inUse = Set(output.files.flatMap { Self.folders(above: $0.path) })
    let emptied = Set(plan.deletions.compactMap { Self.folders(above: $0).first { !inUse.contains($0) } })
    for folder in emptied.sorted() {
      // Codes 1 and 3 say that it is not empty after all, or gone already.
      try await rclone.run(["rmdirs"] + RcloneUpload.options + [remote + folder], accepting: [0, 1, 3])
    }
  }

  /// "posts" and "posts/a" for "posts/a/index.html".
  private static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }

  private func features() async throws -> RcloneFeatures {
    try RcloneFeatures(await rclone.run(["backend", "features"] + RcloneUpload.options + [remote]).output)
  }

  /// The files of the remote.
  private func filesThere() async throws -> [String: RcloneListing.File] {
    // Code 3 says that nothing is there: the folder is yet to be made.
    let run = try await rclone.run(Self.listing(remote, hashes: []), accepting: [0, 3])
    if run.status == 3 { return [:] }
    return try RcloneListing(run.output).files
  }

  private func plan(
    _ output: FinishedOutput, from old: [String: RcloneListing.File], report: Report
  ) async throws -> PublishPlan {
    var old = old
    let kinds = Set(old.values.flatMap { $0.hashes.keys })
    let new =
      kinds.isEmpty
      ? [:] : try RcloneListing(await rclone.run(Self.listing(output.root, hashes: kinds.sorted())).output).files
    var files: [PublishPlan.File] = []
    var doubtful: [FinishedOutput.File] = []
    for file in output.files {
      guard let before = old.removeValue(forKey: file.path) else {
        files.append(.init(path: file.path, size: file.size, change: .new))
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
      files: files, deletions: old.keys.filter { !KeptPaths.contains($0) },
      unchangedCount: output.files.count - files.count)
  }

  /// Those of `files` whose bytes differ on the remote, found by reading them there: the remote keeps no checksums.
  private func changed(_ files: [FinishedOutput.File], of output: FinishedOutput, report: Report) async throws
    -> Set<String>
  {
    if files.isEmpty { return [] }
    let run = try await rclone.run(
      ["check", "--download", "--combined", "-", "--files-from-raw", "-"] + RcloneUpload.options
        + [output.root, remote],
      input: RcloneUpload.list(files.map(\.path)), accepting: [0, 1])
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

  private static func listing(_ place: String, hashes: [String]) -> [String] {
    ["lsjson", "--recursive", "--files-only", "--hash", "--no-modtime", "--no-mimetype"]
      + hashes.flatMap { ["--hash-type", $0] } + RcloneUpload.options + [place]
  }
}
