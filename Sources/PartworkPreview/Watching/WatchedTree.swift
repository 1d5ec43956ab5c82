import PartworkSupport

/// Which files are watched: those in some folders of a root folder.
struct WatchedTree: Sendable {
  /// The absolute path of the folder that all paths are relative to. It may hold much else that is not watched.
  var root: String

  /// The names of the folders in `root` that are watched, with everything in them. They need not exist yet.
  var folders: Set<String>

  /// Whether a file or folder of this name is ignored, wherever it is.
  var ignores: @Sendable (_ name: String) -> Bool = { _ in false }

  /// The path of `name` in the folder at `path`, both relative to the root; nil if it is not watched.
  func path(of name: String, in path: String) -> String? {
    if path.isEmpty { return folders.contains(name) ? name : nil }
    return ignores(name) ? nil : "\(path)/\(name)"
  }

  func absolute(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }

  /// The files and folders in `folder`, by their paths; none if it cannot be read, as when it was just removed.
  func entries(of folder: String) -> [(path: String, isFolder: Bool)] {
    guard let items = try? FolderItem.items(in: absolute(folder)) else { return [] }
    return items.compactMap { item in
      guard let path = path(of: item.name, in: folder) else { return nil }
      return (path, (item.kind ?? status(of: path)?.kind) == .folder)
    }
  }

  /// The status of the file at `path`, itself and not what it links to; nil if there is none.
  func status(of path: String) -> FileStatus? {
    (try? FileStatus(of: absolute(path))) ?? nil
  }
}
