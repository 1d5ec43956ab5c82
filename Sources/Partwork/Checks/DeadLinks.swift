package import PartworkDiagnostics

extension RenderContext {
  /// Every link and picture, in texts and front matter, that leads nowhere.
  package func checkLinks() -> [Diagnostic] { checkLinks(in: nil) }

  /// Every link and picture of `files` that leads nowhere; nil for all files.
  func checkLinks(in files: Set<String>?) -> [Diagnostic] {
    sourceLinks(in: files).compactMap { link in
      guard case .failure(let dead) = links.resolve(link.destination, from: link.file) else { return nil }
      return Diagnostic(.error, dead.message, at: link.location, hint: dead.hint)
    }
  }
}
