import Foundation
import PartworkSupport

/// Notices changes by comparing the files with what they were.
struct PollingLoop {
  private let tree: WatchedTree
  private let output: WatchOutput
  private var statuses: [String: FileStatus]

  init(_ tree: WatchedTree, _ output: WatchOutput) {
    self.tree = tree
    self.output = output
    statuses = Self.statuses(of: tree)
  }

  /// Runs on a thread of its own until the stop signal is given.
  func start() {
    Thread {
      var loop = self
      loop.run()
    }.start()
  }

  private mutating func run() {
    defer { output.changes.finish() }
    while !isStopped(after: output.timing.polling) {
      guard let first = compare() else { continue }
      var burst = Burst(at: .now, timing: output.timing)
      burst.add(first, at: .now)
      while burst.end > .now {
        if output.stopSignal.wait(until: burst.end).isGiven { return }
        if let more = compare() { burst.add(more, at: .now) }
      }
      output.changes.yield(burst.changes)
    }
  }

  private func isStopped(after wait: Duration) -> Bool {
    output.stopSignal.wait(until: .now + wait).isGiven
  }

  /// What changed since the last comparison; nil where nothing did.
  private mutating func compare() -> FileChanges? {
    let new = Self.statuses(of: tree)
    var paths = Set(statuses.keys.filter { new[$0] == nil })
    for (path, status) in new where statuses[path] != status { paths.insert(path) }
    statuses = new
    return paths.isEmpty ? nil : FileChanges(paths: paths)
  }

  /// The status of all files; folders count by what is in them.
  private static func statuses(of tree: WatchedTree) -> [String: FileStatus] {
    var statuses: [String: FileStatus] = [:]
    var waiting = [""]
    while let folder = waiting.popLast() {
      for (path, isFolder) in tree.entries(of: folder) {
        if isFolder { waiting.append(path) } else { statuses[path] = tree.status(of: path) }
      }
    }
    return statuses
  }
}
