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
    var path = hasPrefix("/") ? "" : realPath(".") ?? ""
    if path == "/" { path = "" }
    let names = split(separator: "/").filter { $0 != "." }
    for (index, name) in names.enumerated() {
      if name == ".." {
        path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      } else {
        path += "/" + name
        if index < names.count - 1 {
          path = realPath(path) ?? path
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

/// The absolute path of what is at `path`, with every symbolic link followed; nil if nothing is there.
package func realPath(_ path: String) -> String? {
  guard let found = realpath(path, nil) else { return nil }
  defer { free(found) }
  return String(cString: found)
}
