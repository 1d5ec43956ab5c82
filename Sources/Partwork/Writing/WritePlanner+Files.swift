import PartworkDiagnostics
import PartworkSupport

/// How a file of a build compares with what is at its place, and what has to be done.
enum FileFinding: Sendable {
  case unchanged

  /// It is new, or has other bytes, and waits under a temporary name.
  case staged(StagedFile)

  /// As `staged`, and the target is a folder of an earlier build with nothing else in it, or is spelt in another case.
  case blocked(StagedFile)

  /// As `staged`, and a file is there that Partwork is not known to have written.
  case foreign(StagedFile)

  /// A link, a folder with other people's files or something else is there; the text says what.
  case obstacle(String)

  /// The file that waits.
  var staged: StagedFile? {
    switch self {
    case .staged(let file), .blocked(let file), .foreign(let file): file
    case .unchanged, .obstacle: nil
    }
  }
}

extension WritePlanner {
  /// Makes the file at `index`, compares it with what is there and, if it differs, calls `write`.
  func look(
    at index: Int, write: (FileBody, StagedFile) throws(DiskFailure) -> Void
  ) throws(DiskFailure) -> FileFinding {
    let (path, file) = (files[index].path, files[index].file)
    if file.isUpToDate { return .unchanged }
    func stage(_ content: FileBody) throws(DiskFailure) -> StagedFile {
      let staged = staged(index)
      try write(content, staged)
      return staged
    }
    guard survey[survey.homes[index]] == .ready else { return .staged(try stage(file.content)) }
    let status = try FileStatus(of: "\(root)/\(path.text)")
    switch status?.kind {
    case nil: return .staged(try stage(file.content))
    case .file where !foldedStale.isEmpty && foldedStale.contains(path.text.caseFolded):
      return .blocked(try stage(file.content))
    case .file:
      let content = file.content
      if try disk.file("\(root)/\(path.text)", ofSize: status?.size ?? 0, holds: content) { return .unchanged }
      let staged = try stage(content)
      return previous?.files.contains(path) == true ? .staged(staged) : .foreign(staged)
    case .folder:
      return try isOnlyOurs(path)
        ? .blocked(try stage(file.content)) : .obstacle("a folder with files that Partwork did not write")
    case .link: return .obstacle("a symbolic link")
    case .other: return .obstacle("neither a file nor a folder")
    }
  }

  /// Whether everything in `folder`, and the folder itself, was made by earlier builds and is stale.
  private func isOnlyOurs(_ folder: OutputPath) throws(DiskFailure) -> Bool {
    var open = [folder]
    while let folder = open.popLast() {
      guard previous?.folders.contains(folder) == true else { return false }
      for name in try disk.names(in: "\(root)/\(folder.text)") where !Self.isTemporary(name) {
        guard let path = OutputPath("\(folder.text)/\(name)") else { return false }
        if stale.contains(path) { continue }
        guard try disk.kind(of: "\(root)/\(path.text)") == .folder else { return false }
        open.append(path)
      }
    }
    return true
  }

  /// Completes `plan` with what was found about each file; one that must not be overwritten is an error.
  func add(_ findings: [FileFinding], to plan: inout WritePlan) {
    // Without its manifest, a folder still counts as the site's own if one page or asset in it is right to the byte.
    let isOurs =
      previous != nil
      || zip(findings, files).contains { finding, entry in
        guard case .unchanged = finding, entry.file.source == nil else { return false }
        return ((try? FileStatus(of: "\(root)/\(entry.path.text)")) ?? nil)?.size ?? 0 > 0
      }
    var foreign: [OutputFile] = []
    for (finding, file) in zip(findings, files.map(\.file)) {
      switch finding {
      case .unchanged, .staged: break
      case .blocked: plan.isCleared = true
      case .foreign where previous == nil && isOurs: break
      case .foreign: foreign.append(file)
      case .obstacle(let what):
        plan.diagnostics.error(
          "`\(name)/\(file.path)` is \(what), and a file from \(file.origin) would take its place",
          at: SourceLocation("\(name)/\(file.path)"), hint: "move it out of `\(name)/` or delete it")
      }
    }
    plan.diagnostics += complaints(about: foreign)
    if previous == nil, isOurs {
      let filled = survey.folders.filter(\.isWanted).map(\.path)
      plan.next.folders = plan.next.folders.union(SortedPaths(filled))
    }
  }

  private func complaints(about foreign: [OutputFile]) -> [Diagnostic] {
    if previous == nil, foreign.count > 1 {
      let some = foreign.prefix(3).map { "`\($0.path)`" }.joined(separator: ", ")
      return [
        Diagnostic(
          .error, "`\(name)/` holds \(foreign.count) files that this site would overwrite, such as \(some)",
          at: SourceLocation(name),
          hint: "Partwork did not write them: empty the folder, or build into another with `--output`")
      ]
    }
    return foreign.map { file in
      Diagnostic(
        .error, "Partwork did not write `\(name)/\(file.path)`, and a file from \(file.origin) would overwrite it",
        at: SourceLocation("\(name)/\(file.path)"), hint: "move it into `content/` to keep it, or delete it")
    }
  }
}
