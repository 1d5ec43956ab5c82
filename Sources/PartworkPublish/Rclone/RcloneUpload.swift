import PartworkDiagnostics

/// Sends files to a remote of rclone so that each is whole at every moment, in the way that its kind of store needs.
struct RcloneUpload: Sendable {
  private let rclone: Program
  /// Ends with a slash or colon, so that a path can follow.
  private let remote: String
  /// How files get from the folder for waiting ones to their places; nil where the store shows a file only when it has
  /// all of it, so that none has to wait.
  private var move: RcloneMove?
  /// Whether the store has folders that stay when they are empty, and not just names with slashes.
  let storeHasFolders: Bool

  init(_ rclone: Program, to remote: String, features: RcloneFeatures) {
    self.rclone = rclone
    self.remote = remote
    storeHasFolders = features.canMove
    // A store without moves is one of objects, which appear whole, and so do files where a second one of the same path
    // can lie beside the first. On disks rclone itself renames what has arrived, since 1.63.
    let needsWaiting = features.canMove && !features.keepsDuplicates
    if needsWaiting, features.isWebDAV || features.uploadsByRenaming == nil {
      move = RcloneMove(
        rclone, from: remote + Self.waiting + "/", to: remote, isOldVersion: features.uploadsByRenaming == nil)
    }
  }

  /// The folder for waiting files, in the remote.
  private static let waiting = ".partwork-upload"

  /// Whether the file at `path` in the remote waits to be put in its place.
  func isWaiting(_ path: String) -> Bool { move != nil && path.hasPrefix(Self.waiting + "/") }

  /// What the writer has to know of how files were put in their places; nil if each was in one step.
  var warning: Diagnostic? { move?.warning }

  /// What every run is told: not to wait for a password that nobody types, and to give up in reasonable time.
  static let options = ["--ask-password=false", "--contimeout=20s", "--retries=2", "--low-level-retries=5"]

  /// What a run that sends is told: the comparison has told that these files differ, and size and time must not talk
  /// rclone out of sending them. Its log names each file that has arrived.
  static let sending = ["--ignore-times", "--use-json-log", "-v"] + options

  /// `paths` as rclone reads lists of files.
  static func list(_ paths: [String]) -> [UInt8] { Array(paths.map { $0 + "\n" }.joined().utf8) }

  /// Removes the folder for waiting files, which must be there if files have to wait on this kind of store.
  func clear() async throws {
    if move != nil { try await rclone.run(["purge"] + Self.options + [remote + Self.waiting + "/"]) }
  }

  /// Sends all files of `plan`, pass by pass, and tells `counter` of each that has arrived.
  ///
  /// Where files have to wait, all of them do: a reader then meets the mixture of old and new for the shortest time.
  mutating func send(_ plan: PublishPlan, of output: FinishedOutput, counter: TransferCounter) async throws {
    if plan.files.isEmpty { return }
    guard move != nil else {
      for (pass, files) in plan.passes {
        counter.begin(.sending(pass))
        try await copy(files.map(\.path), from: output.root, to: remote, onSent: counter.sent)
      }
      return
    }
    counter.begin(.uploading)
    try await copy(plan.files.map(\.path), from: output.root, to: remote + Self.waiting + "/", onSent: counter.sent)
    counter.begin(.placing)
    for (_, files) in plan.passes { try await move?.run(files.map(\.path), onMoved: counter.placed) }
    try await clear()
  }

  private func copy(
    _ paths: [String], from source: String, to place: String, onSent: @escaping @Sendable (String) -> Void
  ) async throws {
    try await rclone.run(["copy", "--files-from-raw", "-"] + Self.sending + [source, place], input: Self.list(paths)) {
      line in
      if let path = RcloneLog.arrivedPath(line) { onSent(path) }
    }
  }
}
