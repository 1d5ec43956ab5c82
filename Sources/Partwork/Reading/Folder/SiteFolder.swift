internal import PartworkDiagnostics
internal import PartworkSupport

/// The files below a folder of the site, and what is wrong with their names and links.
struct SiteFolder {
  /// The regular files, sorted by path from the site's folder, without hidden files and those that editors leave
  /// behind.
  private(set) var files: [(path: String, status: FileStatus)] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The files and folders that are there but cannot be read, sorted: each is an error, and what refers to it is not
  /// wrong too.
  private(set) var unreadable: [String] = []
  /// Whether any file was reached through a symbolic link, so that a file may be present under two names.
  private(set) var hasLinks = false
  /// Whether the folder exists.
  private(set) var exists = true
  private let site: String
  private var realSite = ""
  /// The last folder that may be listed but not entered, which is one error and not one for each of its files.
  private var closed: String?
  /// The folders still to list: a stack, so that a deep tree needs no recursion.
  private var waiting: [WaitingFolder] = []

  /// A folder still to list: its path, its real path, and the real folders of the links on the way to it.
  private struct WaitingFolder {
    let path: String
    let real: String
    let linksFrom: [String]
  }

  /// How many folders were reached through links, which may lead to each other.
  private var linkedFolders = 0

  /// Lists everything below `folder`, a path from the site's folder `site`.
  ///
  /// Symbolic links are followed within the site; one that points outside it is an error.
  init(_ folder: String, of site: String) {
    self.site = site.isEmpty ? "." : site
    do throws(DiskFailure) {
      exists = try FileStatus(of: "\(self.site)/\(folder)") != nil
    } catch {
      report(error, at: folder)
      return
    }
    guard exists else { return }
    do throws(DiskFailure) {
      guard let real = try realPath(self.site) else { return }
      realSite = real
    } catch {
      report(error, at: folder)
      return
    }
    add(folder, in: WaitingFolder(path: "", real: realSite, linksFrom: []))
    if !files.isEmpty {
      files = []
      unreadable.append(folder)
      diagnostics.error("this is a file, not a folder", at: SourceLocation(folder), hint: "replace it with the folder")
    }
    while let folder = waiting.popLast() { list(folder) }
    files.sort { $0.path < $1.path }
    unreadable.sort()
    diagnostics.sort()
  }

  /// Reports what keeps the file or folder at `path` from being read.
  ///
  /// Only a file that is gone may be left out: one that cannot be read would vanish from the site without a word.
  ///
  /// - Parameter isEntry: whether the failure is that of looking at the name in its folder, which is refused for all
  ///   names or none.
  private mutating func report(_ failure: DiskFailure, at path: String, isEntry: Bool = false) {
    unreadable.append(path)
    var place = path
    if isEntry, failure.isRefusal, path.contains("/") {
      place = path.parent
      if closed == place { return }
      closed = place
    }
    diagnostics.error(
      "this cannot be read: \(failure.reason)", at: SourceLocation(place), hint: failure.readingHint)
  }

  private mutating func list(_ folder: WaitingFolder) {
    do throws(DiskFailure) {
      var names: [String] = []
      for item in try FolderItem.items(in: "\(site)/\(folder.path)") {
        if !item.isUTF8 {
          diagnostics.error(
            "the name of `\(item.name)` is not UTF-8", at: SourceLocation(folder.path), hint: "rename the file")
        } else if !FileName.isSkipped(item.name, in: folder.path) {
          names.append(item.name)
        }
      }
      var seen: [String: String] = [:]
      for name in names.sorted(by: { $0.precedes($1) }) {
        let path = "\(folder.path)/\(name)"
        if let other = seen.updateValue(name, forKey: name.caseFolded) {
          diagnostics.error(
            "this name and `\(other)` differ only in \(name == other ? "how their letters are encoded" : "case")",
            at: SourceLocation(path),
            hint: "rename one of them: macOS and Windows treat them as the same name")
        }
        add(path, in: folder)
      }
    } catch {
      // A folder that is gone was removed after its own folder was listed.
      if !error.isNothingThere { report(error, at: folder.path) }
    }
  }

  /// Adds the file or folder at `path`, which is in `parent`.
  private mutating func add(_ path: String, in parent: WaitingFolder) {
    let place = SourceLocation(path)
    let name = path.fileName
    if name.unicodeScalars.contains(where: { $0 == "\\" || $0.isControl || $0.isLineSeparator }) {
      diagnostics.error(
        "this name contains a backslash, a control character or a line separator", at: place, hint: "rename it")
      return
    }
    let found: FileStatus?
    do throws(DiskFailure) {
      found = try FileStatus(of: "\(site)/\(path)")
    } catch {
      return report(error, at: path, isEntry: true)
    }
    // A missing file was removed after it was listed.
    guard var status = found else { return }
    do throws(DiskFailure) {
      var real: String?
      var linksFrom = parent.linksFrom
      if status.kind == .link {
        guard let (target, targetStatus) = try follow(path, in: parent) else {
          unreadable.append(path)
          return
        }
        hasLinks = true
        linksFrom.append(parent.real)
        (real, status) = (target, targetStatus)
      }
      switch status.kind {
      case .file: files.append((path, status))
      case .folder:
        if !linksFrom.isEmpty {
          linkedFolders += 1
          if linkedFolders > Limits.linkedFolders { return reportLinks(at: path) }
        }
        waiting.append(WaitingFolder(path: path, real: real ?? "\(parent.real)/\(name)", linksFrom: linksFrom))
      case .link, .other:
        diagnostics.warning(
          "this is neither a file nor a folder, so it is left out", at: place, hint: "move it out of the site")
      }
    } catch {
      report(error, at: path)
    }
  }

  /// Reports the first of too many folders that are reached through links, and lists no more of them.
  private mutating func reportLinks(at path: String) {
    unreadable.append(path)
    if linkedFolders > Limits.linkedFolders + 1 { return }
    diagnostics.error(
      "more than \(Limits.linkedFolders) folders are reached through links", at: SourceLocation(path),
      hint: "links to folders that contain links multiply: remove some of them")
  }

  /// The real path and status of the target of the link at `path`; nil if it must not be followed.
  private mutating func follow(
    _ path: String, in parent: WaitingFolder
  ) throws(DiskFailure) -> (target: String, status: FileStatus)? {
    let place = SourceLocation(path)
    var status: FileStatus?
    do throws(DiskFailure) {
      status = try FileStatus(of: "\(site)/\(path)", followingLinks: true)
    } catch  where error.isLinkLoop {
      // It leads nowhere, like a link to a file that is gone.
    }
    guard let status, let target = try realPath("\(site)/\(path)") else {
      diagnostics.error("this link points to nothing", at: place, hint: "remove it, or replace it with the file")
      return nil
    }
    guard target != realSite, target.isWithin(realSite) else {
      diagnostics.error(
        "this link points outside the site, to `\(target)`", at: place, hint: "replace it with a copy")
      return nil
    }
    guard !(parent.linksFrom + [parent.real]).contains(where: { $0.isWithin(target) }) else {
      diagnostics.error("this link points to a folder that contains it", at: place, hint: "remove the link")
      return nil
    }
    return (target, status)
  }
}

/// The rules for the names of a site's files.
package enum FileName {
  /// Whether the file or folder `name` is not part of the site: it is hidden, or an editor or a system left it there.
  ///
  /// `.well-known` (RFC 8615) and `.htaccess` are meant for web servers, and are kept.
  package static func isSkipped(_ name: String) -> Bool {
    if name.hasPrefix(".") { return name != ".well-known" && name != ".htaccess" }
    return name.hasSuffix("~") || name.hasSuffix(".swp") || name.hasSuffix(".swo")
      || name.hasPrefix("#") && name.hasSuffix("#") || name == "Thumbs.db" || name == "desktop.ini"
  }

  /// Whether the file or folder `name` in `folder`, a path from the site's folder, is not part of the site: as above,
  /// or a writer holds it back with a name that begins with `_`. In `templates/`, such a name is like any other.
  static func isSkipped(_ name: String, in folder: String) -> Bool {
    if isSkipped(name) { return true }
    guard name.hasPrefix("_"), folder.isWithin("content") else { return false }
    // `_index.md` is reported: other generators read it.
    return name != "_index.md" && !(folder == "content" && hostFiles.contains(name))
  }

  /// Files that hosts such as Cloudflare Pages and Netlify look for at the top of a site.
  private static let hostFiles: Set = ["_headers", "_redirects", "_routes.json", "_worker.js"]
}
