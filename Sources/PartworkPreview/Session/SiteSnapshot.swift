package import PartworkDiagnostics

/// One state of the site: what stands at each of its URLs. It never changes; a change of the site is another snapshot.
package protocol SiteSnapshot: Sendable {
  /// The path that every URL of the site begins with, encoded as URLs are: `/`, or `/my%20blog/`.
  var basePath: String { get }

  /// The style sheets of the theme.
  var styleSheets: [StyleSheet] { get }

  /// Whether the output has a file at `path`, which is relative to the output: `posts/x/index.html`.
  func contains(_ path: String) -> Bool

  /// What the output's file at `path` holds; nil where there is none.
  func content(of path: String) -> PreviewContent?

  /// Why readers do not see the page at `path` yet; nil for one that everyone sees.
  func notice(of path: String) -> String?
}

/// What a file of the output holds.
package enum PreviewContent: Sendable {
  case bytes([UInt8])
  /// The bytes of the file at this absolute path.
  case file(String)
}

/// A style sheet of the theme, whose URL changes with its bytes.
package struct StyleSheet: Sendable, Hashable {
  /// The name in templates: `style.css`.
  package var name: String

  /// The URL path, with base path: `/assets/style.5b06a1.css`.
  package var url: String

  package init(name: String, url: String) {
    self.name = name
    self.url = url
  }
}

/// A site that follows its files.
package protocol PreviewedSite: Sendable {
  /// Reads all of the site.
  func read() async -> SiteReading

  /// Reads again what `changes` concern.
  func reread(_ changes: FileChanges) async -> SiteReading
}

/// What came of reading a site.
package struct SiteReading: Sendable {
  /// The new state; nil where the site has errors, and its last good state stands.
  package var snapshot: (any SiteSnapshot)?

  /// What is wrong with the site, all of it.
  package var diagnostics: [Diagnostic]

  /// The paths, relative to the output, of files that are copied as they are and may have changed.
  package var changedFiles: Set<String>

  /// What changes next by itself.
  package var coming: ComingChange?

  package init(
    snapshot: (any SiteSnapshot)?, diagnostics: [Diagnostic], changedFiles: Set<String> = [],
    coming: ComingChange? = nil
  ) {
    self.snapshot = snapshot
    self.diagnostics = diagnostics
    self.changedFiles = changedFiles
    self.coming = coming
  }
}

/// A moment at which a site changes though nobody writes: what is scheduled for it is live.
package struct ComingChange: Sendable, Hashable {
  /// In Unix seconds.
  package var time: Int

  /// The files that are scheduled for it, relative to the site.
  package var files: Set<String>

  package init(time: Int, files: Set<String>) {
    self.time = time
    self.files = files
  }
}
