import PartworkDiagnostics
import PartworkSupport

/// A site that follows its files.
protocol PreviewedSite: Sendable {
  /// Reads the site: all of it the first time, then what `changes` affect.
  func read(after changes: FileChanges) async -> SiteReading
}

/// One state of the site: what is at each of its URLs. It never changes; a change of the site is another snapshot.
protocol SiteSnapshot: Sendable {
  /// The path that every URL of the site begins with, percent-encoded: `/`, or `/my%20blog/`.
  var basePath: String { get }

  /// The theme's assets; nil if it has none.
  var assets: AssetFolder? { get }

  /// What the output's file at `path` holds, such as `posts/x/index.html`; nil if there is none.
  func content(of path: String) -> FileBody?

  /// Why readers do not see the page at `path` yet; nil if they do.
  func notice(of path: String) -> String?
}

/// The folder of the theme's assets, whose name changes with their bytes.
struct AssetFolder: Sendable, Hashable {
  /// The URL path, with base path: `/assets/5b06a1c09a3fe214/`.
  var url: String

  /// A word that changes with every asset except style sheets, the only ones that a tab can swap in place.
  var version: String
}

/// The result of reading a site.
struct SiteReading: Sendable {
  /// The new state; nil if the site has errors, and its last good state is still shown.
  var snapshot: (any SiteSnapshot)?

  /// Everything that is wrong with the site.
  var diagnostics: [Diagnostic]

  /// The paths, relative to the output, of files that are copied as they are and may have changed.
  var changedFiles: Set<String> = []

  /// What changes next without anyone writing.
  var coming: ComingChange?
}

/// A moment at which scheduled posts go live, and so the site changes without anyone writing.
struct ComingChange: Sendable, Hashable {
  /// In Unix seconds.
  var time: Int

  /// The files of those posts, relative to the site.
  var files: Set<String>
}
