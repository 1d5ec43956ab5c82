/// How far a publish has come.
package struct PublishProgress: Sendable, Equatable {
  package var step: PublishStep
  /// How many files of the whole publish have been compared, sent, moved into place or deleted, depending on `step`.
  package var files: Int
  package var totalFiles: Int
  /// How many bytes of the whole publish have been sent.
  package var bytes: Int
  package var totalBytes: Int

  package init(_ step: PublishStep, files: Int = 0, totalFiles: Int = 0, bytes: Int = 0, totalBytes: Int = 0) {
    self.step = step
    self.files = files
    self.totalFiles = totalFiles
    self.bytes = bytes
    self.totalBytes = totalBytes
  }
}

package enum PublishStep: Sendable, Hashable {
  /// The target's files are being compared with the site's.
  case comparing
  case sending(PublishPass)
  /// Files are being sent to where they wait to be moved into place.
  case uploading
  /// Files that have arrived are being moved into place.
  case placing
  case deleting
}

/// Called with each step forward, from any thread.
package typealias ProgressHandler = @Sendable (PublishProgress) -> Void

extension PublishProgress {
  /// The step, without numbers: what a log shows when it begins.
  package var title: String {
    switch step {
    case .comparing: "Comparing with the target"
    case .sending(.assets): "Sending assets"
    case .sending(.newPages): "Sending new pages"
    case .sending(.changedPages): "Sending changed pages"
    case .sending(.announcements): "Sending feeds and sitemap"
    case .uploading: "Sending files"
    case .placing: "Moving files into place"
    case .deleting: "Deleting"
    }
  }

  /// The step with numbers: what a terminal shows.
  package var line: String {
    switch step {
    case .comparing where files == 0: "\(title) (\(fileText(totalFiles)))"
    case .deleting: "\(title): \(fileText(totalFiles))"
    default: "\(title): \(files) of \(fileText(totalFiles))\(bytesText)"
    }
  }

  /// `line` in at most `width` characters: shortened if it is too long, and cut off if even that does not fit.
  func line(fitting width: Int) -> String {
    if line.count <= width { return line }
    if step == .deleting { return String(line.prefix(width)) }
    let verb = title.prefix { $0 != " " }
    return String("\(verb): \(files) of \(totalFiles)\(bytesText)".prefix(width))
  }

  private var bytesText: String { totalBytes > 0 ? ", \(byteText(bytes)) of \(byteText(totalBytes))" : "" }
}

func fileText(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

/// `count` bytes in a unit that keeps the number short: "812 bytes", "4.1 kB", "12 MB".
func byteText(_ count: Int) -> String {
  if count < 1000 { return count == 1 ? "1 byte" : "\(count) bytes" }
  var tenths = count / 100
  for unit in ["kB", "MB", "GB"] {
    if tenths < 100 { return "\(tenths / 10).\(tenths % 10) \(unit)" }
    if tenths < 10_000 { return "\(tenths / 10) \(unit)" }
    tenths /= 1000
  }
  return "\(tenths / 10) TB"
}
