internal import PartworkDiagnostics
import PartworkSupport

/// The files of `content/`, by what their paths make of them.
struct ContentListing {
  private(set) var documents: [(file: ContentFile, status: FileStatus)] = []
  private(set) var copies: [StaticFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Sorts out `files`, whose paths begin with `content/`.
  init(_ files: [FolderEntry]) {
    var others: [FolderEntry] = []
    for file in files where file.path != Settings.file {
      if let document = ContentFile(file.path) {
        documents.append((document, file.status))
      } else {
        others.append(file)
      }
    }
    let owners = Dictionary(
      documents.compactMap { document in document.file.folder.map { ($0, document.file.path) } },
      uniquingKeysWith: { first, _ in first })
    for file in others { copy(file, owners: owners) }
  }

  /// Takes `file` as one to copy: beside the page of the folder it is in, if there is one.
  private mutating func copy(_ file: FolderEntry, owners: [String: String]) {
    var folder = file.path.parent
    while !folder.isEmpty {
      if let owner = owners[folder] {
        warnIfMarkdown(file, hint: "give the text a folder or file of its own, or another ending")
        copies.append(StaticFile(file: file.path, owner: owner, path: String(file.path.dropFirst(folder.count + 1))))
        return
      }
      folder = folder.parent
    }
    if let stray = strayDocument(file.path) {
      diagnostics.append(stray)
      return
    }
    warnIfMarkdown(file, hint: "move it to `content/pages/` to make it a page")
    copies.append(StaticFile(file: file.path, owner: nil, path: String(file.path.dropFirst("content/".count))))
  }

  private mutating func warnIfMarkdown(_ file: FolderEntry, hint: String) {
    guard file.path.hasSuffix(".md") else { return }
    diagnostics.warning("this Markdown file is copied as it is", at: SourceLocation(file.path), hint: hint)
  }

  /// The error of a file that is meant to be a document and stands or is named where none is read.
  private func strayDocument(_ path: String) -> Diagnostic? {
    if path == "content/site.yaml" {
      return Diagnostic(.error, "this file is not read", at: SourceLocation(path), hint: "rename it to `site.yml`")
    }
    guard let kind = ContentFile.Kind(path) else { return nil }
    let noun = kind.noun
    let base = "content/\(kind.folder)"
    let name = path.fileName
    if let ending = [".markdown", ".mdown", ".mkd", ".MD", ".Md"].first(where: name.hasSuffix) {
      return Diagnostic(
        .error, "this file is not read as \(noun)", at: SourceLocation(path),
        hint: "rename it to `\(name.dropLast(ending.count)).md`")
    }
    guard name.hasSuffix(".md") else { return nil }
    if name == "index.md" || name == "_index.md", path.parent == base {
      let list = kind == .page ? "the home page is" : "the pages that list \(kind.folder) are"
      return Diagnostic(
        .error, "`\(name)` in `\(base)` is \(noun) without a name", at: SourceLocation(path),
        hint: "rename it, or remove it: \(list) made by \(kind == .page ? "the template `home`" : "templates")")
    }
    let hint =
      name == "index.md"
      ? "move the folder `\(path.parent.fileName)` to `\(base)`"
      : "move it to `\(base)/\(name)`, or rename it to `index.md` in a folder of its own"
    return Diagnostic(
      .error, "\(noun) cannot stand in a folder of `\(base)`", at: SourceLocation(path), hint: hint)
  }
}

extension ContentFile {
  /// The document at `path`; nil where the path makes none.
  init?(_ path: String) {
    guard let kind = Kind(path), path.hasSuffix(".md") else { return nil }
    let name = path.dropFirst("content/\(kind.folder)/".count).dropLast(".md".count)
    let isFolderForm = name.hasSuffix("/index")
    let stem = String(isFolderForm ? name.dropLast("/index".count) : name)
    guard !stem.isEmpty, stem != "index", stem != "_index", kind == .page || !stem.contains("/") else { return nil }
    self.init(kind: kind, path: path, name: stem, folder: isFolderForm ? path.parent : nil)
  }
}

extension ContentFile.Kind {
  /// The kind whose folder `path` is in.
  fileprivate init?(_ path: String) {
    guard let kind = Self.allCases.first(where: { path.hasPrefix("content/\($0.folder)/") }) else { return nil }
    self = kind
  }
}

extension String {
  /// The part before the last slash; empty where there is none.
  fileprivate var parent: String {
    lastIndex(of: "/").map { String(self[..<$0]) } ?? ""
  }
}
