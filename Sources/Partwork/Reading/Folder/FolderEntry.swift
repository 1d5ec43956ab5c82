package import PartworkSupport

/// A file below a site's folder, as the disk tells of it.
package struct FolderEntry: Sendable, Hashable {
  /// The path from the site's folder, with `/` between names.
  package var path: String
  package var status: FileStatus
}
