extension PublishPlan {
  /// What a dry run prints: a line for each file, in the order in which it would be sent or deleted.
  package var lines: [String] {
    files.map { file in
      "\(file.change == .new ? "new     " : "changed ") \(file.path) (\(byteText(file.size)))"
    } + deletions.map { "delete   \($0)" }
  }

  /// What was done, in one line: "Published 3 files (12.4 kB) to `server`, deleted 1: https://example.com/".
  package func summary(target: String, url: String) -> String {
    if isEmpty { return "`\(target)` is up to date, nothing was sent: \(url)" }
    return "Published \(sentText) to `\(target)`\(deletionText(", deleted")): \(url)"
  }

  /// What would be done, in one line, for a dry run.
  package func forecast(target: String) -> String {
    if isEmpty { return "`\(target)` is up to date: nothing would be sent" }
    let need = deletesMostOfTarget ? "; that is more than half of the files there, and needs `--force`" : ""
    return "Would publish \(sentText) to `\(target)`\(deletionText(" and delete"))\(need)"
  }

  private var sentText: String {
    files.isEmpty ? "no file" : "\(fileText(files.count)) (\(byteText(byteCount)))"
  }

  private func deletionText(_ verb: String) -> String {
    deletions.isEmpty ? "" : "\(verb) \(deletions.count)"
  }
}

extension PublishProgress {
  /// Where the publish is, in one line without numbers: what a log shows when a step begins.
  package var title: String {
    switch step {
    case .comparing: "Comparing with the target"
    case .sending(.assets): "Sending assets"
    case .sending(.newPages): "Sending new pages"
    case .sending(.changedPages): "Sending changed pages"
    case .sending(.announcements): "Sending feeds and sitemap"
    case .uploading: "Sending files"
    case .placing: "Putting files in place"
    case .deleting: "Deleting"
    }
  }

  /// Where the publish is, in one line with numbers: what a terminal shows.
  package var line: String {
    switch step {
    case .comparing where files == 0: "\(title) (\(fileText(totalFiles)))"
    case .comparing, .placing: "\(title): \(files) of \(fileText(totalFiles))"
    case .sending, .uploading:
      "\(title): \(files) of \(fileText(totalFiles)), \(byteText(bytes)) of \(byteText(totalBytes))"
    case .deleting: "\(title): \(fileText(totalFiles))"
    }
  }
}

extension PublishProgress {
  /// `line` in at most `width` characters: without the words that say least where it is too long, cut where even that
  /// is.
  func line(fitting width: Int) -> String {
    if line.count <= width { return line }
    let short =
      switch step {
      case .comparing: "Comparing: \(files) of \(totalFiles)"
      case .sending, .uploading: "Sending: \(files) of \(totalFiles), \(byteText(bytes)) of \(byteText(totalBytes))"
      case .placing: "Placing: \(files) of \(totalFiles)"
      case .deleting: line
      }
    return String(short.prefix(width))
  }
}

private func fileText(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

/// `count` bytes in a unit that keeps the number short: "812 bytes", "4.1 kB", "12 MB".
private func byteText(_ count: Int) -> String {
  if count < 1000 { return count == 1 ? "1 byte" : "\(count) bytes" }
  var tenths = count / 100
  for unit in ["kB", "MB", "GB"] {
    if tenths < 100 { return "\(tenths / 10).\(tenths % 10) \(unit)" }
    if tenths < 10_000 { return "\(tenths / 10) \(unit)" }
    tenths /= 1000
  }
  return "\(tenths / 10) TB"
}
