import PartworkDiagnostics
import Synchronization

/// Puts files that have arrived in a folder for waiting ones in their places, by moves within the store.
///
/// Left to itself, rclone deletes an old file just before it moves the new one to its place: for that moment there is
/// none. So it is kept from looking at what is there, and the store replaces the old file by the new one.
struct RcloneMove: Sendable {
  private let rclone: Program
  /// Both end with a slash or colon.
  private let source: String
  private let place: String
  private let isOldVersion: Bool
  /// Whether the store has refused to replace a file.
  private var needsDeletion = false

  /// - Parameter isOldVersion: whether rclone is from before 1.63.
  init(_ rclone: Program, from source: String, to place: String, isOldVersion: Bool) {
    self.rclone = rclone
    self.source = source
    self.place = place
    self.isOldVersion = isOldVersion
  }

  /// That files were not replaced in one step, and what mends it; nil if all were.
  var warning: Diagnostic? {
    if !needsDeletion { return nil }
    return Diagnostic(
      .warning, "each changed file was away for a moment: this store does not replace a file in one step", at: nil,
      hint: isOldVersion ? "rclone 1.63 or later replaces files in one step on most such stores: install it" : nil)
  }

  /// Moves the files at `paths`, in any order; calls `onMoved` with each that is in its place.
  ///
  /// - Throws: a `PublishFailure`.
  mutating func run(_ paths: [String], onMoved: @escaping @Sendable (String) -> Void) async throws {
    let mover = self
    var batches = Batch.all(of: paths)
    if !needsDeletion {
      batches = try await each(of: batches) { try await mover.replaced($0, onMoved: onMoved) }.compactMap(\.self)
      needsDeletion = !batches.isEmpty
    }
    _ = try await each(of: batches) { try await mover.move($0, onMoved: onMoved) }
  }
}

extension RcloneMove {
  /// Files that one run moves: all those below one of the folders at the top, or a single one at the top itself. rclone
  /// does not move many from a folder to one that holds it.
  private struct Batch {
    /// Empty, or ends with a slash.
    var folder: String
    var names: [String]

    static func all(of paths: [String]) -> [Batch] {
      var folders: [String: [String]] = [:]
      var batches: [Batch] = []
      for path in paths {
        if let slash = path.firstIndex(of: "/") {
          folders[String(path[...slash]), default: []].append(String(path[path.index(after: slash)...]))
        } else {
          batches.append(Batch(folder: "", names: [path]))
        }
      }
      return folders.sorted { $0.key < $1.key }.map { Batch(folder: $0, names: $1) } + batches
    }
  }

  /// The results of `work` on each batch, a few at a time: most of a run goes by in waiting for the store.
  private func each<Result: Sendable>(
    of batches: [Batch], _ work: @escaping @Sendable (Batch) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: Result.self) { group in
      var results: [Result] = []
      for (index, batch) in batches.enumerated() {
        if index >= Self.runsAtOnce, let result = try await group.next() { results.append(result) }
        group.addTask { try await work(batch) }
      }
      for try await result in group { results.append(result) }
      return results
    }
  }

  private static let runsAtOnce = 4

  /// Has the store replace old files by new ones.
  ///
  /// - Returns: what it refused, to be moved to places that are free; nil if it refused nothing.
  private func replaced(_ batch: Batch, onMoved: @escaping @Sendable (String) -> Void) async throws -> Batch? {
    let arrived = Mutex<Set<String>>([])
    // Before 1.63, rclone tells a WebDAV server not to overwrite, unless it is told to say otherwise (RFC 4918, 10.6).
    let options = ["--no-check-dest", "--header", "Overwrite: T", "--retries=1"]
    let run = try await move(batch, by: options, accepting: Set(0...9)) { path in
      arrived.withLock { _ = $0.insert(path) }
      onMoved(path)
    }
    if run.status == 0 { return nil }
    // Anything else, such as a full disk or a lost network, might keep the new file away once the old one is deleted.
    guard run.lastLines.contains(where: Self.isRefusal),
      FailureReason.find(program: rclone.name, in: run.lastLines) == nil
    else { throw rclone.failure(of: run) }
    let left = arrived.withLock { arrived in batch.names.filter { !arrived.contains(batch.folder + $0) } }
    return left.isEmpty ? nil : Batch(folder: batch.folder, names: left)
  }

  /// Whether `line` says that there is a file already: in the words of SFTP, of WebDAV, of FTP, and of most others.
  private static func isRefusal(_ line: String) -> Bool {
    ["SSH_FX_FAILURE", "412 Precondition Failed", "550 ", "553 ", "exists", "conflict"].contains(where: line.contains)
  }

  @discardableResult
  private func move(
    _ batch: Batch, by options: [String] = [], accepting accepted: Set<Int32> = [0],
    onMoved: @escaping @Sendable (String) -> Void
  ) async throws -> Program.Run {
    let onLine: @Sendable (String) -> Void = { line in
      if let name = RcloneLog.arrivedPath(line) { onMoved(batch.folder + name) }
    }
    if batch.folder.isEmpty {
      let name = batch.names[0]
      return try await rclone.run(
        ["moveto"] + RcloneUpload.sending + options + [source + name, place + name], accepting: accepted, onLine: onLine
      )
    }
    return try await rclone.run(
      ["move", "--files-from-raw", "-"] + RcloneUpload.sending + options + [
        source + batch.folder, place + batch.folder,
      ],
      input: RcloneUpload.list(batch.names), accepting: accepted, onLine: onLine)
  }
}
