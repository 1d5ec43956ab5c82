import PartworkSupport
import Foundation

/// A path or address as written in `site.yml`: `~/` is the home folder. Programs run in the site's folder, so that a
/// relative path starts there.
func expandingHome(_ address: String) -> String {
  guard address == "~" || address.hasPrefix("~/") else { return address }
  let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
  return home + address.dropFirst()
}

/// `path`, absolute: from the folder `site` if it is relative; without a final slash.
func absolutePath(_ path: String, from site: String) -> String {
  var path = expandingHome(path)
  if !path.hasPrefix("/") { path = site + "/" + path }
  while path.count > 1, path.hasSuffix("/") { path.removeLast() }
  return path
}
