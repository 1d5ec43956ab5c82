import PartworkSupport

/// Notices changes by comparing the files with what they were.
struct PollingLoop: WatchLoop {
  private let tree: WatchedTree
  private let output: WatchOutput
  private var statuses: [String: FileStatus]

  init(_ tree: WatchedTree, _ output: WatchOutput) {
    self.tree = tree
    self.output = output
    statuses = tree.statuses
  }

  mutating func run() {
    defer { output.changes.finish() }
    while !output.stopSignal.wait(until: .now + output.timing.polling).isGiven {
      guard let first = compare() else { continue }
      var burst = ChangeBurst(at: .now, timing: output.timing)
      burst.add(first, at: .now)
      while burst.end > .now {
        if output.stopSignal.wait(until: burst.end).isGiven { return }
        if let more = compare() { burst.add(more, at: .now) }
      }
      output.changes.yield(burst.changes)
    }
  }

  /// What has changed since the last comparison; nil if nothing has.
  private mutating func compare() -> FileChanges? {
    let new = tree.statuses
    let paths = Set(statuses.keys).union(new.keys).filter { statuses[$0] != new[$0] }
    statuses = new
    return paths.isEmpty ? nil : FileChanges(paths: paths)
  }
}

extension WatchedTree {
  /// The status of every file; folders count by what is in them.
  fileprivate var statuses: [String: FileStatus] {
    var statuses: [String: FileStatus] = [:]
    var waiting = [""]
    while let folder = waiting.popLast() {
      for (path, isFolder) in entries(of: folder) {
        if isFolder { waiting.append(path) } else { statuses[path] = status(of: path) }
      }
    }
    return statuses
  }
}
