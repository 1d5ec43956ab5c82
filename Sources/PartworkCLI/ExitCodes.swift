import ArgumentParser

/// How a run ends, beside success and wrong usage (64).
extension ExitCode {
  /// The site has errors.
  static let siteHasErrors = ExitCode(1)

  /// Partwork has an error (`EX_SOFTWARE` of BSD's sysexits).
  static let faultInPartwork = ExitCode(70)

  /// The disk failed (`EX_IOERR` of BSD's sysexits).
  static let diskFailed = ExitCode(74)
}
