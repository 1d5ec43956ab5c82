import PartworkSupport

/// Which files are watched: some folders, and the files in some others.
package struct WatchedTree: Sendable {
  /// The absolute path of the folder that all paths are relative to. It may hold much else that is not watched.
  package var root: String

  /// The names of the folders in `root` that are watched with all below them. They need not exist yet.
  package var folders: Set<String>

  /// Whether a file or folder of this name is of no interest, wherever it stands.
  package var ignores: @Sendable (_ name: String) -> Bool

  package init(
    root: String, folders: Set<String>, ignores: @escaping @Sendable (_ name: String) -> Bool = { _ in false }
  ) {
    self.root = root
    self.folders = folders
    self.ignores = ignores
  }
}

extension WatchedTree {
  /// The path of `name` in the folder at `path`, both relative to the root; nil where it is not watched.
  func path(of name: String, in path: String) -> String? {
    if path.isEmpty { return folders.contains(name) ? name : nil }
    return ignores(name) ? nil : "\(path)/\(name)"
  }

  func absolute(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }
}

extension WatchedTree {
  /// The files and folders in `folder`, by their paths; none if it cannot be read, as when it was removed meanwhile.
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
