internal import PartworkDiagnostics
import PartworkSupport

/// The files of `content/`: those that are read, and those that are copied.
struct ContentListing {
  private(set) var documents: [(file: ContentFile, status: FileStatus)] = []
  private(set) var copies: [StaticFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Sorts out `files`, whose paths begin with `content/`.
  init(_ files: [(path: String, status: FileStatus)]) {
    var others: [String] = []
    for file in files where file.path != Settings.file {
      if let document = ContentFile(file.path) {
        documents.append((document, file.status))
      } else {
        others.append(file.path)
      }
    }
    let owners = Dictionary(
      documents.compactMap { document in document.file.folder.map { ($0, document.file.path) } },
      uniquingKeysWith: { first, _ in first })
    for path in others { copy(path, owners: owners) }
  }

  /// Adds the file at `path` to the copies: beside the page whose folder it is in, if there is one.
  private mutating func copy(_ path: String, owners: [String: String]) {
    var folder = path.parent
    while !folder.isEmpty, owners[folder] == nil { folder = folder.parent }
    let owner = owners[folder]
    if owner == nil, let misplaced = misplacedDocument(path) {
      diagnostics.append(misplaced)
      return
    }
    if path.hasSuffix(".md") {
      diagnostics.warning(
        "this Markdown file is copied unchanged", at: SourceLocation(path),
        hint: owner == nil
          ? "move it to `content/pages/` to make it a page"
          : "move it to its own file or folder to publish it, or change its extension")
    }
    let root = owner == nil ? "content" : folder
    copies.append(StaticFile(file: path, owner: owner, path: String(path.dropFirst(root.count + 1))))
  }

  /// The error for a file that is meant to be a document but has the wrong place or name.
  private func misplacedDocument(_ path: String) -> Diagnostic? {
    func error(_ message: String, hint: String) -> Diagnostic {
      Diagnostic(.error, message, at: SourceLocation(path), hint: hint)
    }
    if path == "content/site.yaml" { return error("this file is not read", hint: "rename it to `site.yml`") }
    guard let kind = ContentKind(folderOf: path) else { return nil }
    let base = "content/\(kind.folder)"
    let name = path.fileName
    if let ending = [".markdown", ".mdown", ".mkd", ".MD", ".Md"].first(where: name.hasSuffix) {
      return error(
        "this file is not read as \(kind.noun)", hint: "rename it to `\(name.dropLast(ending.count)).md`")
    }
    guard name.hasSuffix(".md") else { return nil }
    if name == "index.md" || name == "_index.md", path.parent == base {
      let maker =
        kind == .page
        ? "the template `home` makes the home page" : "templates make the pages that list \(kind.folder)"
      return error("`\(name)` in `\(base)` is \(kind.noun) without a name", hint: "rename or remove it: \(maker)")
    }
    return error(
      "\(kind.noun) cannot be in a subfolder of `\(base)`",
      hint: name == "index.md"
        ? "move the folder `\(path.parent.fileName)` to `\(base)`"
        : "move it to `\(base)/\(name)`, or rename it to `index.md` in its own folder")
  }
}
