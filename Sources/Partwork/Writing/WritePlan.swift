import PartworkDiagnostics
import PartworkSupport

/// What a build changes in an output folder, apart from the bytes of files.
struct WritePlan: Sendable {
  /// Files of earlier builds to remove.
  var stale: [OutputPath] = []

  /// Files and folders that a killed build left under temporary names, by their paths relative to the output folder.
  var strays: [String] = []

  /// Folders that are not there yet, and those that must wait until whatever is in their way is gone.
  var newFolders: [OutputPath] = []
  var blockedFolders: [OutputPath] = []

  /// Folders of earlier builds that nothing is left in, the innermost first.
  var emptied: [OutputPath] = []

  /// Whether something stale is in the way of something new, so that it must be removed first and not last.
  var isCleared = false

  /// The manifest of the output as it will be.
  var next = Manifest()

  var diagnostics: [Diagnostic] = []

  /// Whether there is anything to do even if no file has new bytes.
  var changesFolders: Bool {
    !stale.isEmpty || !strays.isEmpty || !newFolders.isEmpty || !emptied.isEmpty
  }

  /// The manifest from before the first change until after the last: whatever may be there at any moment.
  func journal(after previous: Manifest?) -> Manifest {
    let previous = previous ?? Manifest()
    return Manifest(
      files: previous.files.union(next.files), folders: previous.folders.union(next.folders),
      isComplete: false)
  }
}

/// A file of a build, and the path that it goes to.
struct PlacedFile: Sendable {
  let path: OutputPath
  let file: OutputFile
}

/// A file that is written under a temporary name, beside its target or in the nearest folder that exists, or under its
/// own name in a new folder that has a temporary one.
///
/// It is a class because lists of thousands are sorted out several times.
final class StagedFile: Sendable {
  let path: OutputPath

  /// The temporary path, relative to the output folder.
  let temporary: String

  /// The index of that folder among the planner's new trees.
  let tree: Int?

  /// The index in the survey of the folder that the path is in; nil for the output folder itself.
  let home: Int?

  init(path: OutputPath, temporary: String, tree: Int?, home: Int?) {
    self.path = path
    self.temporary = temporary
    self.tree = tree
    self.home = home
  }
}

/// A folder that is not there yet: it is filled under a temporary name and then renamed, with all that is in it.
struct NewTree: Sendable {
  let path: OutputPath

  /// The temporary path, relative to the output folder.
  let temporary: String
}
