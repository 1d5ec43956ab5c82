import Foundation
import PartworkSupport

/// A bare repository in a new folder of the site's `.partwork/`, with one remote and one branch, driven by git's
/// plumbing.
struct GitRepository: Sendable {
  let folder: String
  private let remote: String
  private let branch: String
  private let git: ExternalProgram

  /// - Throws: a `DiskFailure` if the folder cannot be made.
  init(remote: String, branch: String, site: String, environment: [String: String]) throws {
    let state = "\(site)/\(Disk.reservedPrefix)"
    try Disk().makeFolders(state)
    try Self.removeLeftovers(in: state)
    // `mkdtemp` replaces the six X with letters that make the name new.
    var template = Array("\(state)/\(Self.prefix)XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw DiskFailure(action: "make a folder in", path: state, code: errno)
    }
    folder = String(cString: made)
    self.remote = remote
    self.branch = branch
    // If a git hook starts the publish, git's own variables point to the repository of the site.
    var environment = environment.filter { !Self.locationVariables.contains($0.key) }
    environment["LC_ALL"] = "C"
    git = ExternalProgram(
      name: "git", folder: site, environment: environment, secrets: Secrets(in: remote),
      readable: { Self.isProgress($0) ? nil : $0 })
  }

  private static let locationVariables: Set<String> = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
  ]
  private static let tip = "refs/partwork/tip"
  private var reference: String { "refs/heads/\(branch)" }

  /// What the names of such folders begin with.
  private static let prefix = "git-"

  /// Removes the folder.
  func remove() { try? Disk().removeTree(folder) }

  /// Removes the folders of publishes that were killed: those that nobody has locked.
  private static func removeLeftovers(in state: String) throws(DiskFailure) {
    for name in try Disk().names(in: state) where name.hasPrefix(prefix) {
      let folder = "\(state)/\(name)"
      guard let lock = try FileLock(folder: folder) else { continue }
      try Disk().removeTree(folder)
      extendLifetime(lock)
    }
  }

  func create() async throws {
    let check = try await git.run(["check-ref-format", reference], accepting: [0, 1])
    if check.status == 1 {
      throw PublishFailure(
        "`\(branch)` is not a valid branch name", command: check.command,
        hint: "set `branch` in `site.yml` to a name such as `gh-pages`")
    }
    try await run(["init", "--quiet", "--bare", "--template=", folder])
  }

  /// The commit that the branch of the remote is at now, fetched without its history; nil if there is no such branch.
  func fetchTip() async throws -> String? {
    let listing = try await run(["ls-remote", "--refs", remote, reference])
    guard listing.split(separator: "\n").contains(where: { $0.hasSuffix("\t\(reference)") }) else { return nil }
    try await run([
      "fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", remote, "+\(reference):\(Self.tip)",
    ])
    // The branch may have moved since it was listed: what counts is what was fetched.
    return try await run(["rev-parse", "--verify", "\(Self.tip)^{commit}"])
  }

  /// The files of `commit` by path: the mode of each and the name of its bytes, as in "100644 8ab686ea…".
  func files(of commit: String?) async throws -> [String: String] {
    guard let commit else { return [:] }
    var files: [String: String] = [:]
    for entry in try await run(["ls-tree", "-r", "-z", "--full-tree", commit]).split(separator: "\0") {
      let fields = entry.split(maxSplits: 3, omittingEmptySubsequences: false) { $0 == " " || $0 == "\t" }
      guard fields.count == 4 else { continue }
      files[String(fields[3])] = "\(fields[0]) \(fields[2])"
    }
    return files
  }

  /// Stores the bytes of all files of `output` unchanged: no filter, no line-end conversion, nothing ignored.
  func store(_ output: FinishedOutput) async throws -> [String: String] {
    let input = output.paths.map { "\(output.root)/\($0)\n" }.joined()
    let objects = try await run(["hash-object", "-w", "--no-filters", "--stdin-paths"], input: input)
      .split(separator: "\n")
    guard objects.count == output.paths.count else {
      throw PublishFailure("git stored \(objects.count) of \(output.paths.count) files", hint: "publish again")
    }
    return Dictionary(zip(output.paths, objects.map { "100644 \($0)" })) { first, _ in first }
  }

  /// Stores `text` as a file.
  func store(_ text: String) async throws -> String {
    "100644 " + (try await run(["hash-object", "-w", "--no-filters", "--stdin"], input: text))
  }

  /// Makes a commit of `files`, and returns its name.
  func commit(_ files: [String: String], parent: String?, message: String) async throws -> String {
    let entries = files.sorted { $0.key < $1.key }.map { "\($0.value)\t\($0.key)\0" }.joined()
    try await run(["read-tree", "--empty"])
    try await run(["update-index", "-z", "--add", "--index-info"], input: entries)
    let tree = try await run(["write-tree"])
    let parents = parent.map { ["-p", $0] } ?? []
    return try await run(["commit-tree", tree] + parents + ["-m", message], adding: identity())
  }

  /// Points the branch of the remote to `commit`, if it is still at `tip`.
  ///
  /// - Returns: false if the branch has moved.
  /// - Throws: a `PublishFailure` if the remote refuses for any other reason.
  func push(
    _ commit: String, replacing tip: String?, onFraction: @escaping @Sendable (Double) -> Void
  ) async throws -> Bool {
    let lease = "--force-with-lease=\(reference):\(tip ?? "")"
    let push = ["push", "--porcelain", "--progress", lease, remote, "\(commit):\(reference)"]
    let run = try await program().run(Self.options + push, accepting: [0, 1]) { line in
      if let fraction = Self.fraction(ofProgress: line) { onFraction(fraction) }
    }
    if run.status == 0 { return true }
    let signsOfMove = [
      "[rejected] (stale info)", "[rejected] (fetch first)", "[rejected] (non-fast-forward)", "cannot lock ref",
      "incorrect old value provided", "failed to update ref",
    ]
    let text = run.text + run.lastLines.joined(separator: "\n")
    if signsOfMove.contains(where: text.contains) { return false }
    throw git.failure(of: run)
  }
}

extension GitRepository {
  /// Keep git from flushing each file of a repository that is gone in a minute, from tidying it, and from running
  /// hooks.
  private static let options = [
    "-c", "core.fsync=none", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.hooksPath=/dev/null",
    "-c", "advice.pushUpdateRejected=false",
  ]

  @discardableResult
  private func run(_ arguments: [String], input: String = "", adding variables: [String: String] = [:]) async throws
    -> String
  {
    try await program(adding: variables).run(Self.options + arguments, input: Array(input.utf8)).text
  }

  private func program(adding variables: [String: String] = [:]) -> ExternalProgram {
    var program = git
    program.environment.merge(["GIT_DIR": folder, "GIT_INDEX_FILE": folder + "/index"]) { $1 }
    program.environment.merge(variables) { $1 }
    return program
  }

  /// Who commits: as set in the repository of the site or by the user, or else Partwork itself, since most servers that
  /// run jobs have no such setting.
  private func identity() async throws -> [String: String] {
    var variables: [String: String] = [:]
    for (key, fallback, name) in [("name", "Partwork", "NAME"), ("email", "partwork@localhost", "EMAIL")] {
      let run = try await git.run(["config", "--get", "user.\(key)"], accepting: [0, 1, 128])
      let value = run.status == 0 && !run.text.isEmpty ? run.text : fallback
      for role in ["AUTHOR", "COMMITTER"] {
        variables["GIT_\(role)_\(name)"] = git.environment["GIT_\(role)_\(name)"] ?? value
      }
    }
    return variables
  }

  /// Whether `line` only counts progress, and would push out of sight why a push failed.
  private static func isProgress(_ line: String) -> Bool {
    line.prefixMatch(of: #/(Enumerating|Counting|Compressing|Writing) objects:|Delta compression|Total /#) != nil
  }

  /// How much has been sent, from 0 to 1, according to a line such as `Writing objects:  53% (8/15), 1.2 MiB | …`.
  private static func fraction(ofProgress line: String) -> Double? {
    line.prefixMatch(of: #/Writing objects: *(\d+)%/#).flatMap { Double($0.1) }.map { $0 / 100 }
  }
}
