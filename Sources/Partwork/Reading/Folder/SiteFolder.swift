import PartworkSupport
package import PartworkDiagnostics

/// The files below a folder of the site, and what is wrong with their names and links.
package struct SiteFolder: Sendable {
  /// The regular files, sorted by their paths; hidden files and those that editors leave are not among them.
  package private(set) var files: [FolderEntry] = []
  package private(set) var diagnostics: [Diagnostic] = []
  /// Whether a symbolic link leads to any of the files, so that one may be there under two names.
  package private(set) var hasLinks = false
  /// Whether the folder is there.
  package private(set) var exists = true

  /// Lists all that is below `folder`, a path from the site's folder `site`.
  ///
  /// Symbolic links are followed within the site; one that leads out of it is an error.
  package init(_ folder: String, of site: String) {
    let root = site.isEmpty ? "." : site
    guard let real = realPath(root), realPath("\(root)/\(folder)") != nil else {
      exists = false
      return
    }
    var walk = Walk(root: root, realRoot: real)
    walk.add(folder, realParent: real)
    walk.run()
    files = walk.files.sorted { $0.path < $1.path }
    diagnostics = walk.diagnostics.sorted()
    hasLinks = walk.hasLinks
  }
}

/// A walk through folders, without recursion.
private struct Walk {
  let root: String
  let realRoot: String
  var files: [FolderEntry] = []
  var diagnostics: [Diagnostic] = []
  var hasLinks = false
  private var waiting: [(path: String, real: String)] = []

  init(root: String, realRoot: String) {
    self.root = root
    self.realRoot = realRoot
  }

  mutating func run() {
    while let folder = waiting.popLast() { list(folder) }
  }

  private mutating func list(_ folder: (path: String, real: String)) {
    var names: [String] = []
    do throws(DiskFailure) {
      for item in try FolderItem.items(in: "\(root)/\(folder.path)") {
        if !item.isUTF8 {
          diagnostics.error(
            "the name of `\(item.name)` is not UTF-8", at: SourceLocation(folder.path), hint: "rename the file")
        } else if !FileName.isSkipped(item.name) {
          names.append(item.name)
        }
      }
    } catch {
      diagnostics.error(
        "this folder cannot be read: \(error.reason)", at: SourceLocation(folder.path), hint: "see who may read it")
      return
    }
    names.sort()
    reportNamesThatDifferInCase(names, in: folder.path)
    for name in names { add("\(folder.path)/\(name)", realParent: folder.real) }
  }

  private mutating func reportNamesThatDifferInCase(_ names: [String], in folder: String) {
    var seen: [String: String] = [:]
    for name in names {
      guard let other = seen.updateValue(name, forKey: name.caseFolded) else { continue }
      diagnostics.error(
        "the names of this file and of `\(other)` differ only in case", at: SourceLocation("\(folder)/\(name)"),
        hint: "rename one of them: on macOS and Windows they are one file")
    }
  }

  /// Takes in the file or folder at `path`, in the folder whose real path is `realParent`.
  mutating func add(_ path: String, realParent: String) {
    let place = SourceLocation(path)
    if let fault = FileName.fault(in: path) {
      diagnostics.error(fault, at: place, hint: "rename it")
      return
    }
    do throws(DiskFailure) {
      // One that is gone was removed since it was listed.
      guard var status = try FileStatus(of: "\(root)/\(path)") else { return }
      var real: String?
      if status.kind == .link {
        guard let (target, targetStatus) = try follow(path, from: realParent) else { return }
        hasLinks = true
        (real, status) = (target, targetStatus)
      }
      switch status.kind {
      case .file: files.append(FolderEntry(path: path, status: status))
      case .folder: waiting.append((path, real ?? realParent + "/" + path.fileName))
      case .link, .other:
        diagnostics.warning(
          "this is neither a file nor a folder, and is left out", at: place, hint: "move it out of the site")
      }
    } catch {
      diagnostics.error("this cannot be read: \(error.reason)", at: place, hint: "see who may read its folder")
    }
  }

  /// The real path and status of the target of the link at `path`; nil if it must not be followed.
  private mutating func follow(
    _ path: String, from realParent: String
  ) throws(DiskFailure) -> (target: String, status: FileStatus)? {
    let place = SourceLocation(path)
    guard let target = realPath("\(root)/\(path)"), let status = try FileStatus(of: target) else {
      diagnostics.error(
        "this link leads to nothing", at: place, hint: "remove it, or put the file in its place")
      return nil
    }
    guard target.hasPrefix(realRoot == "/" ? "/" : realRoot + "/") else {
      diagnostics.error(
        "this link leads out of the site, to `\(target)`", at: place, hint: "put a copy of the file in its place")
      return nil
    }
    guard target != realParent, !realParent.hasPrefix(target + "/") else {
      diagnostics.error("this link leads to a folder that holds it", at: place, hint: "remove the link")
      return nil
    }
    return (target, status)
  }
}
