import PartworkSupport

/// What is at the place of each folder that a build needs or an earlier one made.
struct FolderSurvey: Sendable {
  enum Standing: Sendable, Equatable {
    /// A folder is there.
    case ready
    /// Nothing is there, and one can be made at once.
    case missing
    /// A file of an earlier build is there, or a folder whose name has another case: one can be made once that is gone.
    case blocked
    /// Something is there that is neither a folder nor Partwork's.
    case foreign
  }

  private(set) var standings: [OutputPath: Standing] = [:]

  /// The outermost of the missing folders that the build fills, in order.
  private(set) var newTrees: [OutputPath] = []
  let root: Standing

  subscript(folder: OutputPath?) -> Standing {
    guard let folder else { return root }
    return standings[folder] ?? .missing
  }

  /// Looks at the folders of `wanted` and of `manifest`, and at those on the way to its stale files.
  ///
  /// - Parameters:
  ///   - root: the absolute path of the output folder.
  ///   - wanted: the folders that the build fills, with those on the way to them.
  ///   - stale: the files of `manifest` that the build does not have.
  ///   - manifest: what the last build left.
  init(of root: String, wanted: Set<OutputPath>, stale: Set<OutputPath>, manifest: Manifest, disk: Disk)
    throws(DiskFailure)
  {
    self.root = try disk.kind(of: root) == nil ? .missing : .ready
    let folded = Dictionary(grouping: manifest.folders.subtracting(wanted), by: \.text.caseFolded)
    var folders = wanted.union(manifest.folders)
    for file in stale { folders.formUnion(file.folders) }
    standings.reserveCapacity(folders.count)
    // A folder comes after the one that it is in.
    for folder in folders.sorted() {
      let parent = folder.folder
      var standing = self[parent]
      // Before anything can be in a folder, it has to be there.
      if standing == .ready { standing = try self.standing(of: folder, root: root, manifest: manifest, disk: disk) }
      if !folded.isEmpty, wanted.contains(folder), standing != .foreign, folded[folder.text.caseFolded] != nil {
        standing = .blocked
      }
      if standing == .missing, parent.map({ self[$0] != .missing }) ?? true, wanted.contains(folder) {
        newTrees.append(folder)
      }
      standings[folder] = standing
    }
  }

  private func standing(
    of folder: OutputPath, root: String, manifest: Manifest, disk: Disk
  ) throws(DiskFailure) -> Standing {
    switch try disk.kind(of: "\(root)/\(folder.text)") {
    case nil: return .missing
    case .folder: return .ready
    case .file where manifest.files.contains(folder): return .blocked
    case .file, .link, .other: return .foreign
    }
  }

  /// The outermost folder on the way to `path` that is not there; nil if the folder of `path` is there, or is blocked.
  func newTree(around path: OutputPath) -> OutputPath? {
    var tree: OutputPath?
    var folder = path.folder
    while let missing = folder, self[missing] == .missing {
      tree = missing
      folder = missing.folder
    }
    return tree
  }

  /// The innermost folder on the way to `path` that is there or can be made at once; nil for the output folder itself.
  func stagingFolder(for path: OutputPath) -> OutputPath? {
    var folder = path.folder
    while let blocked = folder, self[blocked] == .blocked { folder = blocked.folder }
    return folder
  }
}
