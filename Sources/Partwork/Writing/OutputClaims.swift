import PartworkSupport
package import PartworkDiagnostics

/// Finds what stops `files` from becoming a folder on any disk and host: unsafe paths, names that Windows does not
/// allow, paths that two sources claim, that differ only in case or in the encoding of their letters, or that are both a
/// file and a folder.
///
/// The result does not depend on the order of `files`.
package func checkOutput(_ files: [OutputFile]) -> [Diagnostic] {
  var claims = OutputClaims(count: files.count)
  let ordered = files.sorted { left, right in
    if left.path != right.path { return left.path < right.path }
    if !left.path.isIdentical(to: right.path) { return left.path.precedes(right.path) }
    if left.role != right.role { return left.role < right.role }
    if left.location == right.location { return left.origin.precedes(right.origin) }
    guard let place = left.location, let other = right.location else { return left.location == nil }
    return place < other
  }
  for file in ordered { claims.add(file) }
  return claims.diagnostics
}

/// The names that files take in the output folder, and the clashes between them.
private struct OutputClaims {
  private(set) var diagnostics: [Diagnostic] = []

  /// The first claim to each name; keys are folded, so that names that some disk treats as the same share a key.
  private var claims: [String: Claim]

  /// The last path that was claimed, whose folders need not be claimed again.
  private var last: OutputPath?

  /// Folders spelt differently from the first of their name, to report each once.
  private var reported: Set<OutputPath> = []

  private struct Claim {
    var path: OutputPath
    var isFolder: Bool
    var file: OutputFile
  }

  init(count: Int) {
    // Most files are in a folder of their own.
    claims = Dictionary(minimumCapacity: 2 * count)
  }

  mutating func add(_ file: OutputFile) {
    guard let path = OutputPath(file.path) else {
      if let fault = OutputPath.Fault(in: file.path) { report(fault.problem(of: file.path), of: file) }
      return
    }
    for folder in path.folders(besidesThoseOf: last) { claim(Claim(path: folder, isFolder: true, file: file)) }
    last = path
    claim(Claim(path: path, isFolder: false, file: file))
  }

  private mutating func report(_ problem: String, of file: OutputFile) {
    diagnostics.error("\(problem); it comes from \(file.origin)", at: file.location, hint: file.role.remedy)
  }

  private mutating func claim(_ claim: Claim) {
    let key = claim.path.text.caseFolded
    guard let first = claims.updateValue(claim, forKey: key) else {
      guard let problem = claim.path.portabilityProblem else { return }
      if claim.file.role == .redirect {
        // An address of an earlier site is as it is, and hosts seldom run Windows.
        diagnostics.warning(
          "\(problem); it comes from \(claim.file.origin)", at: claim.file.location,
          hint: "readers find it on all other hosts")
      } else {
        report(problem, of: claim.file)
      }
      return
    }
    let isSame = first.path == claim.path
    claims[key] = first
    if first.isFolder, claim.isFolder, isSame || !reported.insert(claim.path).inserted { return }

    let (name, other) = (claim.path.text, first.path.text)
    let (source, otherSource) = (claim.file.origin, first.file.origin)
    let (wrong, right) = first.file.role > claim.file.role ? (first.file, claim.file) : (claim.file, first.file)
    let message: String
    var hint = wrong.role.remedy
    if first.isFolder != claim.isFolder {
      let (file, folder) = claim.isFolder ? (first, claim) : (claim, first)
      message =
        "`\(file.path.text)` would be a file, from \(file.file.origin), and a folder, with `\(folder.file.path)` from "
        + folder.file.origin
    } else if isSame {
      message = "`\(name)` has two sources: \(otherSource) and \(source)"
    } else {
      let difference = name == other ? "in how their letters are encoded" : "in case"
      message = "`\(other)` and `\(name)` differ only \(difference): they come from \(otherSource) and \(source)"
      let remedy = wrong.role == .redirect ? hint : "spell them alike or rename one"
      hint = "\(remedy): some disks and hosts treat them as the same"
    }
    diagnostics.error(message, at: wrong.location ?? right.location, hint: hint)
  }
}
