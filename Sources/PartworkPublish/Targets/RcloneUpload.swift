import PartworkDiagnostics

/// Sends files to a remote of rclone so that each is whole at every moment, in the way that its kind of store needs.
struct RcloneUpload: Sendable {
  private let rclone: Rclone
  private let remote: String
  /// The folder for waiting files.
  private let waiting: String
  /// How files get from the folder for waiting files to their places; nil if the store shows a file only when it is
  /// complete, so that none has to wait.
  private var move: RcloneMove?
  /// Whether the store has folders that stay when they are empty, and not just names with slashes.
  let storeHasFolders: Bool

  /// - Parameter remote: ends with a slash or colon, so that a path can follow.
  init(_ rclone: Rclone, to remote: String, features: RcloneFeatures) {
    self.rclone = rclone
    self.remote = remote
    waiting = remote + Self.waitingName
    storeHasFolders = features.canMove
    // A store without moves is one of objects, which appear whole. So do files if a second one with the same path can
    // exist beside the first. On disks, rclone itself renames what has arrived since version 1.63.
    let needsWaiting = features.canMove && !features.keepsDuplicates
    let isOldVersion = features.uploadsByRenaming == nil
    if needsWaiting, features.isWebDAV || isOldVersion {
      move = RcloneMove(rclone, from: waiting, to: remote, isOldVersion: isOldVersion)
    }
  }

  private static let waitingName = ".partwork-upload/"

  /// Whether the file at `path` in the remote waits to be moved into place.
  func isWaiting(_ path: String) -> Bool { move != nil && path.hasPrefix(Self.waitingName) }

  /// What the writer has to know about how files were moved into place; nil if each was in one step.
  var warning: Diagnostic? { move?.warning }

  /// Removes the folder for waiting files, which must be there if files have to wait on this kind of store.
  func clear() async throws {
    if move != nil { try await rclone.run(["purge"], waiting) }
  }

  /// Sends all files of `plan`, pass by pass, and reports to `counter` each that has arrived.
  ///
  /// If files have to wait, all of them do: readers then see the mixture of old and new for the shortest time.
  mutating func send(_ plan: PublishPlan, of output: FinishedOutput, counter: TransferCounter) async throws {
    if plan.files.isEmpty { return }
    guard move != nil else {
      for (pass, files) in plan.passes {
        counter.begin(.sending(pass))
        try await rclone.send(
          ["copy"], from: output.root, to: remote, of: files.map(\.path), onArrival: counter.sent)
      }
      return
    }
    counter.begin(.uploading)
    try await rclone.send(
      ["copy"], from: output.root, to: waiting, of: plan.files.map(\.path), onArrival: counter.sent)
    counter.begin(.placing)
    for (_, files) in plan.passes { try await move?.run(files.map(\.path), onMoved: counter.placed) }
    try await clear()
  }
}
