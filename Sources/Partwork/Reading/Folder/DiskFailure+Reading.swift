internal import PartworkDiagnostics
internal import PartworkSupport

/// Files of a site that cannot be read: each is an error, since a site without it would be another one.
extension DiskFailure {
  /// The error for the file at `path`, from the site's folder.
  func unreadable(_ path: String) -> Diagnostic {
    Diagnostic(.error, "this file cannot be read: \(reason)", at: SourceLocation(path), hint: readingHint)
  }

  /// What to do about it.
  var readingHint: String {
    if isTooLong { return "shorten the names of its folders" }
    if isRefusal { return "check its permissions, and those of its folder" }
    if isNothingThere { return "it was there a moment ago: find out what removes it, then try again" }
    return isTooManyFiles
      ? "close other programs, or raise the limit with `ulimit -n`" : "check the disk, then try again"
  }
}
