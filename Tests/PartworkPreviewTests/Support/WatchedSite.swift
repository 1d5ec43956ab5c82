import Foundation
import Synchronization
import TestSupport
import Testing

@testable import PartworkPreview

/// A site on disk that a watcher follows.
final class WatchedSite: Sendable {
  let directory: URL
  let watcher: FolderWatcher

  /// The reports that no test has asked for yet. Waiting for a stream with a time limit would end it, so it is emptied
  /// here.
  private let reports = Mutex<[FileChanges]>([])

  private init(_ directory: URL, _ watcher: FolderWatcher) {
    self.directory = directory
    self.watcher = watcher
  }

  static let folder = Folder(["content/site.yml": "title: T\n", "content/posts/a.md": "a", "public/index.html": "x"])

  /// Runs `body` on a copy of `folder` that is watched by `method`.
  static func run(
    _ method: FolderWatcher.WatchMethod, _ folder: Folder = folder, timing: WatchTiming = timing,
    _ body: (WatchedSite) async throws -> Void
  ) async throws {
    try await withTemporaryFolder(folder) { directory in
      let tree = WatchedTree(root: directory.path, folders: ["content", "templates"]) { $0.hasSuffix("~") }
      let watcher = try FolderWatcher(tree, timing: timing, method: method)
      defer { watcher.stop() }
      let site = WatchedSite(directory, watcher)
      let collecting = Task {
        for await report in watcher.changes { site.reports.withLock { $0.append(report) } }
      }
      try await body(site)
      watcher.stop()
      await collecting.value
    }
  }

  /// Polls often enough for a test, and leaves a busy machine time between the writes of one burst.
  static var timing: WatchTiming {
    var timing = WatchTiming()
    timing.quiet = .milliseconds(200)
    timing.longest = .seconds(5)
    timing.polling = .milliseconds(20)
    return timing
  }

  /// The next report, or nil if there is none within `limit`, which is long by default: a busy machine may take a
  /// while.
  func next(within limit: Duration = .seconds(60)) async throws -> FileChanges? {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      if let report = reports.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return report }
      try await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: directory.appending(path: path))
  }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      at: directory.appending(path: path), withIntermediateDirectories: true)
  }

  func move(_ path: String, to other: String) throws {
    // Not FileManager, which refuses to replace a file.
    guard rename(absolute(path), absolute(other)) == 0 else {
      throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO)
    }
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: directory.appending(path: path))
  }

  func absolute(_ path: String) -> String { "\(directory.path)/\(path)" }
}
