import PartworkDiagnostics
import PartworkSupport

/// A finished build on disk: what there is to publish.
struct FinishedOutput: Sendable {
  /// The absolute path of the folder.
  let root: String
  /// The paths of the files relative to `root`, sorted.
  let paths: [String]
  /// The size of each file in bytes, by its path.
  let sizes: [String: Int]
  /// What else is in the folder, sorted: files, and folders, which end with a slash, with nothing of the build in them.
  let others: [String]

  /// Looks for the files that the build made, by their paths in `root`; other programs may have put more there.
  ///
  /// - Throws: a `PublishFailure` if there is nothing to publish, a `DiskFailure` if the folder cannot be read.
  init(_ root: String, of made: Set<String>) throws {
    self.root = root
    let found = try FolderContents(of: root, skipping: Self.isLeftOut)
    let sizes = found.files.filter { $0.value.kind == .file && made.contains($0.key) }.mapValues(\.size)
    self.sizes = sizes
    paths = sizes.keys.sorted()
    let ours = Set(paths.flatMap(folders(above:)))
    let foreignFolders = found.folders.filter { !ours.contains($0) }
    let foreign = found.files.keys.filter { sizes[$0] == nil } + foreignFolders
    others = foreign.filter { folders(above: $0).allSatisfy(ours.contains) }
      .map { foreignFolders.contains($0) ? $0 + "/" : $0 }.sorted()
    if paths.isEmpty {
      throw PublishFailure(
        "there is nothing to publish in `\(root)`", hint: "build the site first, and see what the build left out")
    }
    if let odd = paths.first(where: { $0.contains(where: \.isNewline) }) {
      throw PublishFailure(
        "the name of `\(odd)` contains a line break", hint: "rename it: servers and tools do not support such names")
    }
  }

  /// A warning that names what is not sent; nil if that is nothing.
  var warning: Diagnostic? {
    let others = others.filter { !Self.leftOutQuietly.contains($0) }
    guard !others.isEmpty else { return nil }
    let names = others.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    let rest = others.count > 3 ? " and \(others.count - 3) more" : ""
    return Diagnostic(
      .warning, "the build did not make \(names)\(rest) in `\(root.split(separator: "/").last ?? "")/`: not sent",
      at: nil, hint: "move what readers need to `content/`")
  }

  /// The names that `isLeftOut` matches at the root, and anywhere.
  static let leftOut = (atRoot: [".git"], anywhere: [".DS_Store"])

  /// Files for git that many writers have in the folder.
  private static let leftOutQuietly = [".gitkeep", ".gitignore"]

  private static func isLeftOut(_ path: String) -> Bool {
    leftOut.atRoot.contains(path) || leftOut.anywhere.contains { path == $0 || path.hasSuffix("/" + $0) }
  }
}

/// What a publish leaves alone on a target even though the site does not have it.
enum PreservedPaths {
  /// Proofs of ownership that other programs put there (RFC 8615), and the folder of a git checkout.
  static let names = [".well-known", ".git"]

  static func contains(_ path: String) -> Bool {
    names.contains { path == $0 || path.hasPrefix($0 + "/") }
  }
}

/// "posts" and "posts/a" for "posts/a/index.html".
func folders(above path: String) -> [String] {
  path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
}

/// Everything below a folder on disk; links are listed, never followed.
struct FolderContents: Sendable {
  /// Everything except folders, by its path relative to the root.
  private(set) var files: [String: FileStatus] = [:]
  /// Relative to the root.
  private(set) var folders: Set<String> = []

  /// Lists `root` except the relative paths that `isSkipped` matches; a skipped folder is not entered.
  init(of root: String, skipping isSkipped: (String) -> Bool = { _ in false }) throws(DiskFailure) {
    var pending = [""]
    while let folder = pending.popLast() {
      for item in try FolderItem.items(in: root + "/" + folder) {
        let path = folder + item.name
        // A file that has gone away in the meantime has no status.
        guard !isSkipped(path), let status = try FileStatus(of: root + "/" + path) else { continue }
        if status.kind == .folder {
          folders.insert(path)
          pending.append(path + "/")
        } else {
          files[path] = status
        }
      }
    }
  }
}
