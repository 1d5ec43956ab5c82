import PartworkDiagnostics

/// Sends files to a remote of rclone so that each is whole at every moment, in the way that its kind of store needs.
struct RcloneUpload: Sendable {
  let rclone: Rclone
  /// Ends with a slash or colon, so that a path can follow.
  let remote: String
  /// The folder for waiting files. Its name is new for each publish: on a disk, a link with a known name could lead to
  /// other files, which would be overwritten and deleted.
  let waitingFolder: String
  private static let waiting = ".partwork-upload"
  /// Whether files have to wait; not if the store shows a file only when it is complete.
  private let needsWaiting: Bool
  /// Whether the store has folders that stay when they are empty, and not just names with slashes.
  let storeHasFolders: Bool
  /// Whether rclone is from before 1.63.
  private let isOldVersion: Bool
  /// Whether the store has refused to replace a file.
  var needsDeletion = false

  init(_ rclone: Rclone, to remote: String, features: RcloneFeatures) {
    self.rclone = rclone
    self.remote = remote
    waitingFolder = "\(remote)\(Self.waiting)-\(String(UInt64.random(in: 0 ... .max), radix: 36))/"
    storeHasFolders = features.canMove
    isOldVersion = features.uploadsByRenaming == nil
    // A store without moves is one of objects, which appear whole. So do files if a second one with the same path can
    // exist beside the first. On disks, rclone itself renames what has arrived since version 1.63.
    needsWaiting = features.canMove && !features.keepsDuplicates && (features.isWebDAV || isOldVersion)
  }

  /// Whether the file at `path` in the remote waits to be moved into place.
  func isWaiting(_ path: String) -> Bool { needsWaiting && path.hasPrefix(Self.waiting) }

  /// A warning that files were not replaced in one step, and what helps; nil if all of them were.
  var warning: Diagnostic? {
    if !needsDeletion { return nil }
    return Diagnostic(
      .warning, "each changed file was missing for a moment: this store cannot replace a file in one step", at: nil,
      hint: isOldVersion ? "install rclone 1.63 or later, which replaces files in one step on most such stores" : nil)
  }

  /// Removes what publishes that were interrupted left waiting: those of `paths`, files of the remote, that wait.
  func clear(_ paths: some Collection<String>) async throws {
    let folders = Set(paths.filter(isWaiting).map { $0.prefix { $0 != "/" } })
    for folder in folders.sorted() { try await rclone.run(["purge"], remote + folder) }
  }

  /// Sends all files of `plan`, pass by pass, and reports to `counter` each that has arrived.
  ///
  /// If files have to wait, all of them do: readers then see the mixture of old and new for the shortest time.
  mutating func send(_ plan: PublishPlan, of output: FinishedOutput, counter: PublishCounter) async throws {
    if plan.files.isEmpty { return }
    guard needsWaiting else {
      for (pass, files) in plan.passes {
        counter.begin(.sending(pass), of: plan)
        try await rclone.send(["copy"], from: output.root, to: remote, of: files.map(\.path), onArrival: counter.sent)
      }
      return
    }
    counter.begin(.uploading, of: plan)
    try await rclone.send(
      ["copy"], from: output.root, to: waitingFolder, of: plan.files.map(\.path), onArrival: counter.sent)
    counter.begin(.placing, of: plan)
    for (_, files) in plan.passes { try await place(files.map(\.path), counter: counter) }
    try await rclone.run(["purge"], waitingFolder)
  }
}
