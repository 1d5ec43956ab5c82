/// Moving files from the folder for waiting files into place, within the store.
///
/// By default, rclone deletes an old file just before it moves the new one into place, so for a moment there is none.
/// Therefore it is kept from looking at what is there, and the store replaces the old file with the new one.
extension RcloneUpload {
  /// Moves the files at `paths` into place, in any order, and reports each to `counter`.
  mutating func place(_ paths: [String], counter: PublishCounter) async throws {
    let (upload, mustDelete) = (self, needsDeletion)
    needsDeletion = try await withThrowingTaskGroup(of: Bool.self) { group in
      var results = [mustDelete]
      for (index, batch) in MoveBatch.all(of: paths).enumerated() {
        // A few at a time: most of a run is waiting for the store.
        if index >= 4, let result = try await group.next() { results.append(result) }
        group.addTask {
          if !mustDelete, try await upload.replace(batch, counter: counter) { return false }
          try await upload.move(batch, counter: counter)
          return true
        }
      }
      for try await result in group { results.append(result) }
      return results.contains(true)
    }
  }

  /// Has the store replace old files with new ones.
  ///
  /// - Returns: false if it refused to, for some of them at least.
  private func replace(_ batch: MoveBatch, counter: PublishCounter) async throws -> Bool {
    // Before 1.63, rclone asks a WebDAV server not to overwrite unless this header says otherwise (RFC 4918, 10.6).
    let options = ["--no-check-dest", "--header", "Overwrite: T", "--retries=1"]
    let run = try await move(batch, options: options, accepting: Set(0...9), counter: counter)
    if run.status == 0 { return true }
    // Anything else, such as a full disk or a lost network, could keep the new file away once the old one is deleted.
    guard run.lastLines.contains(where: Self.isRefusal),
      FailureReason.find(program: rclone.program.name, in: run.lastLines) == nil
    else { throw rclone.program.failure(of: run) }
    return false
  }

  /// Whether `line` says that there already is a file: in the words of SFTP, of WebDAV, of FTP, and of most others.
  private static func isRefusal(_ line: String) -> Bool {
    ["SSH_FX_FAILURE", "412 Precondition Failed", "550 ", "553 ", "exists", "conflict"].contains(where: line.contains)
  }

  /// Moves those of the files that still wait.
  @discardableResult
  private func move(
    _ batch: MoveBatch, options: [String] = [], accepting accepted: Set<Int32> = [0], counter: PublishCounter
  ) async throws -> ProgramRun {
    try await rclone.send(
      [batch.names == nil ? "moveto" : "move"] + options, from: waitingFolder + batch.path, to: remote + batch.path,
      of: batch.names, accepting: accepted
    ) { _ in counter.counted() }
  }
}

/// Files that one run moves: all those below one top-level folder, or a single one at the top level. rclone does not
/// move several from a folder to one that contains it.
private struct MoveBatch {
  /// A folder, with a slash at its end, or a file.
  var path: String
  /// The paths of the files in the folder; nil for a single file.
  var names: [String]?

  static func all(of paths: [String]) -> [MoveBatch] {
    let folders = Dictionary(grouping: paths) { path in path.prefix { $0 != "/" } }
    return folders.sorted { $0.key < $1.key }.map { name, paths in
      paths == [String(name)]
        ? MoveBatch(path: paths[0])
        : MoveBatch(path: name + "/", names: paths.map { String($0.dropFirst(name.count + 1)) })
    }
  }
}
