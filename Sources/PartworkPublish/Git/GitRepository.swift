/// A bare repository in a temporary folder, with one remote and one branch, driven by git's plumbing.
struct GitRepository: Sendable {
  /// A file of a tree: its mode and the name of its bytes.
  struct File: Sendable, Equatable {
    var mode: String
    var object: String
  }

  private let folder: String
  private let remote: String
  private let branch: String
  private let git: Program

  init(folder: String, remote: String, branch: String, site: String, environment: [String: String]) {
    self.folder = folder
    self.remote = remote
    self.branch = branch
    // A publish may be started by a hook, where git's own variables point to the repository of the site.
    var environment = environment.filter { !Self.placeVariables.contains($0.key) }
    environment["LC_ALL"] = "C"
    git = Program(
      name: "git", folder: site, environment: environment, secrets: Secrets(in: [remote]),
      readable: { Self.isProgress($0) ? nil : $0 })
  }

  private static let placeVariables: Set<String> = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE",
  ]
  private static let tip = "refs/partwork/tip"
  private var reference: String { "refs/heads/\(branch)" }

  func make() async throws {
    let check = try await git.run(["check-ref-format", reference], accepting: [0, 1])
    if check.status == 1 {
      throw PublishFailure(
        "`\(branch)` cannot be the name of a branch", command: check.command,
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
    return String(try await run(["rev-parse", "--verify", "\(Self.tip)^{commit}"]).prefix { $0 != "\n" })
  }

  /// The files of `commit` by path.
  func files(of commit: String?) async throws -> [String: File] {
    guard let commit else { return [:] }
    var files: [String: File] = [:]
    for entry in try await run(["ls-tree", "-r", "-z", "--full-tree", commit]).split(separator: "\0") {
      guard let tab = entry.firstIndex(of: "\t") else { continue }
      let words = entry[..<tab].split(separator: " ")
      guard words.count == 3 else { continue }
      files[String(entry[entry.index(after: tab)...])] = File(mode: String(words[0]), object: String(words[2]))
    }
    return files
  }

  /// Stores the bytes of all files of `output`, as they are: no filter, no line-end conversion, nothing ignored.
  func store(_ output: FinishedOutput) async throws -> [String: File] {
    let input = output.files.map { "\(output.root)/\($0.path)\n" }.joined()
    let objects = try await run(["hash-object", "-w", "--no-filters", "--stdin-paths"], input: Array(input.utf8))
      .split(separator: "\n")
    guard objects.count == output.files.count else {
      throw PublishFailure("git stored \(objects.count) of \(output.files.count) files", hint: "publish again")
    }
    return Dictionary(
      zip(output.files, objects).map { ($0.path, File(mode: "100644", object: String($1))) }
    ) { first, _ in first }
  }

  /// Stores `bytes` as a file.
  func store(_ bytes: [UInt8]) async throws -> File {
    let object = try await run(["hash-object", "-w", "--no-filters", "--stdin"], input: bytes)
    return File(mode: "100644", object: String(object.prefix { $0 != "\n" }))
  }

  /// Makes a commit of `files`, and returns its name.
  func commit(_ files: [String: File], parent: String?, message: String) async throws -> String {
    let entries = files.sorted { $0.key < $1.key }.map { "\($0.value.mode) \($0.value.object)\t\($0.key)\0" }.joined()
    try await run(["read-tree", "--empty"])
    try await run(["update-index", "-z", "--add", "--index-info"], input: Array(entries.utf8))
    let tree = try await run(["write-tree"]).prefix { $0 != "\n" }
    let parents = parent.map { ["-p", $0] } ?? []
    let identity = try await identity()
    return String(
      try await run(["commit-tree", String(tree)] + parents + ["-m", message], adding: identity).prefix { $0 != "\n" })
  }

  /// Points the branch of the remote to `commit`, if it is still at `tip`.
  ///
  /// - Returns: false if the branch has moved.
  /// - Throws: a `PublishFailure` if the remote refuses for any other reason.
  func push(_ commit: String, replacing tip: String?, onFraction: @escaping @Sendable (Double) -> Void) async throws
    -> Bool
  {
    let run = try await program(adding: [:]).run(
      options + [
        "push", "--porcelain", "--progress", "--force-with-lease=\(reference):\(tip ?? "")", remote,
        "\(commit):\(reference)",
      ],
      accepting: [0, 1]
    ) { line in
      if let fraction = Self.fraction(ofProgress: line) { onFraction(fraction) }
    }
    if run.status == 0 { return true }
    let moved = ["[rejected] (stale info)", "[rejected] (fetch first)", "[rejected] (non-fast-forward)"]
    let movedMeanwhile = ["cannot lock ref", "incorrect old value provided", "failed to update ref"]
    let text = String(decoding: run.output, as: UTF8.self) + run.lastLines.joined(separator: "\n")
    if (moved + movedMeanwhile).contains(where: text.contains) { return false }
    throw git.failure(of: run)
  }
}

extension GitRepository {
  /// Keep git from flushing each file of a repository that is gone in a minute, from tidying it, and from running hooks.
  private var options: [String] {
    [
      "-c", "core.fsync=none", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.hooksPath=/dev/null",
      "-c", "advice.pushUpdateRejected=false",
    ]
  }

  private func program(adding variables: [String: String]) -> Program {
    var program = git
    program.environment["GIT_DIR"] = folder
    program.environment["GIT_INDEX_FILE"] = folder + "/index"
    program.environment.merge(variables) { $1 }
    return program
  }

  @discardableResult
  private func run(
    _ arguments: [String], input: [UInt8] = [], adding variables: [String: String] = [:]
  ) async throws -> String {
    let run = try await program(adding: variables).run(options + arguments, input: input)
    return String(decoding: run.output, as: UTF8.self)
  }

  /// Who commits, as the repository of the site or the user's own settings have it; Partwork itself where nobody is
  /// named, as on most servers that run jobs.
  private func identity() async throws -> [String: String] {
    var variables: [String: String] = [:]
    for (key, fallback, names) in [
      ("user.name", "Partwork", ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"]),
      ("user.email", "partwork@localhost", ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"]),
    ] {
      let run = try await git.run(["config", "--get", key], accepting: [0, 1, 128])
      let value = run.status == 0 ? String(decoding: run.output.prefix { $0 != 0x0A }, as: UTF8.self) : ""
      for name in names { variables[name] = git.environment[name] ?? (value.isEmpty ? fallback : value) }
    }
    return variables
  }

  /// Whether `line` only counts what goes well, and would push out of sight why a push failed.
  private static func isProgress(_ line: String) -> Bool {
    [
      "Enumerating objects:", "Counting objects:", "Compressing objects:", "Writing objects:", "Delta compression",
      "Total ",
    ]
    .contains(where: line.hasPrefix)
  }

  /// How much has been sent by a line such as `Writing objects:  53% (8/15), 1.2 MiB | …`, from 0 to 1.
  private static func fraction(ofProgress line: String) -> Double? {
    guard line.hasPrefix("Writing objects:"), let percent = line.firstIndex(of: "%") else { return nil }
    return line[..<percent].split(separator: " ").last.flatMap { Double($0) }.map { $0 / 100 }
  }
}
