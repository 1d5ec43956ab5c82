import PartworkDiagnostics
import PartworkSupport

/// The files of a site's theme: the built-in ones, and those of the site itself.
package struct ThemeFiles: Sendable {
  /// The path of the site's folder.
  private let site: String

  /// The site's own files, by their paths in `templates/`.
  private let own: Set<String>

  /// - Throws: `WriteError.site` if there is no site in `site`, or if its `templates/` cannot be read.
  package init(ofSite site: String) throws(WriteError) {
    self.site = site
    let content = SiteFolder("content", of: site)
    let folder = SiteFolder("templates", of: site)
    if !content.exists {
      throw .site(Settings.withoutContent.diagnostics)
    }
    let errors = folder.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { throw .site(errors) }
    own = Set(folder.files.map { String($0.path.dropFirst("templates/".count)) })
  }

  /// All of them, sorted, and whether they are the site's.
  package var list: [(path: String, isOwn: Bool)] {
    own.union(BuiltInTheme.paths).sorted().map { ($0, own.contains($0)) }
  }

  /// Writes the built-in files at `paths` to the site's `templates/`.
  ///
  /// - Returns: the paths of the new files, from the site's folder, and those of files that were there already, which
  ///   are left unchanged.
  /// - Throws: `WriteError.site` if one of `paths` is not that of a built-in file; then nothing is written.
  package func copy(_ paths: [String]) throws(WriteError) -> (written: [String], kept: [String]) {
    let names = paths.map { $0.hasPrefix("templates/") ? String($0.dropFirst("templates/".count)) : $0 }
    let unknown = names.filter { BuiltInTheme.file($0) == nil }
    if !unknown.isEmpty {
      throw .site(
        unknown.map { name in
          Diagnostic(
            .error, "the theme has no file `\(name)`", at: nil,
            hint: Suggestion.question(for: name, in: BuiltInTheme.paths) ?? "`partwork theme list` shows its files")
        })
    }
    let disk = Disk()
    var (written, kept): ([String], [String]) = ([], [])
    for name in names {
      let path = "templates/\(name)"
      do throws(DiskFailure) {
        try disk.create(path, in: site, bytes: BuiltInTheme.file(name) ?? [])
        written.append(path)
      } catch {
        guard error.isAlreadyThere else { throw NewFile(path: path).error(for: error) }
        kept.append(path)
      }
    }
    return (written, kept)
  }

  /// Writes all built-in files that the site does not have.
  package func copyAll() throws(WriteError) -> (written: [String], kept: [String]) { try copy(BuiltInTheme.paths) }

  /// How the site's files differ from the built-in files that they replace, as unified diffs, and the paths of those
  /// that do not differ.
  package func differences() throws(WriteError) -> (diff: String, same: [String]) {
    var diff = ""
    var same: [String] = []
    for name in own.sorted() {
      guard let standard = BuiltInTheme.file(name) else { continue }
      let path = "templates/\(name)"
      let bytes: [UInt8]
      do throws(DiskFailure) {
        bytes = try readBytes("\(site)/\(path)")
      } catch {
        throw .site([error.unreadable(path)])
      }
      if bytes == standard {
        same.append(path)
      } else {
        let diffs = UnifiedDiff(
          from: (BuiltInTheme.folder + "/" + name, String(decoding: standard, as: UTF8.self)),
          to: (path, String(decoding: bytes, as: UTF8.self)))
        diff += diffs.text
      }
    }
    return (diff, same)
  }
}
