/// A file below a site's folder, as the disk tells of it.
package struct FolderEntry: Sendable, Hashable {
  /// The path from the site's folder, with `/` between names.
  package var path: String
  package var stamp: FileStamp
}

/// What tells, without reading it, that a file was not written since.
package struct FileStamp: Sendable, Hashable {
  /// In bytes.
  package var size: Int
  /// The time of the last change of the bytes, in nanoseconds since 1970.
  package var modified: Int
  /// The time of the last change of anything, in nanoseconds since 1970: editors that rename a new file into place may
  /// keep the other two.
  package var changed: Int
  /// The number of the file on its disk.
  package var inode: UInt64
}

extension FileStamp {
  /// This stamp, if a write after the moment `now`, in nanoseconds since 1970, is sure to give the file another; nil
  /// where the last is so recent that both may fall into one tick of the clock that stamps files.
  func settled(at now: Int) -> FileStamp? {
    let tick = 20_000_000
    return changed < now - tick ? self : nil
  }
}
