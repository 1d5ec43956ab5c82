import PartworkDiagnostics
import Synchronization

/// Moves files from the folder for waiting files into place, within the store.
///
/// By default, rclone deletes an old file just before it moves the new one into place, so for a moment there is none.
/// Therefore it is kept from looking at what is there, and the store replaces the old file with the new one.
struct RcloneMove: Sendable {
  private let rclone: Rclone
  /// Both end with a slash or colon.
  private let source: String
  private let place: String
  private let isOldVersion: Bool
  /// Whether the store has refused to replace a file.
  private var needsDeletion = false

  /// - Parameter isOldVersion: whether rclone is from before 1.63.
  init(_ rclone: Rclone, from source: String, to place: String, isOldVersion: Bool) {
    self.rclone = rclone
    self.source = source
    self.place = place
    self.isOldVersion = isOldVersion
  }

  /// That files were not replaced in one step, and what helps; nil if all were.
  var warning: Diagnostic? {
    if !needsDeletion { return nil }
    return Diagnostic(
      .warning, "each changed file was missing for a moment: this store cannot replace a file in one step", at: nil,
      hint: isOldVersion ? "install rclone 1.63 or later, which replaces files in one step on most such stores" : nil)
  }

  /// Moves the files at `paths`, in any order; calls `onMoved` with each that is in place.
  ///
  /// - Throws: a `PublishFailure`.
  mutating func run(_ paths: [String], onMoved: @escaping @Sendable (String) -> Void) async throws {
    let mover = self
    var batches = Batch.all(of: paths)
    if !needsDeletion {
      batches = try await each(of: batches) { try await mover.replace($0, onMoved: onMoved) }.compactMap(\.self)
      needsDeletion = !batches.isEmpty
    }
    _ = try await each(of: batches) { try await mover.move($0, onMoved: onMoved) }
  }
}

extension RcloneMove {
  /// Files that one run moves: all those below one top-level folder, or a single one at the top level. rclone does not
  /// move several from a folder to one that contains it.
  private struct Batch {
    /// Empty, or ends with a slash.
    var folder: String
    var names: [String]

    static func all(of paths: [String]) -> [Batch] {
      let folders = Dictionary(grouping: paths) { path in path.prefix { $0 != "/" } }
      return folders.sorted { $0.key < $1.key }.map { name, paths in
        if paths == [String(name)] { return Batch(folder: "", names: paths) }
        return Batch(folder: name + "/", names: paths.map { String($0.dropFirst(name.count + 1)) })
      }
    }
  }

  /// The results of `work` on each batch, a few at a time: most of a run is waiting for the store.
  private func each<Result: Sendable>(
    of batches: [Batch], _ work: @escaping @Sendable (Batch) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: Result.self) { group in
      var results: [Result] = []
      for (index, batch) in batches.enumerated() {
        if index >= 4, let result = try await group.next() { results.append(result) }
        group.addTask { try await work(batch) }
      }
      for try await result in group { results.append(result) }
      return results
    }
  }

  /// Has the store replace old files with new ones.
  ///
  /// - Returns: what it refused, to be moved after a deletion; nil if it refused nothing.
  private func replace(_ batch: Batch, onMoved: @escaping @Sendable (String) -> Void) async throws -> Batch? {
    let arrived = Mutex<Set<String>>([])
    // Before 1.63, rclone asks a WebDAV server not to overwrite unless this header says otherwise (RFC 4918, 10.6).
    let options = ["--no-check-dest", "--header", "Overwrite: T", "--retries=1"]
    let run = try await move(batch, options: options, accepting: Set(0...9)) { path in
      arrived.withLock { _ = $0.insert(path) }
      onMoved(path)
    }
    if run.status == 0 { return nil }
    // Anything else, such as a full disk or a lost network, could keep the new file away once the old one is deleted.
    guard run.lastLines.contains(where: Self.isRefusal),
      FailureReason.find(program: rclone.program.name, in: run.lastLines) == nil
    else { throw rclone.program.failure(of: run) }
    let left = arrived.withLock { arrived in batch.names.filter { !arrived.contains(batch.folder + $0) } }
    return left.isEmpty ? nil : Batch(folder: batch.folder, names: left)
  }

  /// Whether `line` says that there already is a file: in the words of SFTP, of WebDAV, of FTP, and of most others.
  private static func isRefusal(_ line: String) -> Bool {
    ["SSH_FX_FAILURE", "412 Precondition Failed", "550 ", "553 ", "exists", "conflict"].contains(where: line.contains)
  }

  @discardableResult
  private func move(
    _ batch: Batch, options: [String] = [], accepting accepted: Set<Int32> = [0],
    onMoved: @escaping @Sendable (String) -> Void
  ) async throws -> ProgramRun {
    let isSingle = batch.folder.isEmpty
    let path = isSingle ? batch.names[0] : batch.folder
    return try await rclone.send(
      [isSingle ? "moveto" : "move"] + options, from: source + path, to: place + path,
      of: isSingle ? nil : batch.names, accepting: accepted
    ) { onMoved(batch.folder + $0) }
  }
}
