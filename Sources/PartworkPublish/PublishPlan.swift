package import PartworkDiagnostics

/// What a publish sends and deletes, in the order in which it does so.
package struct PublishPlan: Sendable, Equatable {
  package enum Change: Sendable { case new, changed }

  package struct File: Sendable, Hashable {
    package var path: String
    /// In bytes.
    package var size: Int
    package var change: Change

    package init(path: String, size: Int, change: Change) {
      self.path = path
      self.size = size
      self.change = change
    }

    /// The pass that sends it.
    package var pass: Pass { Pass(path: path, change: change) }
  }

  /// Sorted by pass, then by path.
  package let files: [File]
  /// The paths of the target's files that the site no longer has, sorted.
  package let deletions: [String]
  /// How many files of the target are left alone because they hold the same bytes.
  package let unchangedCount: Int
  /// What went less well than a publish promises, found when it was carried out.
  package internal(set) var warnings: [Diagnostic] = []

  package init(files: [File], deletions: [String], unchangedCount: Int) {
    self.files = files.sorted { ($0.pass, $0.path) < ($1.pass, $1.path) }
    self.deletions = deletions.sorted()
    self.unchangedCount = unchangedCount
  }

  package var isEmpty: Bool { files.isEmpty && deletions.isEmpty }

  /// How many bytes there are to send.
  package var byteCount: Int { files.reduce(0) { $0 + $1.size } }

  package func count(_ change: Change) -> Int { files.count { $0.change == change } }

  /// How many files the target holds before the publish.
  package var targetCount: Int { unchangedCount + count(.changed) + deletions.count }

  /// Whether more than half of the target's files would go: more likely a wrong target than a change of the site.
  package var deletesMostOfTarget: Bool { deletions.count * 2 > targetCount }

  /// The files of each pass that has any, in order.
  var passes: [(pass: Pass, files: [File])] {
    Pass.allCases.compactMap { pass in
      let files = files.filter { $0.pass == pass }
      return files.isEmpty ? nil : (pass, files)
    }
  }
}

/// A group of files that must have arrived before the next is sent, so that a page never links to what is not there yet.
package enum Pass: Int, Sendable, CaseIterable, Comparable {
  /// Styles, scripts, pictures: what pages need.
  case assets
  /// Pages that nothing links to yet.
  case newPages
  case changedPages
  /// Feeds, the sitemap and the hosts' own files: they announce the pages.
  case announcements

  init(path: String, change: PublishPlan.Change) {
    let name = path.split(separator: "/").last ?? ""
    let announcing: Set<Substring> = ["feed.xml", "feed.json", "robots.txt", "_headers", "_redirects"]
    if announcing.contains(name) || name.hasPrefix("sitemap") && name.hasSuffix(".xml") {
      self = .announcements
    } else if name.hasSuffix(".html") {
      self = change == .new ? .newPages : .changedPages
    } else {
      self = .assets
    }
  }

  package static func < (left: Pass, right: Pass) -> Bool { left.rawValue < right.rawValue }
}
