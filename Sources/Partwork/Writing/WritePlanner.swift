import PartworkSupport

/// Compares the files of a build with the output folder, and plans what to change.
struct WritePlanner: Sendable {
  let disk: Disk

  /// The absolute path of the output folder, and what messages call it.
  let root: String
  let name: String

  /// The manifest of the last build; nil if it is lost or there never was one.
  let previous: Manifest?

  let files: [(path: OutputPath, file: OutputFile)]
  let wanted: Set<OutputPath>
  let stale: Set<OutputPath>
  let survey: FolderSurvey

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
    stale = manifest.files.subtracting(self.files.map(\.path))
    foldedStale = Set(stale.map(\.text.caseFolded))
    var wanted: Set<OutputPath> = []
    for (path, _) in self.files {
      var folder = path.folder
      while let new = folder, wanted.insert(new).inserted { folder = new.folder }
    }
    self.wanted = wanted
    survey = try FolderSurvey(of: root, wanted: wanted, stale: stale, manifest: manifest, disk: disk)
  }

  func plan() async throws(DiskFailure) -> WritePlan {
    var plan = WritePlan()
    plan.diagnostics += foreignFolders()
    let findings = try await parallelMap(files.count) { index throws(DiskFailure) in
      try look(at: files[index].path, files[index].file)
    }
    sort(findings, into: &plan)
    planFolders(&plan)
    try planRemovals(&plan)
    plan.next.files = Set(files.map(\.path))
    return plan
  }
}
