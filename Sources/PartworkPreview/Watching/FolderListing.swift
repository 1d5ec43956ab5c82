import Foundation

/// What stands in one folder, by `readdir`.
enum FolderListing {
  struct Entry {
    var name: String
    var isFolder: Bool
  }

  /// The entries of the folder at `path`, in no order; none where it cannot be read, which is what a folder that was
  /// removed meanwhile looks like.
  static func entries(of path: String) -> [Entry] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var entries: [Entry] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      entries.append(Entry(name: name, isFolder: isFolder(entry, named: name, in: path)))
    }
    return entries
  }

  private static func isFolder(_ entry: UnsafeMutablePointer<dirent>, named name: String, in path: String) -> Bool {
    // Some file systems leave the type out of the listing.
    if Int32(entry.pointee.d_type) == Int32(DT_UNKNOWN) { return FileStamp("\(path)/\(name)")?.isFolder ?? false }
    return Int32(entry.pointee.d_type) == Int32(DT_DIR)
  }
}

/// What `lstat` says of a file: it differs after every change that matters, save one within the clock's resolution.
struct FileStamp: Hashable {
  private let mode: UInt32
  private let file: UInt64
  private let links: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    mode = UInt32(status.st_mode)
    file = UInt64(status.st_ino)
    links = UInt64(status.st_nlink)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #else
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #endif
  }

  var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }

  /// Whether this is a regular file of no bytes and of one name: as a program leaves it between making and writing it.
  var isJustMade: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) && size == 0 && links == 1 }
}
