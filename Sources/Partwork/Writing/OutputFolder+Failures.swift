import PartworkSupport
internal import PartworkDiagnostics

/// Turns disk failures into errors that a writer can act on.
extension OutputFolder {
  /// Calls `body`, and explains its failure.
  ///
  /// - Parameters:
  ///   - files: the files that are copied meanwhile, to distinguish their failures from those of the output.
  ///   - isIntact: whether the output is as it was if `body` fails.
  func reporting<Result: ~Copyable>(
    _ files: [OutputFile] = [], isIntact: Bool = true, _ body: () throws(DiskFailure) -> Result
  ) throws(WriteError) -> Result {
    do throws(DiskFailure) { return try body() } catch { throw explain(error, files: files, isIntact: isIntact) }
  }

  func explain(_ failure: DiskFailure, files: [OutputFile], isIntact: Bool) -> WriteError {
    if isIntact, let file = files.first(where: { $0.source == failure.path }) {
      return .site([
        Diagnostic(
          .error, "\(file.origin) cannot be read: \(failure.reason)", at: file.location,
          hint: "check its permissions, or delete it")
      ])
    }
    if isIntact, failure.isInPlaceOfFolder, failure.path.isWithin(root) {
      return .site([WritePlanner.inTheWay(name + failure.path.dropFirst(root.count))])
    }
    let path = shown(failure.path)
    let message = "could not \(failure.action) `\(path)`: \(failure.reason)"
    if isIntact, failure.isRefusal {
      let hint = "check its permissions, or build into another folder with `--output`"
      return .site([Diagnostic(.error, message, at: SourceLocation(path), hint: hint)])
    }
    let hint =
      isIntact
      ? "`\(name)/` is as it was; fix the disk problem, then build again"
      : "each file in `\(name)/` is whole, some of them old and some new; fix the disk problem, then build again"
    return .disk(Diagnostic(.error, message, at: SourceLocation(path), hint: hint))
  }

  /// The warning that files of earlier builds may be left, since nothing says which these are.
  var unknownFiles: Diagnostic {
    Diagnostic(
      .warning,
      "what earlier builds wrote to `\(name)/` is unknown: its list in `.partwork/` is damaged, or is of a newer Partwork",
      at: nil, hint: "delete `\(name)/` and build again, to be sure that no page that is gone is left there")
  }

  /// The path as messages show it: with the name of the output folder, and without temporary names.
  func shown(_ path: String) -> String {
    if path.isWithin(root) {
      let inside = path.dropFirst(root.count)
      let last = inside.split(separator: "/").last.map(String.init) ?? ""
      return WritePlanner.isTemporary(last) ? name + inside.dropLast(last.count) : name + inside
    }
    return path.isWithin(state.path) ? ".partwork" + path.dropFirst(state.path.count) : path
  }
}
