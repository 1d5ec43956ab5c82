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

  /// A folder that the build fills or an earlier one made, or one on the way to it.
  struct Folder: Sendable {
    let path: OutputPath

    /// The index of the folder that it is in; nil for one at the top of the output folder.
    let parent: Int?

    /// Whether the build fills it, or a folder in it.
    let isWanted: Bool
    fileprivate(set) var standing = Standing.missing

    /// The index in `newTrees` of the missing folder that it is or is in.
    fileprivate(set) var tree: Int?
  }

  /// Those that the build fills first, in the order of its files; each after the one that it is in.
  private(set) var folders: [Folder] = []

  /// The outermost of the missing folders that the build fills, in order.
  private(set) var newTrees: [OutputPath] = []

  /// The indices in `folders` of the folders that the build's files are in; nil for the output folder itself.
  private(set) var homes: [Int?] = []
  let root: Standing

  private var indices: [OutputPath: Int] = [:]

  subscript(folder: Int?) -> Standing { folder.map { folders[$0].standing } ?? root }

  subscript(folder: OutputPath?) -> Standing {
    guard let folder else { return root }
    return indices[folder].map { folders[$0].standing } ?? .missing
  }

  /// Whether the build fills `folder`, or a folder in it.
  func isWanted(_ folder: OutputPath) -> Bool { indices[folder].map { folders[$0].isWanted } ?? false }

  /// Looks at the folders of `files` and of `manifest`, and at those on the way to its stale files.
  ///
  /// - Parameters:
  ///   - root: the absolute path of the output folder.
  ///   - files: what the build writes, in order.
  ///   - stale: the files of `manifest` that the build does not have.
  ///   - manifest: what the last build left.
  init(of root: String, files: [PlacedFile], stale: SortedPaths, manifest: Manifest, disk: Disk) throws(DiskFailure) {
    self.root = try disk.kind(of: root) == nil ? .missing : .ready
    folders.reserveCapacity(files.count)
    indices.reserveCapacity(files.count)
    homes.reserveCapacity(files.count)
    for file in files { homes.append(file.path.folder.map { add($0, isWanted: true) }) }
    let unwanted = manifest.folders.filter { indices[$0] == nil }
    let folded = Set(unwanted.map(\.text.caseFolded))
    for folder in unwanted { _ = add(folder, isWanted: false) }
    for file in stale { _ = file.folder.map { add($0, isWanted: false) } }
    for index in folders.indices { try look(at: index, root: root, manifest: manifest, folded: folded, disk: disk) }
  }

  /// Adds the folder at `path` and those around it, unless they are there, and returns its index.
  private mutating func add(_ path: OutputPath, isWanted: Bool) -> Int {
    if let index = indices[path] { return index }
    let parent = path.folder.map { add($0, isWanted: isWanted) }
    folders.append(Folder(path: path, parent: parent, isWanted: isWanted))
    indices[path] = folders.count - 1
    return folders.count - 1
  }

  /// Finds out what is at the place of a folder, once that is known of the one that it is in.
  ///
  /// - Parameter folded: the paths of folders that only an earlier build made, with their case folded.
  private mutating func look(
    at index: Int, root: String, manifest: Manifest, folded: Set<String>, disk: Disk
  ) throws(DiskFailure) {
    let folder = folders[index]
    var standing = self[folder.parent]
    // Before anything can be in a folder, it has to be there.
    if standing == .ready { standing = try self.standing(of: folder.path, root: root, manifest: manifest, disk: disk) }
    if !folded.isEmpty, folder.isWanted, standing != .foreign, folded.contains(folder.path.text.caseFolded) {
      standing = .blocked
    }
    folders[index].standing = standing
    guard standing == .missing, folder.isWanted else { return }
    if let parent = folder.parent, folders[parent].standing == .missing {
      folders[index].tree = folders[parent].tree
    } else {
      folders[index].tree = newTrees.count
      newTrees.append(folder.path)
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

  /// The innermost folder at or around `folder` that is there or can be made at once; nil for the output folder itself.
  func stagingFolder(of folder: Int?) -> OutputPath? {
    var folder = folder
    while let blocked = folder, folders[blocked].standing == .blocked { folder = folders[blocked].parent }
    return folder.map { folders[$0].path }
  }
}
