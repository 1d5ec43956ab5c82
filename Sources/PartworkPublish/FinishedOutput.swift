/// A finished build on disk: what there is to publish.
struct FinishedOutput: Sendable {
  struct File: Sendable, Hashable {
    /// Relative to the folder, with `/` between names.
    var path: String
    /// In bytes.
    var size: Int
  }

  /// The absolute path of the folder, without a final slash.
  let root: String
  /// Sorted by path.
  let files: [File]

  /// Lists the regular files of `root`, leaving out what no site wants served.
  ///
  /// - Throws: a `PublishFailure` if the folder cannot be read or holds no file.
  init(_ root: String) throws {
    self.root = root
    let tree = try FileTree(of: root, skipping: Self.isLeftOut)
    files = tree.entries.filter { $0.value.kind == .file }
      .map { File(path: $0.key, size: $0.value.size) }
      .sorted { $0.path < $1.path }
    if files.isEmpty {
      throw PublishFailure(
        "there is nothing to publish in `\(root)`", hint: "build the site first, and look at what the build left out")
    }
    if let odd = files.first(where: { $0.path.contains { $0.isNewline } }) {
      throw PublishFailure(
        "the name of `\(odd.path)` has a line break in it", hint: "rename it: no server and no tool serves such names")
    }
  }

  /// The names that `isLeftOut` matches at the root, and anywhere.
  static let leftOut = (atRoot: [".git"], anywhere: [".DS_Store"])

  private static func isLeftOut(_ path: String) -> Bool {
    leftOut.atRoot.contains(path) || leftOut.anywhere.contains { path == $0 || path.hasSuffix("/" + $0) }
  }
}
