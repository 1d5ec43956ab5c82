import PartworkSupport
package import PartworkDiagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

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
    guard let stream = opendir("\(root)/\(folder.path)") else {
      let reason = DiskFailure(action: "list", path: folder.path, code: errno).reason
      diagnostics.error(
        "this folder cannot be read: \(reason)", at: SourceLocation(folder.path), hint: "see who may read it")
      return
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        let shown = String(decoding: bytes, as: UTF8.self)
        diagnostics.error(
          "the name of `\(shown)` is not UTF-8", at: SourceLocation(folder.path), hint: "rename the file")
        continue
      }
      if !FileName.isSkipped(name) { names.append(name) }
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
    var status = stat()
    guard lstat("\(root)/\(path)", &status) == 0 else {
      // It was removed since it was listed.
      return
    }
    var real: String?
    if status.st_mode & S_IFMT == S_IFLNK {
      guard let target = follow(path, &status, from: realParent) else { return }
      hasLinks = true
      real = target
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: files.append(FolderEntry(path: path, stamp: FileStamp(status)))
    case S_IFDIR: waiting.append((path, real ?? realParent + "/" + path.fileName))
    default:
      diagnostics.warning(
        "this is neither a file nor a folder, and is left out", at: place, hint: "move it out of the site")
    }
  }

  /// The real path of the target of the link at `path`, with its status; nil where it must not be followed.
  private mutating func follow(_ path: String, _ status: inout stat, from realParent: String) -> String? {
    let place = SourceLocation(path)
    guard let target = realPath("\(root)/\(path)"), stat(target, &status) == 0 else {
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
    return target
  }
}

/// The absolute path without symbolic links; nil where nothing is there.
private func realPath(_ path: String) -> String? {
  guard let found = realpath(path, nil) else { return nil }
  defer { free(found) }
  return String(cString: found)
}

extension FileStamp {
  /// The present moment, in nanoseconds since 1970.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// The stamp of the file at `path`; nil where there is none, and where it is a symbolic link or no file at all.
  init?(ofRegularFileAt path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    #if canImport(Darwin)
      let (modification, change) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modification, change) = (status.st_mtim, status.st_ctim)
    #endif
    size = Int(status.st_size)
    modified = Int(modification.tv_sec) * 1_000_000_000 + Int(modification.tv_nsec)
    changed = Int(change.tv_sec) * 1_000_000_000 + Int(change.tv_nsec)
    inode = UInt64(status.st_ino)
  }
}
