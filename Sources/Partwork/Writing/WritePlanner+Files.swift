import PartworkSupport
internal import PartworkDiagnostics

/// How each file of a build compares with what is at its place.
extension WritePlanner {
  enum Finding: Sendable {
    case unchanged
    case changed
    /// The target is a folder of an earlier build with nothing else in it.
    case blocked
    /// A file is there that Partwork is not known to have written.
    case foreign
    /// A link, a folder with other people's files or something stranger is there; the text tells what.
    case obstacle(String)
  }

  func look(at path: OutputPath, _ file: OutputFile) throws(DiskFailure) -> Finding {
    guard survey[path.folder] == .ready else { return .changed }
    let isRespelt = !foldedStale.isEmpty && foldedStale.contains(path.text.caseFolded)
    let status = try FileStatus(of: "\(root)/\(path.text)")
    switch status?.kind {
    case nil: return .changed
    case .file where isRespelt: return .blocked
    case .file:
      if try disk.file("\(root)/\(path.text)", ofSize: status?.size ?? 0, holds: file.content) { return .unchanged }
      return previous?.files.contains(path) == true ? .changed : .foreign
    case .folder:
      return try isOnlyOurs(path) ? .blocked : .obstacle("a folder with files that Partwork did not write")
    case .link: return .obstacle("a symbolic link")
    case .other: return .obstacle("neither a file nor a folder")
    }
  }

  /// Whether all that is in `folder`, and the folder itself, was made by earlier builds and is stale.
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

  func sort(_ findings: [Finding], into plan: inout WritePlan) {
    // With its manifest lost, a folder is still known for the site's own by a page or asset that it holds to the byte.
    let isOurs =
      previous != nil
      || zip(findings, files).contains { finding, entry in
        guard case .unchanged = finding, case .bytes(let bytes) = entry.file.content else { return false }
        return !bytes.isEmpty
      }
    var foreign: [OutputFile] = []
    for (finding, (path, file)) in zip(findings, files) {
      switch finding {
      case .unchanged:
        plan.unchanged += 1
        continue
      case .changed: break
      case .blocked: plan.isCleared = true
      case .foreign where previous == nil && isOurs: break
      case .foreign: foreign.append(file)
      case .obstacle(let what):
        plan.diagnostics.error(
          "`\(name)/\(file.path)` is \(what), and a file from \(file.origin) would take its place",
          at: SourceLocation("\(name)/\(file.path)"), hint: "move it out of `\(name)/` or delete it")
      }
      plan.changes.append(WritePlan.Change(file: file, path: path, temporary: ""))
    }
    for index in plan.changes.indices {
      let folder = survey.stagingFolder(for: plan.changes[index].path).map { $0.text + "/" } ?? ""
      plan.changes[index].temporary = folder + Self.temporaryName(index)
    }
    plan.diagnostics += complaints(about: foreign)
    if previous == nil, isOurs { plan.next.folders = wanted }
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

  static func temporaryName(_ number: Int) -> String { "\(Disk.reservedPrefix)-\(number).tmp" }

  /// Whether `name` is one that only `temporaryName` gives.
  static func isTemporary(_ name: String) -> Bool {
    let digits = name.dropFirst(Disk.reservedPrefix.count + 1).dropLast(4)
    return Int(digits).map(temporaryName) == name
  }
}
