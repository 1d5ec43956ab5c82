/// How far a publish has come.
package struct PublishProgress: Sendable, Equatable {
  package enum Step: Sendable, Hashable {
    /// The target's files are being compared with the site's.
    case comparing
    case sending(Pass)
    /// Files are being sent to where they wait to be put in their places.
    case uploading
    /// Files that have arrived are being put in their places.
    case placing
    case deleting
  }

  package var step: Step
  /// How many files of the whole publish have been sent, or deleted in the step `deleting`, or put in their
  /// places in the step `placing`.
  package var files: Int
  package var totalFiles: Int
  /// How many bytes of the whole publish have been sent.
  package var bytes: Int
  package var totalBytes: Int

  package init(_ step: Step, files: Int = 0, totalFiles: Int = 0, bytes: Int = 0, totalBytes: Int = 0) {
    self.step = step
    self.files = files
    self.totalFiles = totalFiles
    self.bytes = bytes
    self.totalBytes = totalBytes
  }
}

typealias Report = @Sendable (PublishProgress) -> Void
