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
    guard let root = realPath(root), let path = realPath(path), path.isWithin(root) else { return nil }
    // Opening a pipe must not wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard let status = try? FileStatus(ofOpen: descriptor, at: path), status.kind == .file else { return nil }
    size = status.size
    tag = EntityTag(of: status)
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
