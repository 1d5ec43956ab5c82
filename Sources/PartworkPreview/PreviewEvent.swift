package import PartworkDiagnostics

/// What happens in a preview.
package enum PreviewEvent: Sendable {
  /// Browsers can come to `url`.
  case listening(url: String)

  /// The site was read: all of it, or, after a change, what `files` concern; in `duration` it was ready for browsers.
  case read(files: [String], duration: Duration, diagnostics: [Diagnostic])

  /// The system tells of no more changes; the files are compared instead.
  case comparing
}
