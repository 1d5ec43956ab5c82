import Partwork
import PartworkDiagnostics

/// The site in a folder as the generator reads it, kept in memory from one change to the next.
///
/// After a change the whole site is prepared again from what was read before: a file is read and parsed again only if
/// it changed, a template compiled again only if its text did, and everything else is worked out again. So the result
/// is the same as after a fresh start, whatever changed.
actor SiteSession: PreviewedSite {
  private let folder: String
  private let options: @Sendable () -> EditionOptions

  /// What was read last, with errors or without.
  private var prepared: PreparedSite?

  /// The site that is served.
  private var good: GeneratedSite?

  /// - Parameter folder: the path of the site's folder.
  /// - Parameter options: what to show of the site; asked before each reading.
  init(folder: String, options: @escaping @Sendable () -> EditionOptions) {
    self.folder = folder
    self.options = options
  }

  /// The files that are followed.
  static func tree(of folder: String) -> WatchedTree {
    WatchedTree(root: folder, folders: ["content", "templates"], ignores: FileName.isSkipped)
  }

  func read(after changes: FileChanges) async -> SiteReading {
    var new = await prepare(
      folder, options(), reusing: prepared, changed: changes.isIncomplete ? nil : changes.paths)
    // What follows an earlier site has its colours already.
    if !new.hasColors { new = await new.adding(.installed(), isPreview: true, reusing: prepared) }
    prepared = new
    let coming = ComingChange(in: new.site)
    if new.diagnostics.hasErrors { return SiteReading(diagnostics: new.diagnostics, coming: coming) }
    let site = GeneratedSite(new.renderer)
    // Of files that were removed, only the earlier site knows.
    let copies = site.copies(of: changes).union(good?.copies(of: changes) ?? [])
    good = site
    return SiteReading(snapshot: site, diagnostics: new.diagnostics, changedFiles: copies, coming: coming)
  }
}

extension ComingChange {
  /// The next day of a scheduled post of `site`; nil if none is scheduled.
  fileprivate init?(in site: Site) {
    let scheduled = site.posts.filter { $0.state == .scheduled }
    guard let time = scheduled.map(\.date.seconds).min() else { return nil }
    self.init(time: time, files: Set(scheduled.filter { $0.date.seconds == time }.map(\.file)))
  }
}
