#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension String {
  /// The path in absolute form, without `.`, `..` or symbolic links on the way, whether or not anything is there. Its
  /// last name is not resolved, so that a link there can be recognised.
  package var absolutePath: String {
    // In a folder that is gone, a relative path must lead nowhere, and not start at the root of the disk.
    var path = hasPrefix("/") ? "" : (try? workingFolder.get()) ?? "/dev/null"
    if path == "/" { path = "" }
    let names = split(separator: "/").filter { $0 != "." }
    for (index, name) in names.enumerated() {
      if name == ".." {
        path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      } else {
        path += "/" + name
        if index < names.count - 1 {
          path = (try? realPath(path)) ?? path
          if path == "/" { path = "" }
        }
      }
    }
    return path.isEmpty ? "/" : path
  }

  /// Whether the path, which is absolute, is `folder` or is inside it.
  package func isWithin(_ folder: String) -> Bool {
    self == folder || hasPrefix(folder == "/" ? "/" : folder + "/")
  }
}

/// The real path of the folder that the program was started in; nil if it has been deleted.
package let workingFolder = Result { () throws(DiskFailure) in try realPath(".") }

/// The absolute path of what is at `path`, with every symbolic link followed; nil if nothing is there.
package func realPath(_ path: String) throws(DiskFailure) -> String? {
  guard let found = realpath(path, nil) else {
    if [ENOENT, ENOTDIR, ELOOP].contains(errno) { return nil }
    throw DiskFailure(action: "look at", path: path, code: errno)
  }
  defer { free(found) }
  return String(cString: found)
}
