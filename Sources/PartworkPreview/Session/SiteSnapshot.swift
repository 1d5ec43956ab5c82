package import PartworkDiagnostics

/// One state of the site: what stands at each of its URLs. It never changes; a change of the site is another snapshot.
package protocol SiteSnapshot: Sendable {
  /// The path that every URL of the site begins with, encoded as URLs are: `/`, or `/my%20blog/`.
  var basePath: String { get }

  /// The theme's assets; nil if it has none.
  var assets: AssetFolder? { get }

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

/// The folder of the theme's assets, whose name changes with their bytes.
package struct AssetFolder: Sendable, Hashable {
  /// The URL path, with base path: `/assets/5b06a1…/`.
  package var url: String

  /// A word that changes with every asset but style sheets, which are the only ones a tab can swap in place.
  package var version: String

  package init(url: String, version: String) {
    self.url = url
    self.version = version
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
