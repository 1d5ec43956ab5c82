internal import PartworkDiagnostics
internal import PartworkMarkdown
import PartworkSupport

/// The files of `content/`: those that are read, and those that are copied.
struct ContentListing {
  /// The status is nil for a file that cannot be read.
  private(set) var documents: [(file: ContentFile, status: FileStatus?)] = []
  private(set) var copies: [StaticFile] = []
  /// The paths of the files of words.
  private(set) var strings: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Sorts out `files` and what is `unreadable`, which is treated as empty; the paths begin with `content/`.
  init(_ files: [(path: String, status: FileStatus)], unreadable: [String] = []) {
    var others: [String] = []
    for file in files where file.path != Settings.file && file.path != Addresses.file {
      if let document = ContentFile(file.path) {
        documents.append((document, file.status))
      } else if file.path.hasSuffix(".yml"), file.path.parent == WordSource.folder {
        strings.append(file.path)
      } else {
        others.append(file.path)
      }
    }
    for path in unreadable {
      // A folder that cannot be listed may be that of a post.
      if let document = ContentFile(path) ?? ContentFile(path + "/index.md") { documents.append((document, nil)) }
    }
    var owners: [String: String] = [:]
    for (file, _) in documents { if let folder = file.folder { owners[folder] = file.path } }
    let parts = documents.filter { Self.isPart($0.file, ofPostIn: owners) }
    if !parts.isEmpty {
      let paths = Set(parts.map(\.file.path))
      documents.removeAll { paths.contains($0.file.path) }
      for part in parts { if let folder = part.file.folder { owners[folder] = nil } }
      // What cannot be read is reported already.
      others = (others + parts.filter { $0.status != nil }.map(\.file.path)).sorted()
    }
    for path in others { copy(path, owners: owners) }
  }

  /// Whether `file`, which could be a post in a folder of posts, is a file beside another post.
  private static func isPart(_ file: ContentFile, ofPostIn owners: [String: String]) -> Bool {
    guard file.kind == .post else { return false }
    var folder = (file.folder ?? file.path).parent
    while folder.utf8.count > "content/posts".utf8.count {
      if owners[folder] != nil { return true }
      folder = folder.parent
    }
    return false
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
    let root = owner == nil ? "content" : folder
    copies.append(StaticFile(file: path, owner: owner, path: String(path.dropFirst(root.count + 1))))
  }

  /// The error for a file that is meant to be a document but has the wrong place or name.
  private func misplacedDocument(_ path: String) -> Diagnostic? {
    func error(_ message: String, hint: String) -> Diagnostic {
      Diagnostic(.error, message, at: SourceLocation(path), hint: hint)
    }
    let isForWords = path.parent == WordSource.folder && path.hasSuffix(".yaml")
    if path == "content/site.yaml" || path == "content/addresses.yaml" || isForWords {
      return error("this file is not read", hint: "rename it to `\(path.fileName.dropLast(5)).yml`")
    }
    if path == WordSource.folder
      || ContentKind.allCases.contains(where: { $0 != .home && path == "content/\($0.folder)" })
    {
      return error("this is a file, not a folder", hint: "replace it with the folder")
    }
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
    if name == "_index.md" {
      return error("`_index.md` is not read as \(kind.noun)", hint: "rename it to `index.md`")
    }
    return error(
      "\(kind.noun) cannot be in a subfolder of `\(base)`",
      hint: name == "index.md"
        ? "move the folder `\(path.parent.fileName)` to `\(base)`"
        : "move it to `\(base)/\(name)`, or rename it to `index.md` in its own folder")
  }
}

extension StaticFile {
  /// Reads what pages need to know of the file of the site in the folder `site`.
  ///
  /// - Returns: what is wrong with copying it: it cannot be read, it is a text that was meant to be read, or it is a
  ///   picture, a film or a sound that is damaged.
  mutating func examine(in site: String) -> Diagnostic? {
    let place = SourceLocation(file)
    do throws(DiskFailure) {
      imageSize = try ImageSize(ofFileAt: "\(site)/\(file)")
      if imageSize != nil { return nil }
      if owner == nil, HostFile(rawValue: path) != nil {
        let bytes = try readBytes("\(site)/\(file)")
        if HostFile.isFrame(bytes) { text = bytes }
      }
      // YAML itself may begin like front matter.
      if !file.hasSuffix(".yml"), !file.hasSuffix(".yaml"), try hasFrontMatter(in: site) {
        return Diagnostic(
          .error, "this file begins with front matter, but it is not read", at: place, hint: frontMatterHint)
      }
      if let damage = try ImageSize.damage(ofFileAt: "\(site)/\(file)") {
        return Diagnostic(.error, "this picture \(damage)", at: place, hint: "save or download it again, or remove it")
      }
      if let player = Document.player(for: file.utf8), try readBytes("\(site)/\(file)", limit: 1).isEmpty {
        return Diagnostic(
          .error, "this \(player == "video" ? "film" : "sound") has no bytes", at: place,
          hint: "save or download it again, or remove it")
      }
    } catch {
      return error.isNothingThere ? nil : error.unreadable(file)
    }
    guard file.hasSuffix(".md") else { return nil }
    return Diagnostic(
      .warning, "this Markdown file is copied unchanged", at: place,
      hint: owner == nil
        ? "move it to `content/pages/` to make it a page"
        : "move it to its own file or folder to publish it, or change its extension")
  }

  private func hasFrontMatter(in site: String) throws(DiskFailure) -> Bool {
    let path = "\(site)/\(file)"
    guard FrontMatterText.mayBegin(try readBytes(path, limit: 6)) else { return false }
    return FrontMatterText.begins(try readBytes(path, limit: 1 << 16))
  }

  private var frontMatterHint: String {
    let elsewhere = "or remove its front matter to copy it unchanged"
    let name = file.fileName
    let stem = name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex)
    if let owner { return "move it out of the folder of \(owner) to make it a post or a page, \(elsewhere)" }
    guard let kind = ContentKind(folderOf: file) else {
      return "move it to `content/posts/` or `content/pages/` as `\(stem).md`, \(elsewhere)"
    }
    let html = ["html", "htm", "xhtml"].contains(name.split(separator: ".").last?.lowercased() ?? "")
    return "rename it to `\(stem).md` to make it \(kind.noun)"
      + (html ? " (its HTML is kept only with `markdown.rawHTML: true`)" : "") + ", \(elsewhere)"
  }
}
