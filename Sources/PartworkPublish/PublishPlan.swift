package import PartworkDiagnostics

/// What a publish sends and deletes, in order.
package struct PublishPlan: Sendable, Equatable {
  /// Sorted by pass, then by path.
  package let files: [PlannedFile]
  /// The paths of the target's files that the site no longer has, sorted.
  package let deletions: [String]
  /// How many files of the target are left alone because they hold the same bytes.
  package let unchangedCount: Int
  /// Promises that could not be kept while carrying out the plan.
  package internal(set) var warnings: [Diagnostic] = []

  package init(files: [PlannedFile], deletions: [String], unchangedCount: Int) {
    self.files = files.sorted { ($0.pass, $0.path) < ($1.pass, $1.path) }
    self.deletions = deletions.sorted()
    self.unchangedCount = unchangedCount
  }

  /// The plan for `changes`, by path, of a target that gets the files of `output`.
  ///
  /// - Parameter fileCount: how many files the target will hold, if not just those of `output`.
  init(
    _ changes: [String: FileChange], deletions: [String], of output: FinishedOutput, fileCount: Int? = nil
  ) {
    self.init(
      files: changes.map { PlannedFile(path: $0, size: output.sizes[$0] ?? 0, change: $1) }, deletions: deletions,
      unchangedCount: (fileCount ?? output.paths.count) - changes.count)
  }

  package var isEmpty: Bool { files.isEmpty && deletions.isEmpty }

  /// How many bytes there are to send.
  package var byteCount: Int { files.reduce(0) { $0 + $1.size } }

  package func count(_ change: FileChange) -> Int { files.count { $0.change == change } }

  /// How many files the target holds before the publish.
  package var targetCount: Int { unchangedCount + count(.changed) + deletions.count }

  /// Whether more than half of the target's files would go: more likely the wrong target than a change to the site.
  package var deletesMostOfTarget: Bool { deletions.count * 2 > targetCount }

  /// The files of each pass that has any, in order.
  var passes: [(pass: PublishPass, files: [PlannedFile])] {
    PublishPass.allCases.compactMap { pass in
      let files = files.filter { $0.pass == pass }
      return files.isEmpty ? nil : (pass, files)
    }
  }
}

package enum FileChange: Sendable { case new, changed }

/// A file to send.
package struct PlannedFile: Sendable, Hashable {
  package var path: String
  /// In bytes.
  package var size: Int
  package var change: FileChange

  package init(path: String, size: Int, change: FileChange) {
    self.path = path
    self.size = size
    self.change = change
  }

  /// The pass that sends it.
  package var pass: PublishPass { PublishPass(path: path, change: change) }
}

/// A group of files that must have arrived before the next is sent, so that a page never links to a missing file.
package enum PublishPass: Sendable, CaseIterable, Comparable {
  /// Styles, scripts, images: what pages need.
  case assets
  /// Pages that nothing links to yet.
  case newPages
  case changedPages
  /// Feeds, the sitemap and the hosts' own files: they announce the pages.
  case announcements

  init(path: String, change: FileChange) {
    let name = path.split(separator: "/").last ?? ""
    let announcing: Set<Substring> = ["feed.json", "robots.txt", "_headers", "_redirects"]
    // Feeds and sitemaps; a feed may be at its old address too.
    if announcing.contains(name) || [".xml", ".rss", ".atom", ".rdf"].contains(where: name.hasSuffix) {
      self = .announcements
    } else if name.hasSuffix(".html") {
      self = change == .new ? .newPages : .changedPages
    } else {
      self = .assets
    }
  }
}

extension PublishPlan {
  /// What a dry run prints: a line for each file, in the order of sending and deleting.
  package var lines: [String] {
    files.map { file in
      "\(file.change == .new ? "new     " : "changed ") \(file.path) (\(byteText(file.size)))"
    } + deletions.map { "delete   \($0)" }
  }

  /// What was done, in one line: "Published 3 files (12.4 kB) to `server`, deleted 1: https://example.com/".
  package func summary(target: String, url: String) -> String {
    if isEmpty { return "`\(target)` is up to date, nothing was sent: \(url)" }
    return "Published \(sentText) to `\(target)`\(deletions.isEmpty ? "" : ", deleted \(deletions.count)"): \(url)"
  }

  /// What would be done, in one line, for a dry run.
  package func forecast(target: String) -> String {
    if isEmpty { return "`\(target)` is up to date: nothing would be sent" }
    let deleted = deletions.isEmpty ? "" : " and delete \(deletions.count)"
    let need = deletesMostOfTarget ? "; that is more than half of the files there, and needs `--force`" : ""
    return "Would publish \(sentText) to `\(target)`\(deleted)\(need)"
  }

  private var sentText: String {
    files.isEmpty ? "no files" : "\(fileText(files.count)) (\(byteText(byteCount)))"
  }
}
