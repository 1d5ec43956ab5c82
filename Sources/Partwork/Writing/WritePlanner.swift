import PartworkDiagnostics
import PartworkSupport

/// Compares the files of a build with the output folder, and plans what to change there.
struct WritePlanner: Sendable {
  let disk: Disk

  /// The absolute path of the output folder, and its name in messages.
  let root: String
  let name: String

  /// The manifest of the last build; nil if it is lost or there never was one.
  let previous: Manifest?

  let files: [(path: OutputPath, file: OutputFile)]
  let wanted: Set<OutputPath>
  let stale: Set<OutputPath>
  let survey: FolderSurvey

  /// The outermost of the folders that are not there yet, and their indices.
  let newTrees: [NewTree]
  private let treeIndices: [OutputPath: Int]

  /// What stale paths would be called on a disk that ignores case.
  let foldedStale: Set<String>

  init(
    _ files: [OutputFile], root: String, name: String, previous: Manifest?, disk: Disk
  ) throws(DiskFailure) {
    self.disk = disk
    self.root = root
    self.name = name
    self.previous = previous
    self.files = files.compactMap { file in OutputPath(file.path).map { ($0, file) } }.sorted { $0.path < $1.path }
    let manifest = previous ?? Manifest()
    stale = manifest.files.isEmpty ? [] : manifest.files.subtracting(self.files.map(\.path))
    foldedStale = Set(stale.map(\.text.caseFolded))
    var wanted = Set<OutputPath>(minimumCapacity: files.count)
    for (path, _) in self.files {
      var folder = path.folder
      while let new = folder, wanted.insert(new).inserted { folder = new.folder }
    }
    self.wanted = wanted
    let survey = try FolderSurvey(of: root, wanted: wanted, stale: stale, manifest: manifest, disk: disk)
    self.survey = survey
    let first = self.files.count
    newTrees = survey.newTrees.enumerated().map { index, tree in
      NewTree(path: tree, temporary: Self.beside(tree, Self.temporaryName(first + index)))
    }
    treeIndices = Dictionary(uniqueKeysWithValues: zip(newTrees.map(\.path), newTrees.indices))
  }

  /// The plan, apart from the bytes of files.
  func plan() throws(DiskFailure) -> WritePlan {
    var plan = WritePlan()
    plan.diagnostics += foreignFolders()
    planFolders(&plan)
    try planRemovals(&plan)
    plan.diagnostics += try foreignTemporaries(besides: plan.strays)
    plan.next.files = Set(files.map(\.path))
    return plan
  }
}

/// The temporary names of what a build writes.
extension WritePlanner {
  /// Where the file at `index` waits until all are written.
  func staged(_ index: Int) -> StagedFile {
    let path = files[index].path
    if let folder = survey.newTree(around: path), let tree = treeIndices[folder] {
      return StagedFile(
        path: path, temporary: newTrees[tree].temporary + path.text.dropFirst(folder.text.count), tree: tree)
    }
    let folder = survey.stagingFolder(for: path).map { $0.text + "/" } ?? ""
    return StagedFile(path: path, temporary: folder + Self.temporaryName(index), tree: nil)
  }

  /// `failure` with the name that its path is to have, if that is in a new tree.
  func named(_ failure: DiskFailure) -> DiskFailure {
    guard let tree = newTrees.first(where: { failure.path.isWithin("\(root)/\($0.temporary)") }) else { return failure }
    var failure = failure
    failure.path = "\(root)/\(tree.path.text)" + failure.path.dropFirst("\(root)/\(tree.temporary)".count)
    return failure
  }

  private static func beside(_ path: OutputPath, _ name: String) -> String {
    path.folder.map { "\($0.text)/\(name)" } ?? name
  }

  static func temporaryName(_ number: Int) -> String { "\(Disk.reservedPrefix)-\(number).tmp" }

  /// An error for each item that has the temporary name of a new folder and that no killed build left: it would be taken
  /// into the site.
  private func foreignTemporaries(besides strays: [String]) throws(DiskFailure) -> [Diagnostic] {
    if survey.root != .ready { return [] }
    let strays = Set(strays)
    var found: [Diagnostic] = []
    for tree in newTrees where !strays.contains(tree.temporary) {
      if try disk.kind(of: "\(root)/\(tree.temporary)") != nil {
        found.append(Self.inTheWay("\(name)/\(tree.temporary)"))
      }
    }
    return found
  }

  static func inTheWay(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "`\(path)` is in the way of what this build writes", at: SourceLocation(path),
      hint: "delete it: names that begin with `\(Disk.reservedPrefix)` are Partwork's own")
  }

  /// Whether `name` is one that only `temporaryName` gives.
  static func isTemporary(_ name: String) -> Bool {
    let digits = name.dropFirst(Disk.reservedPrefix.count + 1).dropLast(4)
    return Int(digits).map(temporaryName) == name
  }
}

/// Which folders a build makes, and what of earlier builds it removes.
extension WritePlanner {
  func foreignFolders() -> [Diagnostic] {
    wanted.filter { survey[$0] == .foreign && survey[$0.folder] != .foreign }.sorted().map { folder in
      Diagnostic(
        .error, "`\(name)/\(folder.text)` is not a folder, but files of the site would go into it",
        at: SourceLocation("\(name)/\(folder.text)"),
        hint: "delete it or move it away; Partwork does not write through symbolic links")
    }
  }

  func planFolders(_ plan: inout WritePlan) {
    plan.newFolders = wanted.filter { survey[$0] == .missing }
    plan.blockedFolders = wanted.filter { survey[$0] == .blocked }.sorted()
    if !plan.blockedFolders.isEmpty { plan.isCleared = true }
    plan.next.folders = plan.newFolders.union(plan.blockedFolders)
  }

  func planRemovals(_ plan: inout WritePlan) throws(DiskFailure) {
    for path in stale.sorted() where survey[path.folder] == .ready {
      if try disk.kind(of: "\(root)/\(path.text)") == .file { plan.stale.append(path) }
    }
    if previous?.isComplete != true, survey.root == .ready {
      let ready = survey.standings.filter { $0.value == .ready }.keys.sorted()
      for folder in [""] + ready.map({ $0.text + "/" }) {
        plan.strays += try disk.names(in: "\(root)/\(folder)").filter(Self.isTemporary).map { folder + $0 }
      }
    }
    var going = Set(plan.stale.map(\.text)).union(plan.strays)
    for folder in (previous?.folders ?? []).sorted().reversed() where survey[folder] == .ready {
      if try isEmptied(folder, without: going) {
        plan.emptied.append(folder)
        going.insert(folder.text)
      } else {
        plan.next.folders.insert(folder)
      }
    }
    let touched = Set((plan.stale + plan.emptied).map(\.folder))
    for folder in touched.sorted(by: { ($0?.text ?? "") < ($1?.text ?? "") }) {
      let path = folder.map { "\(name)/\($0.text)" } ?? name
      if disk.isWritable(folder: folder.map { "\(root)/\($0.text)" } ?? root) { continue }
      plan.diagnostics.error(
        "`\(path)` is not writable, but files of an earlier build must be removed from it", at: SourceLocation(path),
        hint: "check its permissions, or build into another folder with `--output`")
    }
  }
  /// Whether the build puts nothing in `folder`, and all that is there is among `going`.
  private func isEmptied(_ folder: OutputPath, without going: Set<String>) throws(DiskFailure) -> Bool {
    if wanted.contains(folder) { return false }
    return try disk.names(in: "\(root)/\(folder.text)").allSatisfy { going.contains("\(folder.text)/\($0)") }
  }
}
