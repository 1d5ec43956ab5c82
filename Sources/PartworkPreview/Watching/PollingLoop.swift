import Foundation

/// Notices changes by comparing the files with what they were.
struct PollingLoop {
  private let tree: WatchedTree
  private let output: WatchOutput
  private var stamps: [String: FileStamp]

  init(_ tree: WatchedTree, _ output: WatchOutput) {
    self.tree = tree
    self.output = output
    stamps = Self.stamps(of: tree)
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
    let new = Self.stamps(of: tree)
    var paths = Set(stamps.keys.filter { new[$0] == nil })
    for (path, stamp) in new where stamps[path] != stamp { paths.insert(path) }
    stamps = new
    return paths.isEmpty ? nil : FileChanges(paths: paths)
  }

  /// The stamps of all files; folders count by what is in them.
  private static func stamps(of tree: WatchedTree) -> [String: FileStamp] {
    var stamps: [String: FileStamp] = [:]
    var waiting = [""]
    while let folder = waiting.popLast() {
      for entry in FolderListing.entries(of: tree.absolute(folder)) {
        guard let path = tree.path(of: entry.name, in: folder) else { continue }
        if entry.isFolder {
          waiting.append(path)
        } else if let stamp = FileStamp(tree.absolute(path)) {
          stamps[path] = stamp
        }
      }
    }
    return stamps
  }
}
