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

  /// In the order of their paths.
  let files: [PlacedFile]
  let paths: SortedPaths
  let stale: SortedPaths
  let survey: FolderSurvey

  /// The outermost of the folders that are not there yet, in the order of the survey.
  let newTrees: [NewTree]

  /// What stale paths would be called on a disk that ignores case.
  let foldedStale: Set<String>

  init(
    _ files: [PlacedFile], root: String, name: String, previous: Manifest?, disk: Disk
  ) throws(DiskFailure) {
    self.disk = disk
    self.root = root
    self.name = name
    self.previous = previous
    self.files = files
    let manifest = previous ?? Manifest()
    paths = SortedPaths(files.map(\.path))
    stale = manifest.files.subtracting(paths)
    foldedStale = Set(stale.map(\.text.caseFolded))
    survey = try FolderSurvey(of: root, files: files, stale: stale, manifest: manifest, disk: disk)
    newTrees = survey.newTrees.enumerated().map { index, tree in
      NewTree(path: tree, temporary: Self.beside(tree, Self.temporaryName(files.count + index)))
    }
  }

  /// The plan, apart from the bytes of files.
  func plan() throws(DiskFailure) -> WritePlan {
    var plan = WritePlan()
    plan.diagnostics += foreignFolders()
    planFolders(&plan)
    try planRemovals(&plan)
    plan.diagnostics += try foreignTemporaries(besides: plan.strays)
    plan.next.files = paths
    return plan
  }
}

/// The temporary names of what a build writes.
extension WritePlanner {
  /// Where the file at `index` waits until all are written.
  func staged(_ index: Int) -> StagedFile {
    let (path, home) = (files[index].path, survey.homes[index])
    if let tree = home.flatMap({ survey.folders[$0].tree }) {
      let inside = path.text.utf8.dropFirst(newTrees[tree].path.text.utf8.count)
      return StagedFile(path: path, temporary: newTrees[tree].temporary + Substring(inside), tree: tree, home: home)
    }
    let folder = survey.stagingFolder(of: home).map { $0.text + "/" } ?? ""
    return StagedFile(path: path, temporary: folder + Self.temporaryName(index), tree: nil, home: home)
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
    let foreign = survey.folders.filter { $0.isWanted && $0.standing == .foreign && survey[$0.parent] != .foreign }
    return foreign.map(\.path).sorted().map { folder in
      Diagnostic(
        .error, "`\(name)/\(folder.text)` is not a folder, but files of the site would go into it",
        at: SourceLocation("\(name)/\(folder.text)"),
        hint: "delete it or move it away; Partwork does not write through symbolic links")
    }
  }

  func planFolders(_ plan: inout WritePlan) {
    let wanted = survey.folders.filter(\.isWanted)
    plan.newFolders = wanted.filter { $0.standing == .missing }.map(\.path)
    plan.blockedFolders = wanted.filter { $0.standing == .blocked }.map(\.path).sorted()
    if !plan.blockedFolders.isEmpty { plan.isCleared = true }
  }

  func planRemovals(_ plan: inout WritePlan) throws(DiskFailure) {
    for path in stale where survey[path.folder] == .ready {
      if try disk.kind(of: "\(root)/\(path.text)") == .file { plan.stale.append(path) }
    }
    if previous?.isComplete != true, survey.root == .ready {
      let ready = survey.folders.filter { $0.standing == .ready }.map(\.path).sorted()
      for folder in [""] + ready.map({ $0.text + "/" }) {
        plan.strays += try disk.names(in: "\(root)/\(folder)").filter(Self.isTemporary).map { folder + $0 }
      }
    }
    var going = Set(plan.stale.map(\.text)).union(plan.strays)
    var kept: [OutputPath] = []
    for folder in (previous?.folders ?? SortedPaths()).reversed() where survey[folder] == .ready {
      if try isEmptied(folder, without: going) {
        plan.emptied.append(folder)
        going.insert(folder.text)
      } else {
        kept.append(folder)
      }
    }
    plan.next.folders = SortedPaths(plan.newFolders + plan.blockedFolders + kept)
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
    if survey.isWanted(folder) { return false }
    return try disk.names(in: "\(root)/\(folder.text)").allSatisfy { going.contains("\(folder.text)/\($0)") }
  }
}
