import Foundation
import HTTPTypes
import PartworkSupport

/// An answer to a request.
struct PreviewResponse: Sendable {
  var status: HTTPResponse.Status
  var headers: HTTPFields = [:]
  var body = ResponseBody.bytes([])
}

/// What is sent after the head of a response.
enum ResponseBody: Sendable {
  case bytes(ArraySlice<UInt8>)
  case file(ServedFile, Range<Int>)
  case events(EventStream)

  /// The size in bytes; nil for events, which go on until the tab leaves.
  var count: Int? {
    switch self {
    case .bytes(let bytes): bytes.count
    case .file(_, let range): range.count
    case .events: nil
    }
  }
}

/// A file that is open for reading, so that it is the same file from the first byte to the last even if an editor
/// replaces it meanwhile.
struct ServedFile: Sendable {
  /// The size in bytes when it was opened.
  let size: Int
  let tag: EntityTag
  private let handle: FileHandle

  /// Opens the regular file at `path`; nil if there is none, or if its real path leads out of `root`.
  init?(_ path: String, in root: String) {
    guard let root = try? realPath(root), let path = try? realPath(path), path.isWithin(root),
      let descriptor = Self.open(path.dropFirst(root.count), in: root)
    else { return nil }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard let status = try? FileStatus(ofOpen: descriptor, at: path), status.kind == .file else { return nil }
    size = status.size
    tag = EntityTag(of: status)
  }

  /// Opens the file at `path`, which has no links, in the folder `root`; nil if it cannot be opened.
  ///
  /// It goes from folder to folder, none of which may have become a link since the path was found.
  private static func open(_ path: Substring, in root: String) -> Int32? {
    let names = path.split(separator: "/").map(String.init)
    guard let name = names.last else { return nil }
    var folder = Foundation.open(root, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    for name in names.dropLast() where folder >= 0 {
      let next = openat(folder, name, O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW)
      close(folder)
      folder = next
    }
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    // Opening a pipe must not wait for a writer.
    let file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    return file >= 0 ? file : nil
  }

  /// The bytes of `range`.
  /// - Throws: `FileShortened` if the file is now too short for that.
  func bytes(_ range: Range<Int>) throws -> Data {
    if range.isEmpty { return Data() }
    try handle.seek(toOffset: UInt64(range.lowerBound))
    guard let bytes = try handle.read(upToCount: range.count), bytes.count == range.count else { throw FileShortened() }
    return bytes
  }
}

/// A file got shorter while it was sent. The connection is closed, since the client waits for the missing bytes.
struct FileShortened: Error {}
