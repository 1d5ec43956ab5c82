/// Sends files to a remote of rclone so that each is whole at every moment, in the way that its kind of store needs.
struct RcloneUpload: Sendable {
  private let rclone: Program
  /// Ends with a slash or colon, so that a path can follow.
  private let remote: String
  private let way: Way
  /// Whether the store has folders that stay when they are empty, and not just names with slashes.
  let storeHasFolders: Bool

  /// How a file gets to its place.
  private enum Way: Sendable {
    /// Straight: the store shows a file when it has all of it.
    case direct
    /// By way of a folder for waiting files, and a copy within the store.
    case copied
    /// By way of the same folder, and a move within the store, one file a run. rclone deletes the old file just before
    /// the move: for that moment there is none.
    case moved
  }

  init(_ rclone: Program, to remote: String, features: RcloneFeatures) {
    self.rclone = rclone
    self.remote = remote
    storeHasFolders = features.canMove
    // A store without moves is one of objects, which appear whole. Since 1.63 rclone itself renames files on the stores
    // that are disks, and replaces files by copies within a store; before that, it did neither.
    way =
      switch (features.canMove, features.canCopy, features.uploadsByRenaming) {
      case (false, _, _), (_, _, true?): .direct
      case (true, true, false?): .copied
      default: .moved
      }
  }

  /// The folder for waiting files, in the remote.
  private static let waiting = ".partwork-upload"

  /// Whether the file at `path` in the remote waits to be put in its place.
  func isWaiting(_ path: String) -> Bool { way != .direct && path.hasPrefix(Self.waiting + "/") }

  /// What every run is told: not to wait for a password that nobody types, and to give up in reasonable time.
  static let options = ["--ask-password=false", "--contimeout=20s", "--retries=2", "--low-level-retries=5"]

  /// `paths` as rclone reads lists of files.
  static func list(_ paths: [String]) -> [UInt8] { Array(paths.map { $0 + "\n" }.joined().utf8) }

  /// Removes the folder for waiting files, which must be there if files have to wait on this kind of store.
  func clear() async throws {
    if way == .direct { return }
    try await rclone.run(["purge"] + Self.options + [waitingRemote])
  }

  /// Sends `files` of `output`, in any order; calls `onSent` with the path of each that has arrived.
  func send(
    _ files: [PublishPlan.File], of output: FinishedOutput, onSent: @escaping @Sendable (String) -> Void
  ) async throws {
    let paths = files.map(\.path)
    switch way {
    case .direct: try await copy(paths, from: output.root, to: remote, onSent: onSent)
    case .copied:
      try await copy(paths, from: output.root, to: waitingRemote) { _ in }
      try await copy(paths, from: waitingRemote, to: remote, onSent: onSent)
    case .moved:
      try await copy(paths, from: output.root, to: waitingRemote) { _ in }
      try await move(paths, onSent: onSent)
    }
  }

  private func copy(
    _ paths: [String], from source: String, to place: String, onSent: @escaping @Sendable (String) -> Void
  ) async throws {
    // The comparison has told that these differ; size and time must not talk rclone out of sending them.
    try await rclone.run(
      ["copy", "--ignore-times", "--files-from-raw", "-", "--use-json-log", "-v"] + Self.options + [source, place],
      input: Self.list(paths)
    ) { line in
      if let path = RcloneLog.copiedPath(line) { onSent(path) }
    }
  }

  private func move(_ paths: [String], onSent: @escaping @Sendable (String) -> Void) async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      var waiting = paths[...]
      var running = 0
      while running > 0 || !waiting.isEmpty {
        if running < 4, let path = waiting.popFirst() {
          group.addTask {
            try await rclone.run(
              ["moveto", "--ignore-times"] + Self.options + [waitingRemote + path, remote + path])
            return path
          }
          running += 1
        } else if let path = try await group.next() {
          running -= 1
          onSent(path)
        }
      }
    }
  }

  private var waitingRemote: String { remote + Self.waiting + "/" }
}
