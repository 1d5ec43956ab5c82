/// What a publish leaves alone on a target though the site does not have it.
enum PreservedPaths {
  /// Proofs of ownership that other programs put there (RFC 8615), and a checkout's own folder.
  static let names = [".well-known", ".git"]

  static func contains(_ path: String) -> Bool {
    names.contains { path == $0 || path.hasPrefix($0 + "/") }
  }
}
