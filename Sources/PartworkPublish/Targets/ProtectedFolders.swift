import PartworkSupport

/// The folders of a site that no target on this machine may contain or be in: a publish deletes what the output does
/// not have.
struct ProtectedFolders: Sendable {
  /// What a writer calls each folder, and its real path.
  private let folders: [(name: String, path: String)]
  private let site: String

  init(of site: String, output: FinishedOutput) throws(DiskFailure) {
    self.site = try realPath(site) ?? site
    var folders = [(name: "the output folder", path: try realPath(output.root) ?? output.root)]
    for name in ["content", "templates", Disk.reservedPrefix, ".git"] {
      if let path = try realPath("\(site)/\(name)") { folders.append((name: "`\(name)`", path: path)) }
    }
    self.folders = folders
  }

  /// Refuses `path`, an absolute path, if it contains one of the folders or the site, or is in one of the folders.
  ///
  /// - Parameter key: the key of the target in `site.yml`.
  func check(_ path: String, setBy key: String) throws {
    let location = try realPath(path) ?? path
    let hint = "set `\(key)` to a folder that is only for the published site"
    for (name, folder) in [("the site", site)] + folders where folder.isWithin(location) {
      throw PublishFailure("`\(path)` \(folder == location ? "is" : "contains") \(name) itself", hint: hint)
    }
    for (name, folder) in folders where location.isWithin(folder) {
      throw PublishFailure("`\(path)` is in \(name) of the site", hint: hint)
    }
  }
}
